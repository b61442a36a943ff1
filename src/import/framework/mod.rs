//! Frameworks from files: an indented outline, a codebook as a table, or a template as JSON.

mod codebook;
mod outline;

pub use codebook::codebook;
pub use outline::outline;

use super::{PlanOptions, TableData, encoding, file_bytes, read_table_bytes};
use crate::error::{Error, Result};
use crate::project::{Template, TemplateCode};
use std::path::Path;

/// The frameworks in a file: a codebook of several frameworks brings them all.
///
/// # Errors
/// A file that cannot be read, or in which there are no codes.
pub fn read_frameworks(path: &Path) -> Result<Vec<Template>> {
    let bytes = file_bytes(path, 64)?;
    let name = path.file_stem().map_or_else(|| "Framework".into(), |stem| stem.to_string_lossy().into_owned());
    let suffix = path.extension().map(|suffix| suffix.to_string_lossy().to_lowercase()).unwrap_or_default();
    let frameworks = match suffix.as_str() {
        "csv" | "tsv" | "xlsx" => {
            let table: TableData = read_table_bytes(path, &bytes, &PlanOptions::default())?;
            codebook(&table, &name)?
        }
        "json" => {
            vec![serde_json::from_slice::<Template>(&bytes).map_err(|error| Error::import(path, format!("this is no framework ({error})"), ""))?]
        }
        _ => vec![outline(&encoding::decode(&bytes, None).text, &name)?],
    };
    Ok(frameworks)
}

/// The code of a name under `codes`, made when it is not there.
fn at<'a>(codes: &'a mut Vec<TemplateCode>, name: &str) -> &'a mut TemplateCode {
    let place = codes.iter().position(|code| code.name.to_lowercase() == name.to_lowercase()).unwrap_or(codes.len());
    if place == codes.len() {
        codes.push(TemplateCode { name: name.to_owned(), ..TemplateCode::default() });
    }
    &mut codes[place]
}
