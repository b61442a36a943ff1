//! Saturation against worked answers.

use serde_json::Value;
use themata::analysis::saturation::{Guest, fresh, incidence, permuted, unseen};

fn vectors() -> Option<Value> {
    let path = crate::support::shared_file("reference/vectors/saturation.json")?;
    Some(serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap())
}

#[test]
fn guests_runs_are_judged_as_in_the_paper() {
    let Some(vectors) = vectors() else { return };
    let cases = vectors["guest_cases"].as_array().unwrap();
    assert!(cases.len() > 80);
    for case in cases {
        let (input, expected) = (&case["input"], &case["expected"]);
        let new: Vec<u32> = serde_json::from_value(input["new_themes_per_interview"].clone()).unwrap();
        let number = |name: &str| input[name].as_u64().unwrap() as usize;
        let guest = Guest { base: number("base_size"), run: number("run_length"), threshold: input["threshold"].as_f64().unwrap() };
        let judged = guest.judge(&new);
        assert_eq!(u64::from(judged.base_total), expected["base_total"].as_u64().unwrap(), "{case}");
        assert_eq!(judged.after.ok().map(|after| after as u64), expected["saturated_after"].as_u64(), "{case}");
        assert_eq!(judged.after.ok().map(|after| guest.notation(after)).as_deref(), expected["notation"].as_str(), "{case}");
        assert_eq!(judged.after.err().map(|why| why.name()), expected["reason"].as_str(), "{case}");
        // What came behind the point is told, the run that met the threshold with it.
        let behind: Option<u32> = judged.after.ok().map(|after| new.iter().skip(after).sum());
        let later = judged.later(&new);
        assert_eq!(later.map(|later| later.fresh), behind, "{case}");
        assert_eq!(later.map(|later| later.said().starts_with("no code")), behind.map(|behind| behind == 0), "{case}");
        assert!(later.is_none_or(|later| later.all == new.iter().sum::<u32>() && later.interviews + judged.after.unwrap() == new.len()), "{case}");
        let runs = expected["runs"].as_array().unwrap();
        assert_eq!(judged.runs.len(), runs.len(), "{case}");
        for (run, expected) in judged.runs.iter().zip(runs) {
            assert_eq!([run.interviews.0 as u64, run.interviews.1 as u64], [0, 1].map(|at| expected["interviews"][at].as_u64().unwrap()), "{case}");
            assert_eq!((u64::from(run.fresh), run.meets), (expected["new_in_run"].as_u64().unwrap(), expected["meets"].as_bool().unwrap()), "{case}");
            assert!((run.ratio - expected["ratio"].as_f64().unwrap()).abs() < 1e-12, "{case}");
        }
    }
}

#[test]
fn a_matrix_of_interviews_and_themes_gives_the_curve_and_what_is_unseen() {
    let Some(vectors) = vectors() else { return };
    let expected = &vectors["matrix_case"]["expected"];
    let interviews: Vec<Vec<String>> = serde_json::from_value(vectors["matrix_case"]["input"].clone()).unwrap();
    assert_eq!(serde_json::json!(fresh(&interviews)), expected["new_per_interview"]);
    let counts = incidence(&interviews);
    for (theme, count) in expected["incidence"].as_object().unwrap() {
        assert_eq!(u64::from(counts[theme]), count.as_u64().unwrap(), "{theme}");
    }
    let found = unseen(&interviews);
    assert_eq!((u64::from(found.once), u64::from(found.twice)), (expected["Q1"].as_u64().unwrap(), expected["Q2"].as_u64().unwrap()));
    assert!((found.chao2.unwrap() - expected["chao2_bias_corrected"].as_f64().unwrap()).abs() < 1e-9, "{found:?}");
    assert!((found.coverage.unwrap() - expected["sample_coverage_chao_jost_2012"].as_f64().unwrap()).abs() < 1e-9, "{found:?}");
    let judged = |base, run, threshold| {
        let guest = Guest { base, run, threshold };
        guest.notation(guest.judge(&fresh(&interviews)).after.unwrap())
    };
    assert_eq!((judged(4, 2, 0.05).as_str(), judged(4, 3, 0.0).as_str()), ("7+2", "7+3"));
}

#[test]
fn random_orders_are_the_same_for_a_seed_and_end_with_all_codes() {
    let interviews: Vec<Vec<u32>> = (0..12).map(|n| (0..=n % 5).map(|code| code * 2 + n % 2).collect()).collect();
    let guest = Guest::default();
    let one = permuted(&interviews, guest, 300, 7);
    assert_eq!(one, permuted(&interviews, guest, 300, 7));
    assert_ne!(one.seen, permuted(&interviews, guest, 300, 8).seen);
    let all = fresh(&interviews).iter().sum::<u32>();
    assert_eq!((one.seen.len(), one.seen[11]), (12, (all, all, all)));
    assert!(one.seen.windows(2).all(|pair| pair[0].0 <= pair[1].0) && one.seen.iter().all(|(middle, low, high)| low <= middle && middle <= high));
    assert!(one.reached <= one.orders);
    // What never brings anything new after the first is reached in every order.
    let same = permuted(&vec![vec![1, 2]; 8], guest, 50, 1);
    assert_eq!((same.reached, same.after), (50, Some((4, 4, 4))));
}
