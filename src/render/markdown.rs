//! The report, each matrix and the brief as Markdown for a repository or for Pandoc.

use std::io::Write;

use serde::Serialize;

use crate::output::{Artifact, Body};
use crate::view::{MatrixView, Views};

use super::Rendering;
use super::register::write_register;
use super::slots::{Fault, Piece, Slots};
use super::table::{Rows, Table, tables, write_rows};
use super::templates::{Context, context};

/// A matrix with the tables into which it is cut.
#[derive(Debug, Serialize)]
struct Sheet<'v> {
    id: &'v str,
    title: &'v str,
    summary: &'v str,
    note: Option<&'v String>,
    row_axis: &'static str,
    columns: &'v [crate::view::HeaderView],
    tables: Vec<Table<'v>>,
}

/// The parts of a file that are written piece by piece.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Rows(Rows),
    Evidence,
}

impl From<Rows> for Part {
    fn from(rows: Rows) -> Self {
        Self::Rows(rows)
    }
}

/// A file with a register in it; what comes after the register waits.
struct Open {
    path: String,
    body: Body,
    /// What follows the register.
    rest: String,
    slots: Slots<Part>,
    /// The places in the register of what it cites; `None` for all, none where it has no register.
    cited: Option<Vec<usize>>,
}

/// Renders `report.md`, `brief.md` and one file a matrix.
pub(super) fn render(views: &Views, rendering: &Rendering) -> Result<Vec<Artifact>, Fault> {
    let report = views.report();
    let templates = rendering.templates;
    let mut page = context(report);
    page.insert("since", &rendering.wanted.since);
    let brief = templates.markdown("brief.md", &page)?;
    let every: Vec<usize> = (0..report.matrices.len()).collect();
    let mut files = vec![open(views, rendering, &mut page, ("report.md", &every))?];
    for number in &every {
        let one = std::slice::from_ref(number);
        let mut file = open(views, rendering, &mut page, ("matrix.md", one))?;
        file.path = format!("matrices/{}.md", report.matrices[*number].id);
        let cited = || views.cited(&views.matrices()[*number]);
        file.cited = Some(file.cited.unwrap_or_else(cited));
        files.push(file);
    }
    let entry = |entry: &mut Context| templates.markdown("entry.md", entry);
    write_register(views, 0..views.recommendations(), entry, |place, words| {
        for file in &mut files {
            let cited = file.cited.as_ref();
            if cited.is_none_or(|places| places.binary_search(&place).is_ok()) {
                file.body.write_all(words)?;
            }
        }
        Ok(())
    })?;
    let mut artifacts = vec![Artifact::new("brief.md", brief)];
    for mut file in files {
        let rest = std::mem::take(&mut file.rest);
        file.slots.fill(&rest, &mut file.body, |part, body| {
            part_of_table(views, rendering, part, body)
        })?;
        artifacts.push(Artifact::new(file.path, file.body));
    }
    Ok(artifacts)
}

/// Writes a file as far as its register.
fn open(
    views: &Views,
    rendering: &Rendering,
    page: &mut Context,
    (template, matrices): (&str, &[usize]),
) -> Result<Open, Fault> {
    let mut slots = Slots::new();
    let shown = &views.report().matrices;
    let sheets: Vec<Sheet> = matrices
        .iter()
        .map(|number| sheet(*number, &shown[*number], &mut slots))
        .collect();
    page.insert("matrices", &sheets);
    let evidence = slots.mark(Part::Evidence);
    page.insert("evidence", &evidence);
    let frame = rendering.templates.markdown(template, page)?;
    let split = frame.split_once(&evidence);
    let (head, rest) = split.unwrap_or((&frame, ""));
    let mut body = Body::new();
    for piece in slots.pieces(head) {
        match piece {
            Piece::Text(text) => body.write_all(text.as_bytes())?,
            Piece::Slot(part) => part_of_table(views, rendering, part, &mut body)?,
        }
    }
    Ok(Open {
        path: template.to_owned(),
        rest: rest.to_owned(),
        body,
        slots,
        cited: split.is_none().then(Vec::new),
    })
}

fn part_of_table(
    views: &Views,
    rendering: &Rendering,
    part: Part,
    body: &mut Body,
) -> Result<(), Fault> {
    match part {
        Part::Rows(rows) => write_rows(views, rows, body, |family| {
            rendering.templates.markdown("rows.md", family)
        }),
        Part::Evidence => Ok(()),
    }
}

fn sheet<'v>(number: usize, matrix: &'v MatrixView, slots: &mut Slots<Part>) -> Sheet<'v> {
    Sheet {
        id: &matrix.id,
        title: &matrix.title,
        summary: &matrix.summary,
        note: matrix.note.as_ref(),
        row_axis: matrix.row_axis,
        columns: &matrix.columns,
        tables: tables(number, matrix, slots),
    }
}
