//! What type a column's values are, and how each is written then.

use crate::import::dates::{self, Order};
use crate::model::{Attribute, AttributeType};
use crate::project::written_value;

/// The most values that a choice has.
const CHOICES: usize = 12;

/// The longest value of a choice in characters.
const CHOICE: usize = 60;

const YES: [&str; 12] = ["yes", "y", "true", "ja", "j", "oui", "sí", "si", "sim", "sì", "да", "✓"];
const NO: [&str; 10] = ["no", "n", "false", "nein", "non", "não", "nee", "nej", "нет", "✗"];

/// The type of a column and how its values are written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::import) struct Typed {
    pub kind: AttributeType,
    /// The values of a choice in the order they first occur; empty otherwise.
    pub choices: Vec<String>,
    order: Order,
    /// The attribute of the project that the values are for, if it is there already.
    here: Option<Attribute>,
}

/// The type that fits every filled value of a column.
pub(in crate::import) fn guess(values: &[&str]) -> Typed {
    let order = if values.iter().any(|value| dates::month_first(value)) { Order::MonthFirst } else { Order::DayFirst };
    let typed = |kind| Typed { kind, choices: Vec::new(), order, here: None };
    let all = |fits: &dyn Fn(&str) -> bool| !values.is_empty() && values.iter().all(|value| fits(value));
    if all(&|value| yes_no(value).is_some()) {
        return typed(AttributeType::YesNo);
    }
    if all(&|value| number(value).is_some()) {
        return typed(AttributeType::Number);
    }
    if all(&|value| dates::written(value, order).is_some()) {
        return typed(AttributeType::Date);
    }
    let mut choices: Vec<String> = Vec::new();
    for value in values {
        if !choices.iter().any(|choice| choice == value) {
            choices.push((*value).to_owned());
        }
        if choices.len() > CHOICES || value.chars().count() > CHOICE {
            return typed(AttributeType::Text);
        }
    }
    if choices.len() * 2 > values.len() || choices.is_empty() {
        return typed(AttributeType::Text);
    }
    choices.sort_by_key(|choice| choice.to_lowercase());
    Typed { kind: AttributeType::Choice, choices, order, here: None }
}

/// A column of a type that the user set; a choice's list is what it holds.
pub(super) fn forced(values: &[&str], kind: AttributeType) -> Typed {
    let mut typed = guess(values);
    typed.choices.clear();
    if kind == AttributeType::Choice {
        typed.choices = values.iter().map(|value| (*value).to_owned()).collect::<std::collections::BTreeSet<_>>().into_iter().collect();
    }
    Typed { kind, ..typed }
}

/// A column whose attribute is in the project already: its type stands.
pub(super) fn of(values: &[&str], attribute: &Attribute) -> Typed {
    Typed { here: Some(attribute.clone()), ..forced(values, attribute.kind) }
}

impl Typed {
    /// A value as its type writes it; nothing where it does not fit. What the project takes for an attribute of its own fits it, too.
    pub fn write(&self, value: &str) -> Option<String> {
        self.read(value).or_else(|| self.here.as_ref().and_then(|attribute| written_value(attribute, value).ok()))
    }

    fn read(&self, value: &str) -> Option<String> {
        match self.kind {
            AttributeType::YesNo => yes_no(value).map(str::to_owned),
            AttributeType::Number => number(value),
            AttributeType::Date => dates::written(value, self.order),
            AttributeType::Text | AttributeType::Choice => Some(value.to_owned()),
        }
    }
}

fn yes_no(value: &str) -> Option<&'static str> {
    let lower = value.trim().to_lowercase();
    if YES.contains(&lower.as_str()) {
        return Some("yes");
    }
    NO.contains(&lower.as_str()).then_some("no")
}

/// A decimal number with a point; a leading zero makes a key of it (“007”), not a number.
fn number(value: &str) -> Option<String> {
    let digits = value.strip_prefix(['-', '+', '−']).unwrap_or(value);
    let negative = value.starts_with(['-', '−']);
    let (whole, fraction) = match digits.split_once(['.', ',']) {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (digits, None),
    };
    let figures = |part: &str| !part.is_empty() && part.len() <= 15 && part.bytes().all(|byte| byte.is_ascii_digit());
    if !figures(whole) || whole.len() > 1 && whole.starts_with('0') || fraction.is_some_and(|fraction| !figures(fraction)) {
        return None;
    }
    // “1,234” is a thousand to some and one and a bit to others.
    if digits.contains(',') && fraction.is_some_and(|fraction| fraction.len() == 3) {
        return None;
    }
    let sign = if negative { "-" } else { "" };
    Some(fraction.map_or_else(|| format!("{sign}{whole}"), |fraction| format!("{sign}{whole}.{fraction}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_and_written_forms() {
        for (values, kind, written) in [
            (vec!["Yes", "no", "NO"], AttributeType::YesNo, "yes"),
            (vec!["3,5", "12", "-1"], AttributeType::Number, "3.5"),
            (vec!["5/3/2024", "25/3/2024"], AttributeType::Date, "2024-03-05"),
            (vec!["5/3/2024", "3/25/2024"], AttributeType::Date, "2024-05-03"),
            (vec!["3 May 2024", "2024-05-04"], AttributeType::Date, "2024-05-03"),
            (vec!["North", "South", "North", "North"], AttributeType::Choice, "North"),
            (vec!["007", "008"], AttributeType::Text, "007"),
            (vec!["nurse", "clerk", "nurse"], AttributeType::Text, "nurse"),
            (vec!["2", "2A", "2", "2A"], AttributeType::Choice, "2"),
        ] {
            let typed = guess(&values);
            assert_eq!((typed.kind, typed.write(values[0]).as_deref()), (kind, Some(written)), "{values:?}");
        }
        assert_eq!(guess(&["b", "a", "b", "a"]).choices, ["a", "b"]);
        assert_eq!(guess(&[]).kind, AttributeType::Text);
    }
}
