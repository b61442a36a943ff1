//! CHAT transcripts (.cha) of linguists: a line for each utterance, its speaker's code before it, times after it.

use super::draft::Draft;
use super::layout::Reading;
use super::subtitles::{Cue, Flow, join};

/// What a line of the file belongs to.
enum Tier<'a> {
    /// What a speaker says.
    Main(&'a str, String),
    /// What is noted below it, and headers.
    Other,
}

/// The utterances of a CHAT file and who speaks them.
pub(super) fn read(text: &str) -> (Draft, Reading) {
    let (mut cues, mut below, mut tier) = (Vec::new(), 0, Tier::Other);
    for line in text.lines() {
        if line.starts_with([' ', '\t']) {
            // A line goes on with an indent.
            if let Tier::Main(_, words) = &mut tier {
                words.push(' ');
                words.push_str(line.trim());
            }
            continue;
        }
        utter(std::mem::replace(&mut tier, Tier::Other), &mut cues);
        if line.starts_with('%') {
            below += 1;
        }
        if let Some((code, words)) = line.strip_prefix('*').and_then(|line| line.split_once(':')) {
            tier = Tier::Main(code.trim(), words.trim().to_owned());
        }
    }
    utter(tier, &mut cues);
    let (mut draft, reading) = join(cues, Flow::Utterances);
    draft.info("The headers of the file were left out; its signs for pauses, repetitions and the like are kept as they stand.");
    if below > 0 {
        draft.info(format!("Lines of analysis below the utterances (%mor and the like) were left out: {below}."));
    }
    (draft, reading)
}

/// An utterance as cues: one up to each time that stands in it.
fn utter(tier: Tier, cues: &mut Vec<Cue>) {
    let Tier::Main(code, words) = tier else { return };
    let mut rest = words.as_str();
    while let Some((start, end, from, to)) = bullet(rest) {
        cues.extend(Cue::said(Some(code), &rest[..start], Some(from), Some(to)));
        rest = &rest[end..];
    }
    cues.extend(Cue::said(Some(code), rest, None, None));
}

/// The next time in a text, between two signs of a kind: where it begins and ends, and its milliseconds.
fn bullet(text: &str) -> Option<(usize, usize, i64, i64)> {
    let mut from = 0;
    loop {
        let start = from + text[from..].find(['\u{15}', '•'])?;
        let sign = text[start..].chars().next()?;
        let inner = start + sign.len_utf8();
        if let Some(length) = text[inner..].find(sign)
            && let Some((from, to)) = text[inner..inner + length].split_once('_')
            && let (Ok(from), Ok(to)) = (from.trim().parse::<u32>(), to.trim().parse::<u32>())
        {
            return Some((start, inner + length + sign.len_utf8(), i64::from(from), i64::from(to)));
        }
        from = inner;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn turns(text: &str) -> Vec<(String, String, Option<i64>, Option<i64>)> {
        let (draft, reading) = read(text);
        let words = |bytes: &std::ops::Range<u32>| draft.text[bytes.start as usize..bytes.end as usize].to_owned();
        reading.turns.iter().map(|turn| (reading.voices[turn.speaker as usize].clone(), words(&turn.bytes), turn.from, turn.to)).collect()
    }

    #[test]
    fn utterances_have_their_voices_and_times() {
        let text = "@UTF8\n@Begin\n@Participants:\tMAR Margaret friend\n*MAR:\tYou went there •03625_21325•\n*BOB:\tOh I did\n\tyes \u{15}26325_29125\u{15}\n        and more •29125_30000•\n%mor:\tpro|I\n*MAR:\tgood • then\n@End";
        assert_eq!(
            turns(text),
            [
                ("MAR".into(), "You went there".into(), Some(3625), Some(21_325)),
                ("BOB".into(), "Oh I did yes\nand more".into(), Some(26_325), Some(30_000)),
                ("MAR".into(), "good • then".into(), None, None),
            ]
        );
    }

    #[test]
    fn without_times_the_order_is_the_files() {
        let found: Vec<String> =
            turns("@Begin\n*PAR0:\t你 錯 咗 .\n*PAR0:\t好 .\n*INV:\t係 .").into_iter().map(|(voice, words, ..)| voice + &words).collect();
        assert_eq!(found, ["PAR0你 錯 咗 .\n好 .", "INV係 ."]);
    }
}
