//! `themata code`: coding a passage.

use super::desk::{Desk, File, Who};
use super::find;
use super::out::{Outcome, say};
use super::passage::Passage;
use crate::analysis::asked_said;
use crate::analysis::lens::outgrown;
use crate::model::{Coding, CodingId};
use crate::project::NewCoding;
use crate::project::op::OpKind;

/// Code a passage
///
/// Example: themata code study.themata --source "Interview 1" --code "Law 2/Funding" --text "held back until somebody shouted" --coder BP
#[derive(clap::Args, Debug)]
pub struct CodeIt {
    #[command(flatten)]
    file: File,
    #[command(flatten)]
    passage: Passage,
    /// The code, as a path of names or short names; several times for several codes
    #[arg(long, value_name = "PATH", required = true)]
    code: Vec<String>,
    /// Make it a key quote
    #[arg(long)]
    star: bool,
    #[command(flatten)]
    who: Who,
}

impl CodeIt {
    /// Codes it.
    pub(super) fn run(self) -> Outcome {
        let identity = self.who.needed()?;
        let mut desk = Desk::open(&self.file.file)?;
        let (source, span) = self.passage.find(&desk.corpus, &desk.reader)?;
        let codes: Vec<_> = self.code.iter().map(|path| find::code(&desk.corpus, path).map(|code| code.id)).collect::<Result<_, _>>()?;
        let coder = desk.corpus.coder_named(&identity.initials).map(|coder| coder.id);
        let same = |coding: &&Coding| coding.span == span && codes.contains(&coding.code) && Some(coding.coder) == coder;
        let there: Vec<CodingId> = desk.corpus.codings_of(source).iter().filter(same).map(|coding| coding.id).collect();
        let places: Vec<_> = codes.iter().map(|code| (source, span, *code)).collect();
        let list: Vec<NewCoding> = codes.into_iter().map(|code| NewCoding { source, span, code }).collect();
        let star = self.star;
        let note = if star { asked_said(&desk.corpus, &desk.reader.texts(&desk.corpus), &[(source, span)], true)? } else { None };
        let tell = || note.iter().for_each(|words| say(&format!("{words}.")));
        if there.len() == list.len() {
            say("You have coded that passage so already.");
            desk.act(identity, OpKind::StarCodings, |project| if star { project.star_codings(&there, true).map(drop) } else { Ok(()) })?;
            tell();
            return Ok(());
        }
        let done = desk.step(identity, OpKind::ApplyCodes, |project| {
            let made = project.apply_codes(&list)?.value;
            if star { project.star_codings(&[there, made].concat(), true).map(drop) } else { Ok(()) }
        })?;
        let settled = !desk.corpus.verdicts_of(source).is_empty();
        let grown = if settled { outgrown(&desk.corpus, &desk.reader.corpus()?, &places) } else { None };
        desk.finish(done.op)?;
        tell();
        grown.iter().for_each(|words| say(&format!("{words}.")));
        Ok(())
    }
}
