//! What a code says of itself, as options.

use super::super::out::Outcome;
use crate::model::{Code, CodeId, FrameworkId, Key};

/// What a code says of itself; what is not given stays as it is.
#[derive(clap::Args, Debug)]
pub(super) struct Words {
    /// Its short name, such as L2.5
    #[arg(long)]
    short: Option<String>,
    /// Its definition
    #[arg(long)]
    description: Option<String>,
    /// What to include
    #[arg(long)]
    include: Option<String>,
    /// What to exclude
    #[arg(long)]
    exclude: Option<String>,
    /// An example passage
    #[arg(long)]
    example: Option<String>,
    /// Its colour: brick, amber, ochre, olive, green, teal, cyan, blue, indigo, violet, plum, rose or #rrggbb
    #[arg(long, alias = "color")]
    colour: Option<String>,
    /// Whether it is a theme
    #[arg(long, value_name = "yes|no", value_parser = yes_no)]
    theme: Option<bool>,
    /// A theme's statement
    #[arg(long)]
    statement: Option<String>,
    /// Whether it is a heading alone, with which nothing is coded
    #[arg(long, value_name = "yes|no", value_parser = yes_no)]
    heading: Option<bool>,
}

fn yes_no(word: &str) -> Result<bool, String> {
    match word.to_lowercase().as_str() {
        "yes" | "y" | "true" => Ok(true),
        "no" | "n" | "false" => Ok(false),
        _ => Err("write yes or no".into()),
    }
}

/// A code of which nothing is said.
pub(super) fn blank() -> Code {
    let none = String::new;
    Code {
        id: CodeId::from_bytes([0; 16]),
        framework: FrameworkId::from_bytes([0; 16]),
        parent: None,
        name: none(),
        short: none(),
        description: none(),
        include: none(),
        exclude: none(),
        example: none(),
        colour: None,
        theme: false,
        statement: none(),
        codable: true,
        ord: none(),
    }
}

/// Whether a name on a path is missing.
pub(super) fn nameless(path: &str) -> bool {
    crate::model::split_path(path).iter().any(String::is_empty)
}

impl Words {
    /// Whether more is given than a code can be made with.
    pub fn say_more(&self) -> bool {
        let words = [&self.include, &self.exclude, &self.example, &self.statement];
        words.iter().any(|word| word.is_some()) || self.theme.is_some() || self.heading.is_some()
    }

    /// The code with what is given.
    pub fn on(&self, code: Code) -> Outcome<Code> {
        let word = |given: &Option<String>, old: String| given.as_ref().map_or(old, |words| words.trim().to_owned());
        let colour = match &self.colour {
            Some(name) => Some(super::colour(name)?),
            None => code.colour,
        };
        Ok(Code {
            short: word(&self.short, code.short),
            description: word(&self.description, code.description),
            include: word(&self.include, code.include),
            exclude: word(&self.exclude, code.exclude),
            example: word(&self.example, code.example),
            statement: word(&self.statement, code.statement),
            colour,
            theme: self.theme.unwrap_or(code.theme),
            codable: self.heading.map_or(code.codable, |heading| !heading),
            id: code.id,
            framework: code.framework,
            parent: code.parent,
            name: code.name,
            ord: code.ord,
        })
    }
}
