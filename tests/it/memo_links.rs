//! What memos are linked to, where that becomes another: codings that become one, codes that are merged.

use crate::support::{corpus, small_project};
use themata::model::{Linked, MemoId, MemoKind, Span, Subject};
use themata::project::{MemoDraft, NewCoding, Project};

fn memo(project: &mut Project, title: &str, subject: Subject, links: &[Subject]) -> MemoId {
    let draft = MemoDraft { subject, kind: MemoKind::Analytic, title: title.into(), body: "Why?".into() };
    let id = project.add_memo(draft).unwrap().value;
    project.link_memo(id, &links.iter().map(|subject| Linked::On(*subject)).collect::<Vec<_>>()).unwrap();
    id
}

#[test]
fn twins_and_merged_codes_leave_no_link_twice_and_none_to_what_its_memo_is_on() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("s.themata");
    let mut project = small_project(&path);
    let start = corpus(&path);
    let (staff, money, source) = (start.find_code("Staff")[0], start.find_code("Money")[0], start.sources()[0].id);
    let coded = |code| NewCoding { source, span: Span::new(2, 9), code };
    project.apply_codes(&[coded(staff), coded(money)]).unwrap();
    let now = corpus(&path);
    let coding = |code| Subject::Coding(now.codings().find(|coding| coding.code == code).unwrap().id);
    let mut ids = Vec::new();
    for (goes, stays) in [(Subject::Code(staff), Subject::Code(money)), (coding(staff), coding(money))] {
        ids.push(memo(&mut project, "on what goes", goes, &[stays]));
        ids.push(memo(&mut project, "on what stays", stays, &[goes]));
        ids.push(memo(&mut project, "linked to both", Subject::Source(source), &[goes, stays]));
        ids.push(memo(&mut project, "linked to what goes", Subject::Source(source), &[goes]));
    }
    let before = crate::support::dump(&crate::support::raw(&path));
    project.merge_codes(&[staff], money).unwrap();
    let now = corpus(&path);
    let of = |id: &MemoId| {
        let memo = now.memos.iter().find(|memo| memo.id == *id).unwrap();
        (memo.subject, now.links_of_memo(*id).iter().map(|link| link.to).collect::<Vec<_>>())
    };
    let kept: Vec<_> = ids.iter().map(of).collect();
    let stays = [Subject::Code(money), Subject::Coding(now.codings().next().unwrap().id)];
    for (one, kept) in stays.into_iter().zip(kept.chunks(4)) {
        let (on, linked) = (Subject::Source(source), vec![Linked::On(one)]);
        assert_eq!(kept, [(one, vec![]), (one, vec![]), (on, linked.clone()), (on, linked)]);
    }
    assert_eq!(now.coding_count(), 1);
    project.undo().unwrap();
    let after = crate::support::dump(&crate::support::raw(&path));
    assert_eq!((&after["memo"], &after["memo_link"]), (&before["memo"], &before["memo_link"]));
    project.close().unwrap();
    assert!(themata::project::check(&path).unwrap().findings.is_empty());
}
