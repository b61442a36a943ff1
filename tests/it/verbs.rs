//! One random use of every verb, derived from `OpKind`: a new kind without its verb does not compile.

use crate::support::{Dice, commented, import, interview};
use themata::analysis::Corpus;
use themata::model::{
    Attribute, AttributeType, Case, CaseKind, CellStatus, ChartCell, Code, CodeId, Coder, CoderId, Coding, CodingId, DismissedId, Framework,
    Grouping, Linked, Memo, MemoId, MemoKind, MemoState, Owner, ProgressState, PseudonymKind, RowKey, SourceId, SourceKind, Span, SpeakerId,
    SpeakerRole, Subject, Target, Time, WordRule, WordRuleKind,
};
use themata::project::op::OpKind;
use themata::project::{
    AttributeDraft, CaseDraft, CellDraft, CellEdit, CodeDraft, CodeWords, Done, Home, ImportTable, Listed, MemoDraft, NewCoding, NoteDraft, Part,
    Place, Prepared, Project, PseudonymDraft, TableCase, TableJoin, TableKind, TableOwner, TableValue, Template, TemplateCode,
};

#[path = "verbs_lens.rs"]
mod lens;

const NAMES: [&str; 12] = [
    "Money",
    "money ",
    "It's “quoted” \"twice\"",
    "עברית ו English",
    "مال",
    "钱 and people",
    "👩🏽‍⚕️ e\u{301}",
    "a/b\\c",
    "%_';--",
    "{\"json\": null}",
    "\u{FEFF}\u{200B}x",
    "\u{10FFFF}",
];
const BODIES: [&str; 6] =
    ["", "Two\nlines\tand a tab", "a NUL \u{0} inside", "\u{7F}\u{1B}[0m", "ends in a backslash \\", "\u{2028}\u{FFFF}“so” \\u0041 \\n"];

fn title(dice: &mut Dice) -> String {
    format!("{}{}", NAMES[dice.below(NAMES.len())], dice.below(40))
}

fn body(dice: &mut Dice) -> String {
    BODIES[dice.below(BODIES.len())].to_owned()
}

/// What the verbs of a project are thrown at.
pub struct Table<'a> {
    /// The project.
    pub project: &'a mut Project,
    /// What stands in it.
    pub corpus: Corpus,
    /// Chance.
    pub dice: Dice,
}

type Act = themata::Result<Option<i64>>;

/// Nothing there to do it to.
const NOTHING: Act = Ok(None);

fn op<T>(done: themata::Result<Done<T>>) -> Act {
    done.map(|done| done.op)
}

