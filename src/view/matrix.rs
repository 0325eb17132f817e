//! Matrices as readers see them.

use std::collections::HashSet;

use serde::Serialize;

use crate::arrange::{Arranged, Cell, Entity, Index, Speaker};
use crate::model::{
    Axis, Key, MatrixSpec, PartialDate, PolicyOption, Project, Recommendation, UNALIGNED,
};

use super::cell::{CellView, cell};
use super::layout::{ColumnGroup, RowGroup, column_groups, row_groups};
use super::reference::ReferenceView;
use super::words::{count, one_line, push_new};

/// A matrix but for its cells, ready to be set in any format.
#[derive(Debug, Clone, Serialize)]
pub struct MatrixView {
    /// Its id, which is also its file name.
    pub id: String,
    /// Its title.
    pub title: String,
    /// What rows and columns are, the date, the numbers.
    pub summary: String,
    /// What to say below it.
    pub note: Option<String>,
    /// What its rows are: `option`, `author` and so on.
    pub row_axis: &'static str,
    /// What its columns are.
    pub column_axis: &'static str,
    /// The columns.
    pub columns: Vec<HeaderView>,
    /// The heads of the rows; [`super::Views::row`] shows each with its cells.
    pub rows: Vec<HeaderView>,
    /// The families of the rows, in order; each row is in one.
    pub groups: Vec<RowGroup>,
    /// The tables into which it is cut where it is too wide; each column is in one.
    pub tables: Vec<ColumnGroup>,
}

/// The head of a row or a column.
#[derive(Debug, Clone, Default, Serialize)]
pub struct HeaderView {
    /// Its id: of an option, source, camp or criterion, or the author as printed.
    pub id: String,
    /// Its name for readers.
    pub label: String,
    /// What explains it: a description, a camp's basis, an author's camp.
    pub detail: Option<String>,
    /// Why the sources of a camp are in it.
    pub basis: Option<String>,
    /// The id of the option that it is a part of.
    pub part_of: Option<String>,
    /// Whether it has parts in this matrix.
    pub has_parts: bool,
    /// What wide matrices are cut by: the camp of an author, the family of an option.
    pub group: Option<String>,
    /// What a filter of its axis knows it by: the id of an option's family, the number of an
    /// author, the id of a criterion.
    pub key: String,
}

/// A row.
#[derive(Debug, Clone, Serialize)]
pub struct RowView {
    /// Its head.
    #[serde(flatten)]
    pub header: HeaderView,
    /// A cell for every column.
    pub cells: Vec<CellView>,
}

/// A matrix with the way to its rows, which are shown when they are asked for.
#[derive(Debug)]
pub struct Matrix<'a> {
    /// All but its cells.
    pub view: MatrixView,
    /// Its place among the matrices, from 1.
    number: usize,
    arranged: Arranged<'a>,
}

impl<'a> Matrix<'a> {
    /// Shows a matrix of a project.
    pub(super) fn new(index: &Index, number: usize, id: &str, spec: &'a MatrixSpec) -> Self {
        let arranged = Arranged::new(index.project, spec);
        let rows = headers(index, &arranged.rows);
        let columns = headers(index, &arranged.columns);
        let options = &index.project.options;
        let label_of = |id: &str| {
            let option = options.find(id).map(|key| one_line(&options[key].label));
            option.unwrap_or_default()
        };
        let view = MatrixView {
            id: id.to_owned(),
            title: one_line(&spec.title),
            summary: summary(spec, &arranged, index.project.as_of),
            note: spec.note.clone(),
            row_axis: spec.rows.as_str(),
            column_axis: spec.columns.as_str(),
            groups: row_groups(&rows, label_of),
            tables: column_groups(&columns),
            columns,
            rows,
        };
        Self {
            view,
            number,
            arranged,
        }
    }

    /// One cell as it was arranged; row and column count from 0.
    pub(super) fn arranged<'i>(&self, index: &Index<'i>, row: usize, column: usize) -> Cell<'i> {
        self.arranged.cell(index, row, column)
    }

    /// What the row and the column of a cell stand for.
    pub(super) fn sides(&self, row: usize, column: usize) -> (&Entity, &Entity) {
        (&self.arranged.rows[row], &self.arranged.columns[column])
    }

    /// The id in a page of a cell; row and column count from 0.
    pub(super) fn anchor(&self, row: usize, column: usize) -> String {
        format!("c{}-{}-{}", self.number, row + 1, column + 1)
    }

    /// The recommendations that its cells show.
    pub(super) fn shown(&self, index: &Index) -> HashSet<Key<Recommendation>> {
        let columns = 0..self.view.columns.len();
        let cells = (0..self.view.rows.len())
            .flat_map(|row| columns.clone().map(move |column| (row, column)));
        cells
            .flat_map(|(row, column)| self.arranged(index, row, column).shown())
            .collect()
    }

    /// A row with its cells in some columns; both count from 0.
    pub(super) fn row(&self, index: &Index, row: usize, columns: &[usize]) -> RowView {
        let show = |column: &usize| {
            let found = self.arranged(index, row, *column);
            cell(index, &found, self.anchor(row, *column))
        };
        RowView {
            header: self.view.rows[row].clone(),
            cells: columns.iter().map(show).collect(),
        }
    }
}

