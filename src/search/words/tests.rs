//! Word lists, keyness, collocates and word trees on small studies, and against worked answers where they are at hand.

use super::*;
use crate::text::Tokens;

fn near(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-9 * b.abs().max(1.0)
}

#[test]
fn keyness_is_what_the_log_likelihood_calculator_says() {
    let known = [
        ((10, 5, 1000, 2000), 6.931_471_805_599_453, 0.008_469_196_507_535_01, 2.0),
        ((5, 0, 1000, 1000), 6.931_471_805_599_453, 0.008_469_196_507_535_01, std::f64::consts::LOG2_10),
        ((0, 7, 500, 1500), 4.027_549_014_324_932, 0.044_762_928_014_385_32, -2.222_392_421_336_448),
        ((30, 30, 10_000, 10_000), 0.0, 1.0, 0.0),
    ];
    for ((here, there, here_of, there_of), g2, p, ratio) in known {
        let keyness = Keyness { here, there, here_of, there_of };
        assert!(near(keyness.g2(), g2) && near(keyness.p(), p) && near(keyness.log_ratio(), ratio), "{keyness:?}");
    }
    let (g2, p) = over_groups(&[12, 3, 9, 0], &[1000, 800, 1200, 500]);
    assert!(near(g2, 11.422_587_635_642_964) && near(p, 0.009_647_087_104_069_1));
    // With two degrees of freedom the tail is the exponential.
    let (g2, p) = over_groups(&[10, 5, 5], &[100, 100, 100]);
    assert!(near(p, (-g2 / 2.0).exp()));
}

#[test]
fn words_of_a_pair_are_associated_as_the_measures_have_it() {
    let words = "data sharing is slow data sharing is hard data quality is poor money is short money is tight data sharing works";
    let words: Vec<&str> = Tokens::new(words).map(|word| &words[word]).collect();
    let count = |word: &str| words.iter().filter(|one| **one == word).count() as u64;
    let pair = |a: &str, b: &str| {
        let both = words.windows(2).filter(|pair| pair[0] == a && pair[1] == b).count() as u64;
        Association { both, first: count(a), second: count(b), all: words.len() as u64 }
    };
    let money = pair("money", "is");
    assert_eq!((money.both, money.first, money.second, money.all), (2, 2, 5, 21));
    assert!(near(money.information(), 2.070_389_327_891_398_5) && near(money.t(), 1.077_496_047_522_358));
    assert!(near(money.dice(), 0.571_428_571_428_571_4) && near(money.log_dice(), 13.192_645_077_942_396));
    assert!(near(money.likelihood(), 6.478_555_783_726_68));
}