impl Table<'_> {
    /// Does one thing of a kind, at random; `None` when there is nothing to do it to or nothing changed.
    pub fn act(&mut self, kind: OpKind) -> Act {
        use OpKind::{
            AddAttribute, AddCase, AddCaseKind, AddCode, AddCoder, AddFolder, AddFramework, AddMemo, AddNote, AddPseudonym, AddReport, ApplyCodes,
            ApplyCrosswalk, ApplyPseudonyms, CorrectText, DismissPassages, EditAttribute, EditCase, EditCaseKind, EditCode, EditCoder, EditFolder,
            EditFramework, EditMemo, EditProject, EditPseudonym, EditReport, EditSearch, EditSource, EditSpeaker, EditVersion, GatherParts,
            ImportSources, JoinSpeakers, LinkMemo, LinkSources, LookAgain, MapCodes, MergeCodes, MergeSpeakers, MoveCodes, MoveSources, NameVersion,
            NewProject, OfferAgain, Recode, Recover, Redo, RemoveAttribute, RemoveCaseKind, RemoveCases, RemoveCodes, RemoveCodings, RemoveFolder,
            RemoveFramework, RemoveMemos, RemovePseudonyms, RemoveReports, RemoveSearches, RemoveSources, RemoveVersions, ResizeCoding, SaveSearch,
            SeeSearch, SetPin, SetProgress, SetValues, SetWordRules, SettleMemos, SettlePassages, StarCodings, TrimCodings, Undo, UnlinkMemo,
            UnlinkSources, Upgrade, WriteCells, WriteNote,
        };
        match kind {
            // Made by the program alone; undo and redo are the test's own business.
            NewProject | Upgrade | Recover | Undo | Redo => NOTHING,
            EditProject => self.edit_project(),
            AddCoder | EditCoder => self.coder(kind == AddCoder),
            ImportSources | AddNote | EditSource | MoveSources | RemoveSources => self.source(kind),
            CorrectText => self.correct_text(),
            WriteNote => self.write_note(),
            AddFolder | EditFolder | RemoveFolder => self.folder(kind),
            EditSpeaker | JoinSpeakers | MergeSpeakers => self.speaker(kind),
            AddCaseKind | EditCaseKind | RemoveCaseKind => self.case_kind(kind),
            AddCase | EditCase | RemoveCases | LinkSources | UnlinkSources => self.case(kind),
            AddAttribute | EditAttribute | RemoveAttribute | SetValues | OpKind::ImportTable => self.attribute(kind),
            AddFramework | EditFramework | RemoveFramework => self.framework(kind),
            AddCode | EditCode | MoveCodes | MergeCodes | RemoveCodes => self.code(kind),
            ApplyCodes | RemoveCodings | TrimCodings | Recode | ResizeCoding | StarCodings => self.coding(kind),
            DismissPassages | OfferAgain => self.dismiss(kind == OfferAgain),
            AddMemo | EditMemo | RemoveMemos | SettleMemos | LinkMemo | UnlinkMemo => self.memo(kind),
            AddPseudonym | EditPseudonym | RemovePseudonyms | ApplyPseudonyms => self.pseudonym(kind),
            SaveSearch | EditSearch | SeeSearch | RemoveSearches => self.search(kind),
            SetWordRules => self.word_rules(),
            WriteCells => self.chart(),
            MapCodes | SettlePassages | ApplyCrosswalk => self.lens(kind),
            GatherParts => self.theme(),
            AddReport | EditReport | RemoveReports => self.report(kind),
            NameVersion | EditVersion | RemoveVersions | LookAgain => self.version(kind),
            SetPin | SetProgress => self.mark(kind == SetPin),
        }
    }

    fn search(&mut self, kind: OpKind) -> Act {
        let some = self.dice.pick(self.corpus.searches()).cloned();
        match (kind, some) {
            (OpKind::SaveSearch, _) => op(self.project.save_search(&title(&mut self.dice), "money OR \"عربي\"~3", &body(&mut self.dice))),
            (_, None) => NOTHING,
            (OpKind::EditSearch, Some(saved)) if self.dice.coin() => op(self.project.rename_search(saved.id, &title(&mut self.dice))),
            (OpKind::EditSearch, Some(saved)) => op(self.project.save_search(&saved.name, &title(&mut self.dice), &body(&mut self.dice))),
            (OpKind::SeeSearch, Some(saved)) => op(self.project.see_search(saved.id, &body(&mut self.dice))),
            (_, Some(saved)) => op(self.project.remove_searches(&[saved.id])),
        }
    }

    fn dismiss(&mut self, again: bool) -> Act {
        let ids: Vec<DismissedId> = self.corpus.dismissed().iter().map(|row| row.id).collect();
        match (again, self.dice.pick(&ids).copied(), self.dice.pick(self.corpus.codes()).map(|code| code.id)) {
            (true, Some(id), _) => op(self.project.offer_again(&[id])),
            (false, _, Some(code)) => {
                let passages = self.passages();
                op(self.project.dismiss(code, &passages))
            }
            _ => NOTHING,
        }
    }

    /// Some cells of the chart, new ones and those that are there, with passages and without.
    fn chart(&mut self) -> Act {
        let mut drafts = Vec::new();
        for _ in 0..1 + self.dice.below(3) {
            let source = self.source_id();
            let attribute = self.dice.pick(self.corpus.attributes()).map(|attribute| attribute.id);
            let rows = [
                source.map(RowKey::Source),
                self.dice.pick(self.corpus.cases()).map(|case| RowKey::Case(case.id)),
                attribute.map(|id| RowKey::Group(id, if self.dice.coin() { title(&mut self.dice) } else { String::new() })),
                self.dice.pick(self.corpus.kinds()).map(|kind| RowKey::Rest(kind.id)),
            ];
            let mut known: Vec<ChartCell> = self.corpus.cells().cloned().collect();
            known.sort_by_key(|cell| cell.id);
            let fresh = self.dice.pick(&rows).cloned().flatten().zip(self.dice.pick(self.corpus.codes()).map(|code| code.id));
            let again = self.dice.pick(&known).map(|cell| (cell.row.clone(), cell.code)).filter(|_| self.dice.coin());
            let Some((row, code)) = again.or(fresh) else { continue };
            let mut evidence: Vec<(u32, themata::model::Passage)> = Vec::new();
            if let Some(cell) = self.corpus.cell(&row, code) {
                let held = self.corpus.evidence(cell.id).iter();
                evidence.extend(held.map(|one| (one.number, themata::model::Passage { source: one.source, version: one.version, span: one.span })));
            }
            let span = source.map(|id| (id, self.span(id)));
            if let Some(passage) = span.and_then(|(id, span)| self.corpus.passage(id, span)).filter(|passage| !passage.span.is_empty()) {
                evidence.push((evidence.iter().map(|(number, _)| number + 1).max().unwrap_or(1), passage));
            }
            if self.dice.below(3) == 0 {
                evidence.clear();
            }
            let summary = if self.dice.coin() { body(&mut self.dice) } else { String::new() };
            let status = CellStatus::ALL[self.dice.below(CellStatus::ALL.len())];
            drafts.push(CellDraft { row, code, summary, status, evidence, beneath: title(&mut self.dice), fits: false });
        }
        if drafts.is_empty() {
            return NOTHING;
        }
        op(self.project.write_cells(&drafts))
    }

    fn word_rules(&mut self) -> Act {
        if self.dice.below(3) == 0 {
            return op(self.project.leave_words_out(&[title(&mut self.dice)]));
        }
        let mut rules: Vec<WordRule> = self.corpus.word_rules().iter().map(|kept| kept.rule.clone()).collect();
        if !rules.is_empty() && self.dice.coin() {
            rules.swap_remove(self.dice.below(rules.len()));
        }
        let words = |dice: &mut Dice| (0..dice.below(3)).map(|_| title(dice)).collect();
        let mut fresh = WordRule::new(WordRuleKind::ALL[self.dice.below(WordRuleKind::ALL.len())], words(&mut self.dice));
        fresh.label = title(&mut self.dice);
        fresh.language = ["", "en", "ar"][self.dice.below(3)].into();
        rules.push(fresh);
        op(self.project.set_word_rules(&rules))
    }

    fn edit_project(&mut self) -> Act {
        let groupings: Vec<Grouping> = self.corpus.attributes().iter().map(|a| Grouping::Attribute(a.id)).collect();
        let role = self.dice.pick(&groupings).copied();
        op(self.project.edit_project(themata::model::Project {
            name: title(&mut self.dice),
            description: body(&mut self.dice),
            role,
            ..self.corpus.project.clone()
        }))
    }

    fn coder(&mut self, add: bool) -> Act {
        let initials = ["BP", "ÅÖ", "李", "x1", "DD"][self.dice.below(5)];
        if add {
            let before = self.project.depths();
            self.project.be_coder(initials, &title(&mut self.dice))?;
            // The verb hands out the coder, not the step; whether there was one shows in what can be undone.
            return Ok((self.project.depths() != before).then_some(0));
        }
        let Some(coder) = self.dice.pick(&self.corpus.coders).cloned() else { return NOTHING };
        op(self.project.edit_coder(Coder { name: title(&mut self.dice), initials: initials.into(), role: body(&mut self.dice), ..coder }))
    }

    fn source_id(&mut self) -> Option<SourceId> {
        self.dice.pick(self.corpus.sources()).map(|source| source.id)
    }

    /// Some sources, one of them perhaps twice.
    fn source_ids(&mut self) -> Vec<SourceId> {
        (0..=self.dice.below(3)).filter_map(|_| self.source_id()).collect()
    }

    fn source(&mut self, kind: OpKind) -> Act {
        let folder = self.dice.pick(self.corpus.folders()).map(|folder| folder.id);
        if kind == OpKind::ImportSources {
            let list = vec![
                interview(&title(&mut self.dice), &["Who — 谁?", "I, and they: ناس."]),
                commented("again", &["Why?", "So."], &["Ann Ash", "", "安"]),
            ];
            return if self.dice.coin() { op(import(self.project, folder, list)) } else { self.import_with_table(list) };
        }
        if kind == OpKind::AddNote {
            let words = ["", "# Head\n\nWords 谁\r\n## Next\n", "one"][self.dice.below(3)];
            let date = ["", "2022-03-14", "not a day"][self.dice.below(3)].into();
            let draft = NoteDraft { name: title(&mut self.dice), kind: SourceKind::Observation, date, folder, text: themata::text::written(words) };
            return op(self.project.add_note(draft));
        }
        let Some(id) = self.source_id() else { return NOTHING };
        match kind {
            OpKind::EditSource if self.dice.coin() => op(self.project.set_language(&[id], ["", "de", "pt-BR", "no language"][self.dice.below(4)])),
            OpKind::EditSource => {
                let date = ["", "2022-03-14", "not a day"][self.dice.below(3)];
                op(self.project.edit_source(id, &title(&mut self.dice), SourceKind::FocusGroup, date, "en"))
            }
            OpKind::MoveSources => {
                let ids = self.source_ids();
                op(self.project.move_sources(&ids, folder))
            }
            _ => op(self.project.remove_sources(&[id, id])),
        }
    }

    /// First words of a note that is empty still.
    fn write_note(&mut self) -> Act {
        let empty = self.corpus.sources().iter().find(|source| self.corpus.version(source.id).is_some_and(|version| version.chars == 0));
        let Some(id) = empty.map(|source| source.id) else { return NOTHING };
        let mut revision = self.project.revise(id)?;
        revision.manuscript.become_text("First words.", themata::text::written("First words.").structure);
        op(self.project.correct_text(&revision))
    }

    fn correct_text(&mut self) -> Act {
        let Some(id) = self.source_id() else { return NOTHING };
        let mut revision = self.project.revise(id)?;
        for _ in 0..1 + self.dice.below(3) {
            let chars = revision.manuscript.text().geometry.chars() as usize;
            let at = self.dice.below(chars + 1) as u32;
            let span = Span { start: at, end: (at + self.dice.below(12) as u32).min(chars as u32) };
            match self.dice.below(4) {
                0 => {
                    let clip = revision.manuscript.cut(span);
                    let left = revision.manuscript.text().geometry.chars() as usize;
                    revision.manuscript.paste(self.dice.below(left + 1) as u32, &clip);
                }
                1 => {
                    revision.manuscript.join_turn(at);
                    revision.manuscript.set_heading(at, self.dice.below(4) as u8);
                }
                _ => revision.manuscript.replace(span, &title(&mut self.dice)),
            }
        }
        op(self.project.correct_text(&revision))
    }

    fn import_with_table(&mut self, list: Vec<Prepared>) -> Act {
        let draft = self.attribute_draft();
        let table = self.random_table(draft);
        let mut list = list.into_iter();
        let mut feed = |write: &mut dyn FnMut(Prepared) -> themata::Result<SourceId>| list.by_ref().try_for_each(|source| write(source).map(drop));
        op(self.project.import_sources(None, &mut feed, &mut |_| (), &mut |_| Ok(Some(table.clone()))))
    }

    fn folder(&mut self, kind: OpKind) -> Act {
        let some = self.dice.pick(self.corpus.folders()).map(|folder| folder.id);
        match (kind, some) {
            (OpKind::AddFolder, parent) => {
                let sources = if self.dice.coin() { self.source_ids() } else { Vec::new() };
                match sources.as_slice() {
                    [] => op(self.project.add_folder(parent, &title(&mut self.dice))),
                    sources => op(self.project.add_folder_of(parent, &title(&mut self.dice), sources)),
                }
            }
            (OpKind::EditFolder, Some(id)) => op(self.project.rename_folder(id, &title(&mut self.dice))),
            (_, Some(id)) => op(self.project.remove_folder(id)),
            (_, None) => NOTHING,
        }
    }

    fn speaker(&mut self, kind: OpKind) -> Act {
        let Some(source) = self.source_id() else { return NOTHING };
        let ids: Vec<SpeakerId> = self.corpus.speakers(source).iter().map(|speaker| speaker.id).collect();
        let (Some(one), Some(other)) = (self.dice.pick(&ids).copied(), self.dice.pick(&ids).copied()) else { return NOTHING };
        match kind {
            OpKind::EditSpeaker => {
                let role = SpeakerRole::ALL[self.dice.below(SpeakerRole::ALL.len())];
                if self.dice.coin() {
                    return op(self.project.edit_speakers(&ids, None, Some(role)));
                }
                op(self.project.edit_speaker(one, &title(&mut self.dice), role))
            }
            OpKind::MergeSpeakers => op(self.project.merge_speakers(one, other)),
            _ => {
                let case = self.dice.pick(self.corpus.cases()).map(|case| case.id);
                op(self.project.join_speakers(&ids, case))
            }
        }
    }

    fn case_kind(&mut self, kind: OpKind) -> Act {
        let above = self.dice.pick(self.corpus.kinds()).map(|kind| kind.id);
        if kind == OpKind::AddCaseKind {
            return op(self.project.add_case_kind(&title(&mut self.dice), above));
        }
        let Some(row) = self.dice.pick(self.corpus.kinds()).cloned() else { return NOTHING };
        match kind {
            OpKind::EditCaseKind => op(self.project.edit_case_kind(CaseKind { name: title(&mut self.dice), parent: above, ..row })),
            _ => op(self.project.remove_case_kind(row.id)),
        }
    }

    fn case(&mut self, kind: OpKind) -> Act {
        let parent = self.dice.pick(self.corpus.cases()).map(|case| case.id);
        if kind == OpKind::AddCase {
            let Some(of) = self.dice.pick(self.corpus.kinds()).map(|kind| kind.id) else { return NOTHING };
            let draft = CaseDraft { kind: of, parent, name: title(&mut self.dice), full_name: body(&mut self.dice) };
            let sources: Vec<SourceId> = self.source_id().into_iter().collect();
            let speakers = self.source_id().map_or(Vec::new(), |id| self.corpus.speakers(id).iter().map(|speaker| speaker.id).take(1).collect());
            return match self.dice.below(2) {
                0 => op(self.project.add_case_for(&draft, &sources, &speakers)),
                _ => op(self.project.add_case(&draft)),
            };
        }
        let Some(case) = self.dice.pick(self.corpus.cases()).cloned() else { return NOTHING };
        let sources: Vec<SourceId> = self.corpus.sources().iter().map(|source| source.id).collect();
        match kind {
            OpKind::EditCase => op(self.project.edit_case(Case { name: title(&mut self.dice), pseudonym: body(&mut self.dice), parent, ..case })),
            OpKind::LinkSources => op(self.project.link_sources(&sources, case.id)),
            OpKind::UnlinkSources => op(self.project.unlink_sources(&sources, case.id)),
            _ => op(self.project.remove_cases(&[case.id, parent.unwrap_or(case.id)])),
        }
    }

    fn attribute(&mut self, kind: OpKind) -> Act {
        let draft = self.attribute_draft();
        match kind {
            OpKind::AddAttribute => return op(self.project.add_attribute(&draft)),
            OpKind::ImportTable => {
                let table = self.random_table(draft);
                return op(self.project.import_table(&table));
            }
            _ => {}
        }
        let Some(attribute) = self.dice.pick(self.corpus.attributes()).cloned() else { return NOTHING };
        match kind {
            OpKind::EditAttribute => op(self.project.edit_attribute(Attribute { kind: draft.kind, name: draft.name, ..attribute })),
            OpKind::RemoveAttribute => op(self.project.remove_attribute(attribute.id)),
            _ => {
                let value = ["", "12", "2022-03-14", "yes", "Ürün \u{0}"][self.dice.below(5)];
                let cases = self.corpus.cases().iter().map(|case| Owner::Case(case.id));
                let owners: Vec<Owner> = cases.chain(self.corpus.sources().iter().map(|source| Owner::Source(source.id))).collect();
                let Some(owner) = self.dice.pick(&owners) else { return NOTHING };
                if self.dice.coin() {
                    let cells = self.cells(CellEdit::Value(attribute.id, *owner, value.to_owned()));
                    return op(self.project.edit_cells(&cells));
                }
                let owners = [*owner, *self.dice.pick(&owners).unwrap_or(owner)];
                let values: Vec<_> = owners.iter().map(|owner| (attribute.id, *owner, value.to_owned())).collect();
                op(self.project.set_values(&values[..if owners[0] == owners[1] { 1 } else { 2 }]))
            }
        }
    }

    fn attribute_draft(&mut self) -> AttributeDraft {
        let target = Target::ALL[self.dice.below(2)];
        let kind = AttributeType::ALL[self.dice.below(AttributeType::ALL.len())];
        AttributeDraft { target, name: title(&mut self.dice), kind, choices: vec![title(&mut self.dice)] }
    }

    /// A block of cells of every sort that there is something for.
    fn cells(&mut self, value: CellEdit) -> Vec<CellEdit> {
        let mut cells = vec![value];
        if let (Some(case), Some(other)) = (self.dice.pick(self.corpus.cases()).cloned(), self.dice.pick(self.corpus.cases()).cloned()) {
            cells.push(CellEdit::CaseName(case.id, title(&mut self.dice)));
            cells.push(CellEdit::FullName(case.id, body(&mut self.dice)));
            cells.push(CellEdit::Pseudonym(other.id, body(&mut self.dice)));
            cells.push(CellEdit::Parent(case.id, Some(other.id).filter(|_| self.dice.coin())));
        }
        if let Some(source) = self.source_id() {
            cells.push(CellEdit::SourceName(source, title(&mut self.dice)));
            cells.push(CellEdit::SourceKind(source, SourceKind::ALL[self.dice.below(SourceKind::ALL.len())]));
            cells.push(CellEdit::SourceDate(source, ["", "2022-03-14", "soon"][self.dice.below(3)].into()));
        }
        let wanted = self.dice.below(cells.len()) + 1;
        while cells.len() > wanted {
            cells.remove(self.dice.below(cells.len()));
        }
        cells
    }

    fn random_table(&mut self, draft: AttributeDraft) -> ImportTable {
        let case = |name: String, parent| TableCase { kind: "person".into(), name, full_name: "In full".into(), pseudonym: String::new(), parent };
        let cases = vec![case(title(&mut self.dice), None), case(title(&mut self.dice), Some(0))];
        let owner = match self.dice.pick(self.corpus.sources()) {
            Some(source) if draft.target == Target::Source => TableOwner::Source(source.name.clone()),
            _ => TableOwner::Case(1),
        };
        let links = self.dice.pick(self.corpus.sources()).map(|source| (source.name.clone(), 1));
        let voice = self.dice.below(2) as u32;
        let joins = links.iter().map(|(source, _)| TableJoin { source: source.clone(), voice, case: 1 }).collect();
        let values = vec![TableValue { attribute: 0, owner, value: if draft.kind == AttributeType::Date { "2022-03-14" } else { "12" }.into() }];
        let groupings = [None, Some(0), None];
        let clears = vec![(0, TableOwner::Case(0))].into_iter().filter(|_| draft.target == Target::Case).collect();
        let kinds = vec![TableKind { name: "ward".into(), above: ["", "site", "person"][self.dice.below(3)].into() }];
        let stands = self.dice.coin();
        ImportTable {
            file: "a.csv".into(),
            cases,
            attributes: vec![draft],
            links: links.into_iter().collect(),
            joins,
            values,
            dates: Some(0),
            groupings,
            clears,
            stands,
            kinds,
        }
    }

    fn framework(&mut self, kind: OpKind) -> Act {
        if kind == OpKind::AddFramework {
            let leaf = TemplateCode { name: title(&mut self.dice), heading: self.dice.coin(), ..TemplateCode::default() };
            let codes = vec![TemplateCode { name: "Law".into(), children: vec![leaf], ..TemplateCode::default() }];
            return op(self.project.add_framework(&Template { name: title(&mut self.dice), codes, ..Template::default() }));
        }
        let Some(row) = self.dice.pick(self.corpus.frameworks()).cloned() else { return NOTHING };
        match kind {
            OpKind::EditFramework => {
                op(self.project.edit_framework(Framework { name: title(&mut self.dice), description: body(&mut self.dice), ..row }))
            }
            _ => op(self.project.remove_framework(row.id)),
        }
    }

    fn code(&mut self, kind: OpKind) -> Act {
        let Some(framework) = self.dice.pick(self.corpus.frameworks()).map(|framework| framework.id) else { return NOTHING };
        let tree: Vec<CodeId> = self.corpus.tree(framework).into_iter().map(|(id, _)| id).collect();
        let parent = self.dice.pick(&tree).copied().filter(|_| self.dice.coin());
        let siblings: Vec<CodeId> = parent.map_or_else(|| self.corpus.tops(framework), |parent| self.corpus.children(parent).to_vec());
        let ahead_of = self.dice.pick(&siblings).copied().filter(|_| self.dice.coin());
        let place = Place { framework, parent, ahead_of };
        if kind == OpKind::AddCode {
            if self.dice.coin() {
                let home = if self.dice.coin() { Home::New(title(&mut self.dice)) } else { Home::Framework(framework) };
                let parent = parent.filter(|_| home == Home::Framework(framework));
                return op(self.project.add_path(home, parent, &[title(&mut self.dice), title(&mut self.dice)]));
            }
            return op(self.project.add_code(place, &CodeDraft { name: title(&mut self.dice), ..CodeDraft::default() }));
        }
        let (Some(one), Some(other)) = (self.dice.pick(self.corpus.codes()).cloned(), self.dice.pick(self.corpus.codes()).cloned()) else {
            return NOTHING;
        };
        match kind {
            OpKind::EditCode if self.dice.coin() => {
                let words = CodeWords { description: Some(body(&mut self.dice)), example: Some(body(&mut self.dice)), ..CodeWords::default() };
                op(self.project.define_code(one.id, words))
            }
            OpKind::EditCode => {
                let (name, example, theme) = (title(&mut self.dice), body(&mut self.dice), self.dice.coin());
                op(self.project.edit_code(Code { name, example, theme, colour: None, ..one }))
            }
            OpKind::MoveCodes => op(self.project.move_codes(&[one.id, other.id], place)),
            OpKind::MergeCodes => op(self.project.merge_codes(&[one.id], other.id)),
            _ => op(self.project.remove_codes(&[one.id])),
        }
    }

    fn span(&mut self, source: SourceId) -> Span {
        let chars = self.corpus.version(source).map_or(1, |version| version.chars) as usize;
        Span::new(self.dice.below(chars + 1) as u32, self.dice.below(chars + 5) as u32)
    }

    fn passages(&mut self) -> Vec<(SourceId, Span)> {
        let ids: Vec<SourceId> = (0..=self.dice.below(4)).filter_map(|_| self.source_id()).collect();
        ids.into_iter().map(|id| (id, self.span(id))).collect()
    }

    fn coding(&mut self, kind: OpKind) -> Act {
        let Some(code) = self.dice.pick(self.corpus.codes()).cloned() else { return NOTHING };
        let passages = self.passages();
        if kind == OpKind::ApplyCodes {
            let list: Vec<NewCoding> = passages.iter().map(|(source, span)| NewCoding { source: *source, span: *span, code: code.id }).collect();
            return match self.dice.below(3) {
                0 => op(self.project.apply_new_code(code.framework, Some(code.id), &[title(&mut self.dice)], &passages)),
                1 => {
                    let coders: Vec<CoderId> = self.corpus.coders.iter().map(|coder| coder.id).collect();
                    let Some(coder) = self.dice.pick(&coders).copied() else { return NOTHING };
                    op(self.project.apply_codes_of(&list.into_iter().map(|coding| (coder, coding, true)).collect::<Vec<_>>()))
                }
                _ => {
                    // Some that are there already among them.
                    let mine = self.corpus.codings().take(2).map(|c| NewCoding { source: c.source, span: c.span, code: c.code });
                    let list: Vec<NewCoding> = list.into_iter().chain(mine.collect::<Vec<_>>()).collect();
                    op(self.project.apply_codes(&list))
                }
            };
        }
        let all: Vec<Coding> = self.corpus.codings().cloned().collect();
        let ids: Vec<CodingId> = (0..=self.dice.below(2)).filter_map(|_| self.dice.pick(&all).map(|coding| coding.id)).collect();
        let Some(first) = ids.first().copied() else { return NOTHING };
        let span = passages.first().map_or(Span::new(2, 9), |(_, span)| *span);
        match kind {
            OpKind::RemoveCodings => op(self.project.remove_codings(&ids)),
            OpKind::TrimCodings => op(self.project.trim_codings(&ids, span)),
            OpKind::Recode if self.dice.coin() => {
                let part = |dice: &mut Dice| if dice.coin() { Part::Code(code.id) } else { Part::New(title(dice)) };
                let moved: Vec<(CodingId, Part)> = ids.iter().map(|id| (*id, part(&mut self.dice))).collect();
                op(self.project.split_code(all.iter().find(|coding| coding.id == first).map_or(code.id, |coding| coding.code), &moved))
            }
            OpKind::Recode => op(self.project.recode(&ids, code.id)),
            OpKind::ResizeCoding => op(self.project.resize_coding(first, span)),
            _ => op(self.project.star_codings(&ids, self.dice.coin())),
        }
    }

    fn subject(&mut self) -> Subject {
        let source = self.source_id();
        let code = self.dice.pick(self.corpus.codes()).map(|code| Subject::Code(code.id));
        let case = self.dice.pick(self.corpus.cases()).map(|case| Subject::Case(case.id));
        let codings: Vec<CodingId> = self.corpus.codings().map(|coding| coding.id).collect();
        let coding = self.dice.pick(&codings).map(|id| Subject::Coding(*id));
        let passage = source.and_then(|id| Some(Subject::Passage(id, self.corpus.version(id)?.id, self.span(id))));
        let all = [Some(Subject::Project), source.map(Subject::Source), passage, code, case, coding];
        self.dice.pick(&all).copied().flatten().unwrap_or(Subject::Project)
    }

    fn memo(&mut self, kind: OpKind) -> Act {
        if kind == OpKind::AddMemo {
            let subject = self.subject();
            if self.dice.coin() {
                let Some(coder) = self.dice.pick(&self.corpus.coders).map(|coder| coder.id) else { return NOTHING };
                let memo =
                    |title: String, body: String| Memo { id: MemoId::new(), subject, kind: MemoKind::FieldNote, title, body, coder, at: Time::now() };
                let memos = [memo(title(&mut self.dice), body(&mut self.dice)), memo(title(&mut self.dice), body(&mut self.dice))];
                return op(self.project.add_memos_of(&memos));
            }
            let draft = MemoDraft { subject, kind: MemoKind::Reflexive, title: title(&mut self.dice), body: body(&mut self.dice) };
            return op(self.project.add_memo(draft));
        }
        let Some(memo) = self.dice.pick(&self.corpus.memos).cloned() else { return NOTHING };
        match kind {
            OpKind::LinkMemo => {
                let other = self.dice.pick(&self.corpus.memos).map(|other| Linked::Memo(other.id)).filter(|other| *other != Linked::Memo(memo.id));
                let on = Some(Linked::On(self.subject())).filter(|on| *on != Linked::On(Subject::Project));
                let to: Vec<Linked> = [other, on].into_iter().flatten().collect();
                if to.is_empty() { NOTHING } else { op(self.project.link_memo(memo.id, &to)) }
            }
            OpKind::UnlinkMemo => {
                let linked: Vec<_> = self.corpus.memos.iter().filter(|memo| !self.corpus.links_of_memo(memo.id).is_empty()).collect();
                let Some(memo) = self.dice.pick(&linked) else { return NOTHING };
                let from: Vec<Linked> = self.corpus.links_of_memo(memo.id).iter().map(|link| link.to).take(1).collect();
                op(self.project.unlink_memo(memo.id, &from))
            }
            OpKind::SettleMemos => {
                let state = if self.dice.coin() { MemoState::Open } else { MemoState::Settled };
                op(self.project.settle_memos(&[memo.id, memo.id], state))
            }
            OpKind::EditMemo => op(self.project.edit_memo(memo.id, MemoKind::Method, &title(&mut self.dice), &body(&mut self.dice))),
            _ => op(self.project.remove_memos(&[memo.id, memo.id])),
        }
    }

    /// Names that stand in the texts and titles of the other verbs, so that there is something to replace.
    fn pseudonym(&mut self, kind: OpKind) -> Act {
        let key = self.corpus.pseudonym_key().clone();
        let names = ["Money", "P1", "Who", "ناس", "安", "people", "INT", "Ann Ash", "fine, but", "谁"];
        let spelled = |dice: &mut Dice| vec![names[dice.below(names.len())].to_owned(), title(dice)];
        let stands = ["Mary", "[…]", "Ürün", "人", "Mary Smith"][self.dice.below(5)];
        let case = self.dice.pick(self.corpus.cases()).map(|case| case.id).filter(|_| self.dice.coin());
        let listed: Vec<Listed> = key.names.iter().filter_map(Listed::of).collect();
        let some = self.dice.pick(&listed).copied();
        let draft = PseudonymDraft { kind: PseudonymKind::Place, names: spelled(&mut self.dice), stands: stands.into(), case };
        match (kind, some) {
            (OpKind::AddPseudonym, _) if self.dice.below(4) == 0 => op(self.project.keep_words(&draft.names)),
            (OpKind::AddPseudonym, _) => op(self.project.add_pseudonym(&draft)),
            (OpKind::ApplyPseudonyms, _) => op(self.project.apply_pseudonyms(None)),
            (OpKind::EditPseudonym, Some(listed)) => op(self.project.edit_pseudonym(listed, &draft)),
            (_, Some(listed)) => op(self.project.remove_pseudonyms(&[listed])),
            (_, None) => NOTHING,
        }
    }

    fn mark(&mut self, pin: bool) -> Act {
        if pin {
            let code = self.dice.pick(self.corpus.codes()).map(|code| code.id);
            return op(self.project.set_pin(self.dice.below(11) as u8, code));
        }
        let sources = self.source_ids();
        if sources.is_empty() {
            return NOTHING;
        }
        op(self.project.set_progress(&sources, ProgressState::ALL[self.dice.below(3)]))
    }
}