/// The heads of an axis.
fn headers(index: &Index, entities: &[Entity]) -> Vec<HeaderView> {
    let mut headers: Vec<_> = entities
        .iter()
        .map(|entity| header(index, entity))
        .collect();
    let wholes: HashSet<String> = headers
        .iter()
        .filter_map(|header| header.part_of.clone())
        .collect();
    for header in &mut headers {
        header.has_parts = wholes.contains(&header.id);
    }
    headers
}

fn header(index: &Index, entity: &Entity) -> HeaderView {
    let project = index.project;
    match entity {
        Entity::Option(key) => option_header(project, *key),
        Entity::Author(speaker) => author_header(index, speaker),
        Entity::Source(key) => {
            let source = &project.sources[*key];
            HeaderView {
                group: Some(one_line(camp_label(project, source.camp))),
                key: index.author_number(&source.author).to_string(),
                ..plain_header(
                    project.sources.id(*key),
                    &ReferenceView::without_url(source).to_string(),
                    None,
                )
            }
        }
        Entity::Camp(camp, members) => {
            let id = camp.map_or(UNALIGNED, |camp| project.camps.id(camp));
            let members = count(members.len(), "author", "authors");
            let basis = camp.and_then(|camp| project.camps[camp].basis.as_deref());
            HeaderView {
                basis: basis.map(one_line),
                ..plain_header(id, camp_label(project, *camp), Some(&members))
            }
        }
        Entity::Criterion(key) => {
            let criterion = &project.criteria[*key];
            plain_header(
                project.criteria.id(*key),
                &criterion.label,
                criterion.question.as_deref(),
            )
        }
    }
}

fn plain_header(id: &str, label: &str, detail: Option<&str>) -> HeaderView {
    HeaderView {
        id: id.to_owned(),
        label: one_line(label),
        detail: detail.map(one_line),
        key: id.to_owned(),
        ..HeaderView::default()
    }
}

fn option_header(project: &Project, key: Key<PolicyOption>) -> HeaderView {
    let option = &project.options[key];
    let id = project.options.id(key);
    let family = option.part_of.unwrap_or(key);
    HeaderView {
        part_of: option
            .part_of
            .map(|whole| project.options.id(whole).to_owned()),
        group: Some(one_line(&project.options[family].label)),
        key: project.options.id(family).to_owned(),
        ..plain_header(id, &option.label, option.description.as_deref())
    }
}

/// The head of an author, with the camps of his sources.
fn author_header(index: &Index, speaker: &Speaker) -> HeaderView {
    let project = index.project;
    let mut camps: Vec<&str> = Vec::new();
    for source in &speaker.sources {
        push_new(
            &mut camps,
            camp_label(project, project.sources[*source].camp),
        );
    }
    let camps = (!project.camps.is_empty()).then(|| camps.join(", "));
    HeaderView {
        group: camps.clone(),
        key: index.author_number(&speaker.author).to_string(),
        ..plain_header(&speaker.author, &speaker.author, camps.as_deref())
    }
}

/// The label of a camp, or of the sources without one.
pub(super) fn camp_label(project: &Project, camp: crate::model::CampOrNone) -> &str {
    camp.map_or("Unaligned", |camp| project.camps[camp].label.as_str())
}

/// One sentence that says what the table is.
fn summary(spec: &MatrixSpec, arranged: &Arranged, as_of: Option<PartialDate>) -> String {
    let side = |axis: Axis, entities: &[Entity]| count(entities.len(), axis.as_str(), plural(axis));
    let as_of = as_of
        .map(|date| format!("; as of {}", date.in_words()))
        .unwrap_or_default();
    let rows = side(spec.rows, &arranged.rows);
    let columns = side(spec.columns, &arranged.columns);
    format!("Rows: {rows}. Columns: {columns}{as_of}.")
}

const fn plural(axis: Axis) -> &'static str {
    match axis {
        Axis::Option => "options",
        Axis::Author => "authors",
        Axis::Source => "sources",
        Axis::Camp => "camps",
        Axis::Criterion => "criteria",
    }
}
