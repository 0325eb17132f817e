//! `schema`: the JSON Schema of the project file, for editors.

use anyhow::Context;
use clap::Args as ClapArgs;
use serde_json::Value;

use super::{Console, ExitStatus};

/// The JSON Schema (draft 7, which every YAML language server knows) of the project file.
pub const SCHEMA: &str = include_str!("../../docs/options.schema.json");

/// The keys of an included file.
const INCLUDED: [&str; 4] = ["sources", "options", "criteria", "recommendations"];

/// Print the JSON Schema of options.yaml, for editors
#[derive(Debug, ClapArgs)]
#[command(after_help = "Example: policy-matrix schema > options.schema.json")]
pub struct Args {
    /// Print that of a file that options.yaml includes
    #[arg(long)]
    included: bool,
}

/// Runs the command.
///
/// # Errors
/// Fails where the result cannot be written.
pub fn run(args: &Args, console: &mut Console) -> anyhow::Result<ExitStatus> {
    if args.included {
        console.result(&included()?)?;
    } else {
        console.result(SCHEMA)?;
    }
    Ok(ExitStatus::Clean)
}

/// The schema of an included file: the keys that it shares with the project file, none required.
fn included() -> anyhow::Result<String> {
    let mut schema: Value = serde_json::from_str(SCHEMA).context("the schema is not JSON")?;
    if let Some(schema) = schema.as_object_mut() {
        schema.retain(|key, _| key != "required" && key != "anyOf");
        schema.insert(
            "title".to_owned(),
            "A file that options.yaml includes".into(),
        );
        if let Some(keys) = schema.get_mut("properties").and_then(Value::as_object_mut) {
            keys.retain(|key, _| INCLUDED.contains(&key.as_str()));
        }
    }
    Ok(format!("{schema:#}\n"))
}
