//! The checked whole for machines: `data/project.json`.

use serde::{Serialize, Serializer};

use crate::arrange::Index;
use crate::model::{Key, Project, Source, Table};

use super::matrix::Matrix;
use super::{Tables, data};

/// The checked project with the places of its quotes; its tables are made while they are written.
#[derive(Debug, Serialize)]
pub struct ProjectView<'v> {
    /// The version of the project file's format.
    format: u8,
    title: String,
    question: Option<String>,
    as_of: Option<String>,
    handling: Option<String>,
    bottom_line: Option<String>,
    notes: Vec<String>,
    camps: Vec<NamedView>,
    postures: Vec<NamedView>,
    sources: Vec<SourceRow>,
    options: Vec<OptionRow>,
    criteria: Vec<NamedView>,
    #[serde(serialize_with = "positions")]
    positions: &'v Index<'v>,
    #[serde(serialize_with = "recommendations")]
    recommendations: &'v Project,
    #[serde(serialize_with = "evidence")]
    evidence: &'v Project,
    #[serde(serialize_with = "claims")]
    claims: &'v Project,
    matrices: Vec<MatrixRow<'v>>,
}

/// A noun with an id, a label and what explains it.
#[derive(Debug, Clone, Serialize)]
struct NamedView {
    id: String,
    label: String,
    description: Option<String>,
}

#[derive(Debug, Clone, Serialize)]
struct OptionRow {
    id: String,
    label: String,
    description: Option<String>,
    part_of: Option<String>,
    terms: Vec<String>,
}

#[derive(Debug, Clone, Serialize)]
struct SourceRow {
    id: String,
    file: String,
    sha256: String,
    author: String,
    author_basis: Option<String>,
    title: Option<String>,
    outlet: Option<String>,
    date: Option<String>,
    date_basis: Option<String>,
    url: Option<String>,
    camp: Option<String>,
    paragraphs: usize,
    not_author: Vec<ByteRange>,
    silent_on: Vec<String>,
    not_applicable: Vec<Reason>,
}

#[derive(Debug, Clone, Serialize)]
struct ByteRange {
    byte_start: usize,
    byte_end: usize,
}

#[derive(Debug, Clone, Serialize)]
struct Reason {
    option: String,
    reason: String,
}

#[derive(Debug, Clone, Serialize)]
struct MatrixRow<'v> {
    id: &'v str,
    title: &'v str,
    rows: &'static str,
    columns: &'static str,
}

impl<'v> ProjectView<'v> {
    /// The checked project with its tables.
    pub(super) fn new(tables: &'v Tables) -> Self {
        let index = &tables.index;
        let project = index.project;
        let matrix = |Matrix { view, .. }: &'v Matrix| MatrixRow {
            id: &view.id,
            title: &view.title,
            rows: view.row_axis,
            columns: view.column_axis,
        };
        Self {
            format: 1,
            title: project.title.clone(),
            question: project.question.clone(),
            as_of: project.as_of.map(|date| date.to_string()),
            handling: project.handling.clone(),
            bottom_line: project.bottom_line.clone(),
            notes: project.notes.clone(),
            camps: named(&project.camps, |camp| (&camp.label, camp.basis.as_ref())),
            postures: named(&project.postures, |posture| {
                (&posture.label, posture.description.as_ref())
            }),
            sources: project
                .sources
                .keys()
                .map(|key| source_row(index, key))
                .collect(),
            options: options(index),
            criteria: named(&project.criteria, |criterion| {
                (&criterion.label, criterion.question.as_ref())
            }),
            positions: index,
            recommendations: project,
            evidence: project,
            claims: project,
            matrices: tables.matrices.iter().map(matrix).collect(),
        }
    }
}

fn positions<S: Serializer>(index: &&Index, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(data::positions(index))
}

fn recommendations<S: Serializer>(project: &&Project, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(data::recommendations(project))
}

fn evidence<S: Serializer>(project: &&Project, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(data::evidence(project))
}

fn claims<S: Serializer>(project: &&Project, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(data::claims(project))
}

/// The values of a table by id, label and what explains each.
fn named<T>(table: &Table<T>, of: impl Fn(&T) -> (&String, Option<&String>)) -> Vec<NamedView> {
    let view = |(key, value)| {
        let (label, description) = of(value);
        NamedView {
            id: table.id(key).to_owned(),
            label: label.clone(),
            description: description.cloned(),
        }
    };
    table.iter().map(view).collect()
}

fn options(index: &Index) -> Vec<OptionRow> {
    let options = &index.project.options;
    let row = |(key, option): (_, &crate::model::PolicyOption)| OptionRow {
        id: options.id(key).to_owned(),
        label: option.label.clone(),
        description: option.description.clone(),
        part_of: option.part_of.map(|whole| options.id(whole).to_owned()),
        terms: option.terms.clone(),
    };
    options.iter().map(row).collect()
}

fn source_row(index: &Index, key: Key<Source>) -> SourceRow {
    let project = index.project;
    let source = &project.sources[key];
    let range = |range: &std::ops::Range<usize>| ByteRange {
        byte_start: range.start,
        byte_end: range.end,
    };
    let option_id = |option| project.options.id(option).to_owned();
    SourceRow {
        id: project.sources.id(key).to_owned(),
        file: source.file.clone(),
        sha256: source.sha256.clone(),
        author: source.author.clone(),
        author_basis: source.author_basis.clone(),
        title: source.title.clone(),
        outlet: source.outlet.clone(),
        date: source.date.map(|date| date.to_string()),
        date_basis: source.date_basis.clone(),
        url: source.url.clone(),
        camp: source.camp.map(|camp| project.camps.id(camp).to_owned()),
        paragraphs: source.text.paragraphs().len(),
        not_author: source.text.not_author().iter().map(range).collect(),
        silent_on: source
            .silent_on
            .iter()
            .map(|option| option_id(*option))
            .collect(),
        not_applicable: source
            .not_applicable
            .iter()
            .map(|(option, reason)| Reason {
                option: option_id(*option),
                reason: reason.clone(),
            })
            .collect(),
    }
}
