//! From the tree of nodes to [`RawProject`]: one function a noun, in the order of the format.

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::files::FileId;

use super::fields::{
    Fields,
    Need::{Optional, Required},
    Reader,
};
use super::raw::{
    RawBrief, RawCamp, RawClaim, RawCriterion, RawFilter, RawLabelled, RawMatrix, RawOption,
    RawProject, RawQuote, RawQuotes, RawRecommendation, RawSource, RawStretch, RawText,
};
use super::yaml::{self, FaultKind, Located, Node};

/// Decodes the text of a project file; what cannot be decoded is reported and left out.
pub(super) fn decode(file: FileId, text: &str, max_scalar: usize) -> (RawProject, Diagnostics) {
    let mut reader = Reader {
        file,
        text,
        max_scalar,
        faults: Diagnostics::default(),
    };
    let project = match yaml::parse(text) {
        Ok(mut root) => {
            if root.node == Node::Null {
                root.node = Node::Map(Vec::new());
            }
            project(&mut reader, root).unwrap_or_default()
        }
        Err(fault) => {
            reader.faults.push(tree_fault(file, text, &fault));
            RawProject::default()
        }
    };
    (project, reader.faults)
}

fn tree_fault(file: FileId, text: &str, fault: &yaml::Fault) -> Diagnostic {
    let code = match fault.kind {
        FaultKind::Syntax => Code::YamlSyntax,
        FaultKind::TooLarge => Code::TooLarge,
    };
    let end = text[fault.byte..]
        .chars()
        .next()
        .map_or(fault.byte, |c| fault.byte + c.len_utf8());
    Diagnostic::new(
        code,
        fault.message.clone(),
        crate::files::Span::new(file, fault.byte..end),
    )
}

fn project(reader: &mut Reader, root: Located) -> Option<RawProject> {
    let mut fields = reader.fields(root, "the project")?;
    let project = RawProject {
        format: fields.text(reader, "format", Required),
        title: fields.text(reader, "title", Required),
        question: fields.text(reader, "question", Optional),
        as_of: fields.text(reader, "as_of", Optional),
        handling: fields.text(reader, "handling", Optional),
        bottom_line: fields.text(reader, "bottom_line", Optional),
        notes: fields.texts(reader, "notes"),
        camps: optional_map(&mut fields, reader, "camps", camp),
        postures: optional_map(&mut fields, reader, "postures", labelled),
        sources: required_map(&mut fields, reader, "sources", source),
        options: required_map(&mut fields, reader, "options", option),
        criteria: optional_map(&mut fields, reader, "criteria", criterion),
        recommendations: recommendations(&mut fields, reader),
        matrices: fields.take("matrices").map(|value| {
            let items = reader.list(value, "a list of matrices");
            items
                .into_iter()
                .filter_map(|item| matrix(reader, item))
                .collect()
        }),
        brief: fields.take("brief").and_then(|value| brief(reader, value)),
    };
    fields.close(reader);
    Some(project)
}

fn optional_map<T>(
    fields: &mut Fields,
    reader: &mut Reader,
    key: &'static str,
    decode: impl Fn(&mut Reader, Located) -> Option<T>,
) -> Vec<(RawText, T)> {
    fields
        .take(key)
        .map(|value| reader.by_id(value, "a mapping from ids", decode))
        .unwrap_or_default()
}

/// A mapping that must hold one entry at least.
fn required_map<T>(
    fields: &mut Fields,
    reader: &mut Reader,
    key: &'static str,
    decode: impl Fn(&mut Reader, Located) -> Option<T>,
) -> Vec<(RawText, T)> {
    let Some(value) = fields.take_even_null(key) else {
        fields.missing(reader, key);
        return Vec::new();
    };
    let empty = match &value.node {
        Node::Null => true,
        Node::Map(entries) => entries.is_empty(),
        _ => false,
    };
    if empty {
        let span = reader.span(&value);
        let message = format!("`{key}` needs one entry at least");
        reader
            .faults
            .push(Diagnostic::new(Code::MissingKey, message, span));
    }
    reader.by_id(value, "a mapping from ids", decode)
}

fn camp(reader: &mut Reader, located: Located) -> Option<RawCamp> {
    let mut fields = reader.fields(located, "a camp")?;
    let camp = RawCamp {
        label: fields.text(reader, "label", Required),
        basis: fields.text(reader, "basis", Optional),
    };
    fields.close(reader);
    Some(camp)
}

fn labelled(reader: &mut Reader, located: Located) -> Option<RawLabelled> {
    let mut fields = reader.fields(located, "a posture")?;
    let labelled = RawLabelled {
        label: fields.text(reader, "label", Required),
        description: fields.text(reader, "description", Optional),
    };
    fields.close(reader);
    Some(labelled)
}

