//! From the tree of nodes to [`RawProject`]: one function a noun, in the order of the format.

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::files::FileId;

use super::coding;
use super::fields::{
    Fields, Need,
    Need::{Optional, Required},
    Reader,
};
use super::raw::{
    RawBrief, RawCamp, RawCriterion, RawFilter, RawLabelled, RawMatrix, RawOption, RawProject,
    RawSource, RawStretch, RawText,
};
use super::yaml::{self, FaultKind, Located, Node};

/// Decodes the text of a project file; what cannot be decoded is reported and left out.
pub(super) fn project(file: FileId, text: &str, max_scalar: usize) -> (RawProject, Diagnostics) {
    decode(file, text, max_scalar, whole)
}

/// Decodes the text of an included file.
pub(super) fn part(file: FileId, text: &str, max_scalar: usize) -> (RawProject, Diagnostics) {
    decode(file, text, max_scalar, included)
}

fn decode(
    file: FileId,
    text: &str,
    max_scalar: usize,
    read: for<'t> fn(&mut Reader<'t>, Located<'t>) -> Option<RawProject>,
) -> (RawProject, Diagnostics) {
    let mut reader = Reader::new(file, text, max_scalar);
    let mut taken_from = None;
    // Recommendations are many: each is decoded as soon as it is read.
    let ordinary = yaml::ordinary(text, &mut |key, list, item| {
        if key != "recommendations" || *taken_from.get_or_insert(list) != list {
            return Some(item);
        }
        reader.take_recommendation(item);
        None
    });
    let tree = ordinary.map_or_else(
        || {
            reader = Reader::new(file, text, max_scalar);
            yaml::at_length(text)
        },
        Ok,
    );
    let project = match tree {
        Ok(mut root) => {
            if root.node == Node::Null {
                root.node = Node::Map(Vec::new());
            }
            read(&mut reader, root).unwrap_or_default()
        }
        Err(fault) => {
            reader.faults.push(tree_fault(file, text, &fault));
            RawProject::default()
        }
    };
    (project, reader.faults)
}

/// Why a text is no tree, if it is none.
pub(super) fn syntax(file: FileId, text: &str) -> Option<Diagnostic> {
    let fault = yaml::parse(text).err()?;
    Some(tree_fault(file, text, &fault))
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

fn whole<'t>(reader: &mut Reader<'t>, root: Located<'t>) -> Option<RawProject> {
    let mut fields = reader.fields(root, "the project")?;
    let include = fields.texts(reader, "include");
    // What is missing here may stand in an included file.
    let need = if include.is_empty() {
        Required
    } else {
        Optional
    };
    let project = RawProject {
        format: fields.text(reader, "format", Required),
        title: fields.text(reader, "title", Required),
        question: fields.text(reader, "question", Optional),
        as_of: fields.text(reader, "as_of", Optional),
        handling: fields.text(reader, "handling", Optional),
        bottom_line: fields.text(reader, "bottom_line", Optional),
        notes: fields.texts(reader, "notes"),
        camps: fields.by_id(reader, "camps", camp),
        postures: fields.by_id(reader, "postures", labelled),
        sources: nouns(&mut fields, reader, ("sources", need), source),
        options: nouns(&mut fields, reader, ("options", need), option),
        criteria: fields.by_id(reader, "criteria", criterion),
        recommendations: coding::recommendations(&mut fields, reader, need),
        matrices: fields.take("matrices").map(|value| {
            let items = reader.list(value, "a list of matrices");
            items
                .into_iter()
                .filter_map(|item| matrix(reader, item))
                .collect()
        }),
        brief: fields.take("brief").and_then(|value| brief(reader, value)),
        include,
    };
    fields.close(reader);
    Some(project)
}

/// An included file: nouns and recommendations, which join those of the project file.
fn included<'t>(reader: &mut Reader<'t>, root: Located<'t>) -> Option<RawProject> {
    let mut fields = reader.fields(root, "an included file")?;
    let part = RawProject {
        sources: fields.by_id(reader, "sources", source),
        options: fields.by_id(reader, "options", option),
        criteria: fields.by_id(reader, "criteria", criterion),
        recommendations: coding::recommendations(&mut fields, reader, Optional),
        ..RawProject::default()
    };
    fields.close(reader);
    Some(part)
}

/// A mapping that must hold one entry at least, if it is needed or there.
fn nouns<'t, T>(
    fields: &mut Fields<'t>,
    reader: &mut Reader<'t>,
    (key, need): (&'static str, Need),
    decode: impl Fn(&mut Reader<'t>, Located<'t>) -> Option<T>,
) -> Vec<(RawText, T)> {
    let given = match need {
        Required => fields.take_even_null(key),
        Optional => fields.take(key),
    };
    let Some(value) = given else {
        if need == Required {
            fields.missing(reader, key);
        }
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

fn camp<'t>(reader: &mut Reader<'t>, located: Located<'t>) -> Option<RawCamp> {
    let mut fields = reader.fields(located, "a camp")?;
    let camp = RawCamp {
        label: fields.text(reader, "label", Required),
        basis: fields.text(reader, "basis", Optional),
    };
    fields.close(reader);
    Some(camp)
}

fn labelled<'t>(reader: &mut Reader<'t>, located: Located<'t>) -> Option<RawLabelled> {
    let mut fields = reader.fields(located, "a posture")?;
    let labelled = RawLabelled {
        label: fields.text(reader, "label", Required),
        description: fields.text(reader, "description", Optional),
    };
    fields.close(reader);
    Some(labelled)
}

fn source<'t>(reader: &mut Reader<'t>, located: Located<'t>) -> Option<RawSource> {
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
        not_applicable: fields.by_id(reader, "not_applicable", |reader, value| {
            reader.required_text(value, "a reason")
        }),
    };
    fields.close(reader);
    Some(source)
}

fn stretch<'t>(reader: &mut Reader<'t>, located: Located<'t>) -> Option<RawStretch> {
    let mut fields = reader.fields(located, "a stretch")?;
    let stretch = RawStretch {
        from: fields.text(reader, "from", Required),
        to: fields.text(reader, "to", Optional),
    };
    fields.close(reader);
    Some(stretch)
}

fn option<'t>(reader: &mut Reader<'t>, located: Located<'t>) -> Option<RawOption> {
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

fn criterion<'t>(reader: &mut Reader<'t>, located: Located<'t>) -> Option<RawCriterion> {
    let mut fields = reader.fields(located, "a criterion")?;
    let criterion = RawCriterion {
        label: fields.text(reader, "label", Required),
        question: fields.text(reader, "question", Optional),
    };
    fields.close(reader);
    Some(criterion)
}

fn matrix<'t>(reader: &mut Reader<'t>, located: Located<'t>) -> Option<RawMatrix> {
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

fn brief<'t>(reader: &mut Reader<'t>, located: Located<'t>) -> Option<RawBrief> {
    let mut fields = reader.fields(located, "the brief")?;
    let brief = RawBrief {
        options: fields.texts(reader, "options"),
    };
    fields.close(reader);
    Some(brief)
}

fn filter<'t>(reader: &mut Reader<'t>, located: Located<'t>) -> Option<RawFilter> {
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
