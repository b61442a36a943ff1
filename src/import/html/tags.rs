//! What the elements of a page mean for its words.

use html5ever::tokenizer::Tag;

/// What an element is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Words within a paragraph.
    Inline,
    /// A paragraph of its own, or something that holds some.
    Block,
    Heading(u8),
    List(bool),
    Item,
    Table,
    Row,
    Cell,
    Break,
    Preformatted,
    Picture,
    /// Nothing of it is read.
    Out,
}

/// Elements that end by themselves.
pub(super) const VOID: [&str; 14] = ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"];

/// What an element is by its name.
pub(super) fn kind(name: &str) -> Kind {
    match name {
        "script" | "style" | "title" | "noscript" | "template" | "svg" | "nav" | "select" | "datalist" | "button" | "textarea" | "iframe"
        | "object" | "audio" | "video" | "canvas" | "noembed" | "noframes" | "rt" | "rp" | "map" | "menu" | "dialog" => Kind::Out,
        "p" | "div" | "blockquote" | "section" | "article" | "header" | "footer" | "aside" | "main" | "dl" | "dt" | "dd" | "figure"
        | "figcaption" | "address" | "form" | "fieldset" | "legend" | "caption" | "center" | "details" | "summary" | "hgroup" | "body" | "html"
        | "head" | "hr" | "thead" | "tbody" | "tfoot" | "search" => Kind::Block,
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => Kind::Heading(name.as_bytes()[1] - b'0'),
        "ul" | "dir" => Kind::List(false),
        "ol" => Kind::List(true),
        "li" => Kind::Item,
        "table" => Kind::Table,
        "tr" => Kind::Row,
        "td" | "th" => Kind::Cell,
        "br" => Kind::Break,
        "pre" | "listing" | "xmp" => Kind::Preformatted,
        "img" => Kind::Picture,
        _ => Kind::Inline,
    }
}

/// The value of an attribute.
pub(super) fn attribute<'a>(tag: &'a Tag, name: &str) -> Option<&'a str> {
    tag.attrs.iter().find(|attribute| &*attribute.name.local == name).map(|attribute| &*attribute.value)
}

/// A tag's style without spaces, in small letters.
pub(super) fn style(tag: &Tag) -> String {
    attribute(tag, "style").map_or_else(String::new, |style| style.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_ascii_lowercase())
}

/// Whether an element says that nobody sees it.
pub(super) fn is_hidden(tag: &Tag, style: &str) -> bool {
    let hidden = attribute(tag, "hidden").is_some_and(|value| value != "until-found") || attribute(tag, "aria-hidden") == Some("true");
    hidden || ["display:none", "visibility:hidden", "mso-hide:all"].iter().any(|rule| style.contains(rule))
}

/// Whether an element says that it is a menu or the like.
pub(super) fn is_menu(tag: &Tag) -> bool {
    matches!(attribute(tag, "role"), Some("navigation" | "banner" | "contentinfo" | "search" | "menu" | "menubar" | "dialog"))
}