fn source(reader: &mut Reader, located: Located) -> Option<RawSource> {
    let mut fields = reader.fields(located, "a source")?;
    let source = RawSource {
        file: fields.text(reader, "file", Required),
        author: fields.text(reader, "author", Required),
        author_basis: fields.text(reader, "author_basis", Optional),
        title: fields.text(reader, "title", Optional),
        outlet: fields.text(reader, "outlet", Optional),
        date: fields.text(reader, "date", Optional),
        date_basis: fields.text(reader, "date_basis", Optional),
        url: fields.text(reader, "url", Optional),
        camp: fields.text(reader, "camp", Optional),
        not_author: fields.take("not_author").map_or_else(Vec::new, |value| {
            let items = reader.list(value, "a list of stretches");
            items
                .into_iter()
                .filter_map(|item| stretch(reader, item))
                .collect()
        }),
        paragraphs: fields.text(reader, "paragraphs", Optional),
        silent_on: fields.texts(reader, "silent_on"),
        not_applicable: optional_map(&mut fields, reader, "not_applicable", |reader, value| {
            reader.required_text(value, "a reason")
        }),
    };
    fields.close(reader);
    Some(source)
}

fn stretch(reader: &mut Reader, located: Located) -> Option<RawStretch> {
    let mut fields = reader.fields(located, "a stretch")?;
    let stretch = RawStretch {
        from: fields.text(reader, "from", Required),
        to: fields.text(reader, "to", Optional),
    };
    fields.close(reader);
    Some(stretch)
}

fn option(reader: &mut Reader, located: Located) -> Option<RawOption> {
    let mut fields = reader.fields(located, "an option")?;
    let option = RawOption {
        label: fields.text(reader, "label", Required),
        description: fields.text(reader, "description", Optional),
        terms: fields.texts(reader, "terms"),
        part_of: fields.text(reader, "part_of", Optional),
    };
    fields.close(reader);
    Some(option)
}

fn criterion(reader: &mut Reader, located: Located) -> Option<RawCriterion> {
    let mut fields = reader.fields(located, "a criterion")?;
    let criterion = RawCriterion {
        label: fields.text(reader, "label", Required),
        question: fields.text(reader, "question", Optional),
    };
    fields.close(reader);
    Some(criterion)
}

fn recommendations(fields: &mut Fields, reader: &mut Reader) -> Vec<RawRecommendation> {
    let Some(value) = fields.take_even_null("recommendations") else {
        fields.missing(reader, "recommendations");
        return Vec::new();
    };
    reader
        .list(value, "a list of recommendations")
        .into_iter()
        .filter_map(|item| recommendation(reader, item))
        .collect()
}

fn recommendation(reader: &mut Reader, located: Located) -> Option<RawRecommendation> {
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
        criteria: optional_map(&mut fields, reader, "criteria", claim),
    };
    fields.close(reader);
    Some(recommendation)
}

fn claim(reader: &mut Reader, located: Located) -> Option<RawClaim> {
    let mut fields = reader.fields(located, "a claim")?;
    let claim = RawClaim {
        effect: fields.text(reader, "effect", Required),
        because: fields.text(reader, "because", Optional),
        quotes: quotes(&mut fields, reader),
    };
    fields.close(reader);
    Some(claim)
}

fn quotes(fields: &mut Fields, reader: &mut Reader) -> RawQuotes {
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

fn quote(reader: &mut Reader, located: Located) -> Option<RawQuote> {
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

fn matrix(reader: &mut Reader, located: Located) -> Option<RawMatrix> {
    let mut fields = reader.fields(located, "a matrix")?;
    let matrix = RawMatrix {
        id: fields.text(reader, "id", Required),
        title: fields.text(reader, "title", Optional),
        rows: fields.text(reader, "rows", Required),
        columns: fields.text(reader, "columns", Required),
        filter: fields
            .take("where")
            .and_then(|value| filter(reader, value))
            .unwrap_or_default(),
        note: fields.text(reader, "note", Optional),
    };
    fields.close(reader);
    Some(matrix)
}

fn brief(reader: &mut Reader, located: Located) -> Option<RawBrief> {
    let mut fields = reader.fields(located, "the brief")?;
    let brief = RawBrief {
        options: fields.texts(reader, "options"),
    };
    fields.close(reader);
    Some(brief)
}

fn filter(reader: &mut Reader, located: Located) -> Option<RawFilter> {
    let mut fields = reader.fields(located, "a `where`")?;
    let mut ids = |key| {
        fields
            .take(key)
            .map(|value| reader.texts(value, "a list of ids"))
    };
    let filter = RawFilter {
        options: ids("option"),
        authors: ids("author"),
        sources: ids("source"),
        camps: ids("camp"),
        criteria: ids("criterion"),
    };
    fields.close(reader);
    Some(filter)
}
