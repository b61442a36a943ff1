//! Stand-ins: rows in the place of lost ones whose names can be given again, where somebody's work hangs on them.

use super::Recovery;
use super::mend::note;
use crate::Result;
use crate::model::*;
use crate::store::Store;
use std::collections::BTreeMap;

/// Makes rows in the place of lost ones, where names can be given again and work hangs on them.
pub(super) fn stand_in(store: &Store, table: &str, parent: &str, column: &str, made: &mut BTreeMap<&'static str, u64>) -> Result<()> {
    let sql = format!("SELECT DISTINCT {column} FROM {table} WHERE {column} IS NOT NULL AND {column} NOT IN (SELECT id FROM {parent})");
    let lost: Vec<[u8; 16]> = store.conn().prepare(&sql)?.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    for bytes in lost {
        let stands: i64 = store.conn().query_row(&format!("SELECT count(*) FROM {parent}"), [], |row| row.get(0))?;
        let noun = if parent == "cases" { "case".to_owned() } else { parent.replace('_', " ") };
        let name = format!("Recovered {noun} {}", stands + 1);
        let ord = format!("z{stands:09}1");
        let table = match parent {
            "coder" => {
                let initials = free_initials(store)?;
                store.insert(&Coder { id: CoderId::from_bytes(bytes), name, initials, role: String::new() })?;
                "coder"
            }
            "layer" => {
                store.insert(&Layer { id: LayerId::from_bytes(bytes), kind: LayerKind::Independent, name, framework: None })?;
                "layer"
            }
            "framework" => {
                store.insert(&framework(FrameworkId::from_bytes(bytes), name, ord))?;
                "framework"
            }
            "case_kind" => {
                store.insert(&CaseKind { id: CaseKindId::from_bytes(bytes), parent: None, name, ord })?;
                "case_kind"
            }
            "code" if table == "coding" || table == "pin" => {
                store.insert(&code(store, CodeId::from_bytes(bytes), name, ord, made)?)?;
                "code"
            }
            "attribute" => {
                store.insert(&attribute(store, AttributeId::from_bytes(bytes), name, ord)?)?;
                "attribute"
            }
            // A case whose parent or memo alone names it had nothing on it that can be kept.
            "cases" if !["cases", "memo", "memo_link"].contains(&table) => {
                let kind = people(store, made)?;
                let empty = String::new;
                store.insert(&Case { id: CaseId::from_bytes(bytes), kind, parent: None, name, full_name: empty(), pseudonym: empty(), ord })?;
                "cases"
            }
            _ => continue,
        };
        *made.entry(table).or_default() += 1;
    }
    Ok(())
}

fn free_initials(store: &Store) -> Result<String> {
    let taken: Vec<String> = store.all::<Coder>()?.into_iter().map(|coder| coder.initials).collect();
    Ok((1..).map(|n| format!("R{n}")).find(|initials| !taken.contains(initials)).unwrap_or_default())
}

fn framework(id: FrameworkId, name: String, ord: String) -> Framework {
    Framework { id, name, short: String::new(), description: "Its name was lost with a damaged part of the file.".into(), ord }
}

/// A code in the place of a lost one, in a framework of such codes.
fn code(store: &Store, id: CodeId, name: String, ord: String, made: &mut BTreeMap<&'static str, u64>) -> Result<Code> {
    const HOME: &str = "Recovered codes";
    let home = match store.all::<Framework>()?.into_iter().find(|framework| framework.name == HOME) {
        Some(home) => home.id,
        None => {
            let home = framework(FrameworkId::new(), HOME.into(), "z".into());
            store.insert(&home)?;
            *made.entry("framework").or_default() += 1;
            home.id
        }
    };
    let empty = String::new;
    let description = "Its name and definition were lost with a damaged part of the file; its codings are here.".into();
    Ok(Code {
        id,
        framework: home,
        parent: None,
        name,
        short: empty(),
        description,
        include: empty(),
        exclude: empty(),
        example: empty(),
        colour: None,
        theme: false,
        statement: empty(),
        codable: true,
        ord,
    })
}

/// An attribute in the place of a lost one: it stands on what its values are of, and takes any of them.
fn attribute(store: &Store, id: AttributeId, name: String, ord: String) -> Result<Attribute> {
    let sql = "SELECT case_id IS NOT NULL FROM attribute_value WHERE attribute = ?1 LIMIT 1";
    let on_case: bool = store.conn().query_row(sql, [id], |row| row.get(0))?;
    let target = if on_case { Target::Case } else { Target::Source };
    // Values that stand on the other kind of thing are no attribute's.
    let other = if on_case { "case_id IS NULL" } else { "case_id IS NOT NULL" };
    store.conn().execute(&format!("DELETE FROM attribute_value WHERE attribute = ?1 AND {other}"), [id])?;
    Ok(Attribute { id, target, name, kind: AttributeType::Text, choices: Vec::new(), ord })
}

/// The kind of cases whose own kind is not known any more.
fn people(store: &Store, made: &mut BTreeMap<&'static str, u64>) -> Result<CaseKindId> {
    let all = store.all::<CaseKind>()?;
    if let Some(kind) = all.iter().find(|kind| kind.name == CaseKind::PERSON).or(all.first()) {
        return Ok(kind.id);
    }
    let kind = CaseKind { id: CaseKindId::new(), parent: None, name: CaseKind::PERSON.into(), ord: "z".into() };
    store.insert(&kind)?;
    *made.entry("case_kind").or_default() += 1;
    Ok(kind.id)
}

/// Sources in the place of lost ones whose texts are here: each shows its newest.
pub(super) fn sources(store: &Store, report: &mut Recovery, made: &mut BTreeMap<&'static str, u64>) -> Result<()> {
    let known: std::collections::HashSet<SourceId> = store.all::<Source>()?.into_iter().map(|source| source.id).collect();
    let mut newest: BTreeMap<SourceId, Version> = BTreeMap::new();
    for version in store.all::<Version>()?.into_iter().filter(|version| !known.contains(&version.source)) {
        let readable = store.value(&version.text).ok().and_then(|bytes| String::from_utf8(bytes).ok());
        if readable.is_some_and(|text| text.chars().count() == version.chars as usize)
            && newest.get(&version.source).is_none_or(|other| other.number < version.number)
        {
            newest.insert(version.source, version);
        }
    }
    for (n, (id, version)) in newest.iter().enumerate() {
        let number = known.len() + n + 1;
        let empty = String::new;
        store.insert(&Source {
            id: *id,
            folder: None,
            name: format!("Recovered source {number}"),
            kind: SourceKind::Interview,
            date: empty(),
            language: empty(),
            version: version.id,
            file: empty(),
            encoding: empty(),
            original: None,
            at: Time::now(),
            ord: format!("z{number:09}1"),
        })?;
        *made.entry("source").or_default() += 1;
    }
    note(report, newest.len(), "sources have lost their names, dates and folders; their texts are here");
    Ok(())
}
