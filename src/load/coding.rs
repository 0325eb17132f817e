//! From the tree of nodes to what sources are coded with: recommendations, claims, quotes.

use crate::diagnostic::{Code, Diagnostic};

use super::fields::{
    Fields, Need,
    Need::{Optional, Required},
    Reader,
};
use super::raw::{RawClaim, RawQuote, RawQuotes, RawRecommendation, RawText};
use super::yaml::{Located, Node};

/// The recommendations of a project file; null is none.
pub(super) fn recommendations<'t>(
    fields: &mut Fields<'t>,
    reader: &mut Reader<'t>,
    need: Need,
) -> Vec<Box<RawRecommendation>> {
    let Some(value) = fields.take_even_null("recommendations") else {
        if need == Required {
            fields.missing(reader, "recommendations");
        }
        return Vec::new();
    };
    for item in reader.list(value, "a list of recommendations") {
        reader.take_recommendation(item);
    }
    std::mem::take(&mut reader.recommendations)
}

impl<'t> Reader<'t> {
    /// Decodes a recommendation and adds it to those there are.
    pub(super) fn take_recommendation(&mut self, item: Located<'t>) {
        let found = recommendation(self, item);
        self.recommendations.extend(found.map(Box::new));
    }
}

fn recommendation<'t>(reader: &mut Reader<'t>, located: Located<'t>) -> Option<RawRecommendation> {
    let mut fields = reader.fields(located, "a recommendation")?;
    let recommendation = RawRecommendation {
        id: fields.text(reader, "id", Required),
        source: fields.text(reader, "source", Required),
        option: fields.text(reader, "option", Required),
        stance: fields.text(reader, "stance", Required),
        posture: fields.text(reader, "posture", Optional),
        summary: fields.text(reader, "summary", Required),
        actor: fields.text(reader, "actor", Optional),
        target: fields.text(reader, "target", Optional),
        condition: fields.text(reader, "if", Optional),
        after: fields.text(reader, "after", Optional),
        timing: fields.text(reader, "timing", Optional),
        implied: fields.flag(reader, "implied"),
        confidence: fields.text(reader, "confidence", Optional),
        note: fields.text(reader, "note", Optional),
        quotes: quotes(&mut fields, reader),
        criteria: fields.by_id(reader, "criteria", claim),
    };
    fields.close(reader);
    Some(recommendation)
}

fn claim<'t>(reader: &mut Reader<'t>, located: Located<'t>) -> Option<RawClaim> {
    let mut fields = reader.fields(located, "a claim")?;
    let claim = RawClaim {
        effect: fields.text(reader, "effect", Required),
        because: fields.text(reader, "because", Optional),
        quotes: quotes(&mut fields, reader),
    };
    fields.close(reader);
    Some(claim)
}

fn quotes<'t>(fields: &mut Fields<'t>, reader: &mut Reader<'t>) -> RawQuotes {
    let Some(value) = fields.take_even_null("quotes") else {
        fields.missing(reader, "quotes");
        return RawQuotes {
            span: fields.span,
            quotes: Vec::new(),
        };
    };
    let span = reader.span(&value);
    let items = reader.list(value, "a list of quotes");
    let written = items.len();
    let quotes: Vec<RawQuote> = items
        .into_iter()
        .filter_map(|item| quote(reader, item))
        .collect();
    if written == 0 {
        let fault = Diagnostic::new(Code::NoQuotes, "there is no quote here", span);
        reader
            .faults
            .push(fault.help("quote the passage that says so"));
    }
    RawQuotes { span, quotes }
}

fn quote<'t>(reader: &mut Reader<'t>, located: Located<'t>) -> Option<RawQuote> {
    if !matches!(located.node, Node::Map(_)) {
        let exact = reader.text(located, "a quote: text, or a mapping with `exact`")?;
        warn_cut_by_comment(reader, &exact);
        return Some(RawQuote {
            exact,
            prefix: None,
            suffix: None,
            voice: None,
            role: None,
            reviewed: false,
        });
    }
    let mut fields = reader.fields(located, "a quote")?;
    let exact = match fields.take_even_null("exact") {
        Some(value) => reader.text(value, "text"),
        None => {
            fields.missing(reader, "exact");
            None
        }
    };
    let prefix = fields.text(reader, "prefix", Optional);
    let suffix = fields.text(reader, "suffix", Optional);
    let voice = fields.text(reader, "voice", Optional);
    let role = fields.text(reader, "role", Optional);
    let reviewed = fields.flag(reader, "reviewed");
    fields.close(reader);
    for text in [&exact, &prefix, &suffix].into_iter().flatten() {
        warn_cut_by_comment(reader, text);
    }
    Some(RawQuote {
        exact: exact?,
        prefix,
        suffix,
        voice,
        role,
        reviewed,
    })
}

/// A plain scalar ends at ` #`, and what is left of a quote would still verify.
fn warn_cut_by_comment(reader: &mut Reader, quote: &RawText) {
    let span = quote.span;
    let plain = !reader.text[span.start..].starts_with(['"', '\'', '*', '&', '!']);
    let rest = reader.text[span.end..].lines().next().unwrap_or_default();
    let comment = rest.trim_start_matches([' ', '\t']);
    if plain && comment.len() < rest.len() && comment.starts_with('#') {
        let message = "this quote ends where a comment begins";
        let fault = Diagnostic::new(Code::QuoteCutByComment, message, span)
            .label("YAML reads what follows as a comment")
            .help("put the quote in quotation marks if the words after `#` belong to it");
        reader.faults.push(fault);
    }
}
