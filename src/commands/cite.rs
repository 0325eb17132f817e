//! `cite`: finds words in the sources and prints the YAML to paste.

use std::path::{Path, PathBuf};

use anyhow::bail;
use clap::Args as ClapArgs;
use serde::Serialize;

use crate::edit::double_quoted;
use crate::model::{Project, Source};
use crate::pipeline::{self, Request};
use crate::text::{self, Context, ContextSide, Place, QuoteQuery};

use super::{Console, ExitStatus};

/// Find words in the sources and print the quote to paste
#[derive(Debug, ClapArgs)]
#[command(
    after_help = "Examples:\n  policy-matrix cite send strong signals now\n  policy-matrix cite briefing --source doe \"strong signals\" --json"
)]
pub struct Args {
    /// The words, as they stand in the text or nearly so; before them, if it is not the current
    /// folder, the project
    #[arg(required = true, value_name = "[PROJECT] WORDS")]
    words: Vec<String>,

    /// Look in this source only
    #[arg(long, value_name = "ID")]
    source: Option<String>,

    /// Print JSON instead of YAML
    #[arg(long)]
    json: bool,
}

/// A passage that was found.
#[derive(Debug, Serialize)]
struct Found {
    source: String,
    paragraph: usize,
    line: usize,
    quote: String,
    prefix: Option<String>,
    suffix: Option<String>,
    /// Why the passage is not the words given; none if it is.
    differs: Option<String>,
}

/// Runs the command.
///
/// # Errors
/// Fails where the project cannot be read or no source has the id.
pub fn run(args: &Args, console: &mut Console) -> anyhow::Result<ExitStatus> {
    let (project, words) = split(&args.words);
    if words.trim().is_empty() {
        bail!("there are no words to look for");
    }
    let project = pipeline::read(&project, Request::default())?;
    if let Some(id) = &args.source
        && project.sources.find(id).is_none()
    {
        bail!("no source has the id `{id}`");
    }
    let found = find(&project, args.source.as_deref(), &words);
    if found.is_empty() {
        console.line("no source has these words, and no passage is like them")?;
        return Ok(ExitStatus::Faults);
    }
    let text = if args.json {
        format!("{:#}\n", serde_json::json!(found))
    } else {
        found.iter().map(yaml).collect::<Vec<_>>().join("\n")
    };
    console.result(&text)?;
    Ok(ExitStatus::Clean)
}

/// The project, if the first word is one, and the words to look for.
fn split(words: &[String]) -> (PathBuf, String) {
    if let [first, rest @ ..] = words
        && !rest.is_empty()
        && is_project(Path::new(first))
    {
        return (PathBuf::from(first), rest.join(" "));
    }
    (PathBuf::from("."), words.join(" "))
}

fn is_project(path: &Path) -> bool {
    let is_yaml = path
        .extension()
        .is_some_and(|ending| ending == "yaml" || ending == "yml");
    path.join("options.yaml").is_file() || (is_yaml && path.is_file())
}

/// The places of the words in the sources wanted, or the nearest passages where there is none.
fn find(project: &Project, only: Option<&str>, words: &str) -> Vec<Found> {
    let sources = || {
        project
            .sources
            .iter()
            .map(|(key, source)| (project.sources.id(key), source))
            .filter(|(id, _)| only.is_none_or(|only| only == *id))
    };
    let exact = sources().flat_map(|(id, source)| {
        let candidates = text::find_passages(&source.text, words);
        candidates
            .into_iter()
            .map(move |candidate| found(id, source, &candidate.place, candidate.context.as_ref()))
    });
    let exact: Vec<Found> = exact.collect();
    if !exact.is_empty() {
        return exact;
    }
    let near = sources().flat_map(|(id, source)| {
        let passages = text::diagnose(&source.text, &QuoteQuery::new(words), &[]).passages;
        passages.into_iter().map(move |passage| Found {
            differs: Some(passage.cause.to_string()),
            ..found(id, source, &passage.place, None)
        })
    });
    near.collect()
}

fn found(id: &str, source: &Source, place: &Place, context: Option<&Context>) -> Found {
    let raw = source.text.raw().get(place.bytes()).unwrap_or_default();
    let quote = if raw.contains(['\n', '\r']) {
        source.text.words(&place.bytes())
    } else {
        raw.to_owned()
    };
    let on = |side| {
        let context = context.filter(|context| context.side == side);
        context.map(|context| context.words.clone())
    };
    Found {
        source: id.to_owned(),
        paragraph: place.paragraph(),
        line: place.line(),
        quote,
        prefix: on(ContextSide::Prefix),
        suffix: on(ContextSide::Suffix),
        differs: None,
    }
}

/// A quote as YAML, under a comment that says where it stands.
fn yaml(found: &Found) -> String {
    let Found {
        source,
        paragraph,
        line,
        ..
    } = found;
    let mut text = format!("# {source}, paragraph {paragraph}, line {line}");
    if let Some(differs) = &found.differs {
        text.push_str(&format!(": not the words given ({differs})"));
    }
    let context = [("prefix", &found.prefix), ("suffix", &found.suffix)];
    let context: Vec<_> = context
        .iter()
        .filter_map(|(key, words)| Some((key, words.as_ref()?)))
        .collect();
    if context.is_empty() {
        text.push_str(&format!("\n- {}\n", double_quoted(&found.quote)));
        return text;
    }
    text.push_str(&format!("\n- exact: {}\n", double_quoted(&found.quote)));
    for (key, words) in context {
        text.push_str(&format!("  {key}: {}\n", double_quoted(words)));
    }
    text
}
