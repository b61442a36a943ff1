//! What a code says of itself, as options.

use crate::cli::out::yes_no;
use crate::model::{Code, Colour};

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
    #[arg(long, alias = "color", value_parser = colour)]
    colour: Option<Colour>,
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

/// The colour of a name or of `#rrggbb`.
fn colour(name: &str) -> Result<Colour, String> {
    let known = || format!("there are: {}; or #rrggbb", Colour::NAMES.join(", "));
    Colour::parse(&name.trim().to_lowercase()).ok_or_else(known)
}

/// Whether a name on a path is missing.
pub(super) fn nameless(path: &str) -> bool {
    crate::model::split_path(path).iter().any(String::is_empty)
}

impl Words {
    /// The code with what is given.
    pub fn on(&self, code: Code) -> Code {
        let word = |given: &Option<String>, old: String| given.as_ref().map_or(old, |words| words.trim().to_owned());
        Code {
            short: word(&self.short, code.short),
            description: word(&self.description, code.description),
            include: word(&self.include, code.include),
            exclude: word(&self.exclude, code.exclude),
            example: word(&self.example, code.example),
            statement: word(&self.statement, code.statement),
            colour: self.colour.or(code.colour),
            theme: self.theme.unwrap_or(code.theme),
            codable: self.heading.map_or(code.codable, |heading| !heading),
            id: code.id,
            framework: code.framework,
            parent: code.parent,
            name: code.name,
            ord: code.ord,
        }
    }
}
