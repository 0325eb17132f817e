//! Records as the YAML of the format, laid out as a hand would.

use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};

use crate::load::raw::{RawClaim, RawQuote, RawQuotes, RawRecommendation, RawText};

use super::bibliography::Entry;

/// The columns that a folded text takes, without its indentation.
const WIDTH: usize = 88;

/// The key `recommendations` of a project file, with a blank line between two recommendations.
///
/// # Errors
/// Fails where the YAML writer does.
pub(super) fn recommendations(records: &[Box<RawRecommendation>]) -> anyhow::Result<String> {
    #[derive(Serialize)]
    struct Root<'a> {
        recommendations: Vec<Recommendation<'a>>,
    }
    let text = yaml(&Root {
        recommendations: records.iter().map(|raw| Recommendation::new(raw)).collect(),
    })?;
    // Only a recommendation begins at this depth: every text of one stands deeper.
    Ok(text
        .replace("\n  - id: ", "\n\n  - id: ")
        .replacen("\n\n", "\n", 1))
}

/// The key `sources` of a project file; a source whose text is not there yet says so.
///
/// # Errors
/// Fails where the YAML writer does.
pub(super) fn sources(entries: &[Entry]) -> anyhow::Result<String> {
    #[derive(Serialize)]
    struct Root<'a> {
        #[serde(serialize_with = "in_order")]
        sources: Vec<(&'a str, &'a Entry)>,
    }
    let sources = entries.iter().map(|entry| (entry.id.as_str(), entry));
    let text = yaml(&Root {
        sources: sources.collect(),
    })?;
    let mut places = entries.iter();
    let mut laid_out = String::with_capacity(text.len());
    for line in text.lines() {
        let new = line.starts_with("  ") && !line.starts_with("   ");
        if new && laid_out.len() > "sources:\n".len() {
            laid_out.push('\n');
        }
        laid_out.push_str(line);
        // Every entry has one line of this depth and key, and every text stands deeper.
        if line.starts_with("    file: ") && places.next().is_some_and(|entry| !entry.has_text) {
            laid_out.push_str(" # put the text here");
        }
        laid_out.push('\n');
    }
    Ok(laid_out)
}

fn yaml(value: &impl Serialize) -> anyhow::Result<String> {
    let layout = serde_yaml::ser_options! {
        compact_list_indent: false,
        folded_wrap_chars: WIDTH,
    };
    Ok(serde_yaml::to_string_with_options(value, layout)?)
}

/// A recommendation, its keys in the order of the format's own example.
#[derive(Serialize)]
struct Recommendation<'a> {
    id: Option<&'a str>,
    source: Option<&'a str>,
    option: Option<&'a str>,
    stance: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    posture: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    actor: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    target: Option<&'a str>,
    #[serde(rename = "if", skip_serializing_if = "Option::is_none")]
    condition: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    after: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    timing: Option<&'a str>,
    #[serde(skip_serializing_if = "is_false")]
    implied: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    confidence: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<&'a str>,
    summary: Option<&'a str>,
    quotes: Vec<Quote<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty", serialize_with = "in_order")]
    criteria: Vec<(&'a str, Claim<'a>)>,
}

/// A quote: its words alone where there is nothing else to say of it.
#[derive(Serialize)]
#[serde(untagged)]
enum Quote<'a> {
    Words(&'a str),
    Described {
        exact: &'a str,
        #[serde(skip_serializing_if = "Option::is_none")]
        prefix: Option<&'a str>,
        #[serde(skip_serializing_if = "Option::is_none")]
        suffix: Option<&'a str>,
        #[serde(skip_serializing_if = "Option::is_none")]
        voice: Option<&'a str>,
        #[serde(skip_serializing_if = "Option::is_none")]
        role: Option<&'a str>,
        #[serde(skip_serializing_if = "is_false")]
        reviewed: bool,
    },
}

/// What a recommendation claims for one criterion.
#[derive(Serialize)]
struct Claim<'a> {
    effect: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    because: Option<&'a str>,
    quotes: Vec<Quote<'a>>,
}

impl<'a> Recommendation<'a> {
    fn new(raw: &'a RawRecommendation) -> Self {
        let claims = raw.criteria.iter();
        Self {
            id: text(&raw.id),
            source: text(&raw.source),
            option: text(&raw.option),
            stance: text(&raw.stance),
            posture: text(&raw.posture),
            actor: text(&raw.actor),
            target: text(&raw.target),
            condition: text(&raw.condition),
            after: text(&raw.after),
            timing: text(&raw.timing),
            implied: raw.implied,
            confidence: text(&raw.confidence).filter(|word| *word != "high"),
            note: text(&raw.note),
            summary: text(&raw.summary),
            quotes: quotes(&raw.quotes),
            criteria: claims
                .map(|(criterion, claim)| (criterion.value.as_str(), Claim::new(claim)))
                .collect(),
        }
    }
}

impl<'a> Claim<'a> {
    fn new(raw: &'a RawClaim) -> Self {
        Self {
            effect: text(&raw.effect),
            because: text(&raw.because),
            quotes: quotes(&raw.quotes),
        }
    }
}

fn quotes(raw: &RawQuotes) -> Vec<Quote<'_>> {
    raw.quotes.iter().map(quote).collect()
}

fn quote(raw: &RawQuote) -> Quote<'_> {
    let exact = raw.exact.value.as_str();
    let (prefix, suffix) = (text(&raw.prefix), text(&raw.suffix));
    let voice = text(&raw.voice).filter(|word| *word != "author");
    let role = text(&raw.role).filter(|word| *word != "deciding");
    let words_alone = [prefix, suffix, voice, role].iter().all(Option::is_none) && !raw.reviewed;
    if words_alone {
        return Quote::Words(exact);
    }
    Quote::Described {
        exact,
        prefix,
        suffix,
        voice,
        role,
        reviewed: raw.reviewed,
    }
}

fn text(raw: &Option<RawText>) -> Option<&str> {
    raw.as_ref().map(|text| text.value.as_str())
}

#[allow(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde calls it with a reference"
)]
const fn is_false(flag: &bool) -> bool {
    !*flag
}

/// A mapping in the order of its entries.
fn in_order<S: Serializer, T: Serialize>(
    entries: &[(&str, T)],
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let mut map = serializer.serialize_map(Some(entries.len()))?;
    for (key, value) in entries {
        map.serialize_entry(key, value)?;
    }
    map.end()
}
