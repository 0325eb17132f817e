//! The pages: the report, the brief, and the texts where they have pages of their own.

use std::io::Write;

use crate::output::{Artifact, Body};
use crate::view::Views;

use super::assets::Assets;
use super::generated::{camp_labels, column_labels, glyphs, margins};
use super::register::write_register;
use super::slots::{Fault, Slots};
use super::strip::write_strip;
use super::table::{Rows, Sheet, sheet, write_rows};
use super::templates::{Context, TemplateFault, context};
use super::texts::{text, write_texts};
use super::{HtmlForm, Rendering, Texts};

/// The parts of the report's page that are written piece by piece.
#[derive(Debug, Clone, Copy)]
enum Part {
    Rows(Rows),
    Strip,
    Evidence,
    Texts,
}

impl From<Rows> for Part {
    fn from(rows: Rows) -> Self {
        Self::Rows(rows)
    }
}

/// Renders `index.html`, `brief.html` and, if wanted, a page for each source.
pub(super) fn render(views: &Views, rendering: &Rendering) -> Result<Vec<Artifact>, Fault> {
    let report = views.report();
    let templates = rendering.templates;
    let paper = margins(&report.title, report.handling.as_deref());
    let marks = glyphs(&report.legend);
    let labels = column_labels(report);
    let assets = Assets::report(templates, &format!("{paper}{marks}{labels}"))?;
    let mut page = context(report);
    page.insert("assets", &assets);
    page.insert("since", &rendering.wanted.since);
    page.insert("texts_at", texts_at(rendering));
    let mut artifacts = vec![Artifact::new(
        "index.html",
        index(views, rendering, &mut page)?,
    )];
    if rendering.wanted.html == HtmlForm::Pages {
        artifacts.extend(texts(views, rendering, &mut page)?);
    }
    let labels = camp_labels(report);
    page.insert("assets", &Assets::brief(templates, &(paper + &labels))?);
    let brief = templates.html("brief.html", &page)?;
    artifacts.push(Artifact::new("brief.html", brief));
    Ok(artifacts)
}

/// The page of the report.
fn index(views: &Views, rendering: &Rendering, page: &mut Context) -> Result<Body, Fault> {
    let templates = rendering.templates;
    let mut slots = Slots::new();
    let matrices = views.report().matrices.iter().enumerate();
    let sheets: Vec<Sheet> = matrices
        .map(|(number, matrix)| sheet(number, matrix, &mut slots))
        .collect();
    page.insert("sheets", &sheets);
    page.insert("home", "");
    page.insert("strip_rows", &slots.mark(Part::Strip));
    page.insert("evidence", &slots.mark(Part::Evidence));
    let here = texts_at(rendering) == "here";
    page.insert("texts", &here.then(|| slots.mark(Part::Texts)));
    let frame = templates.html("index.html", page)?;
    let mut body = Body::new();
    slots.fill(&frame, &mut body, |part, body| match part {
        Part::Rows(rows) => write_rows(views, rows, body, |family| {
            on_its_line(templates.html("rows.html", family))
        }),
        Part::Strip => write_strip(views, body, |row| {
            on_its_line(templates.html("strip.html", row))
        }),
        Part::Evidence => {
            let every = 0..views.recommendations();
            let entry = |entry: &mut Context| {
                entry.insert("texts_at", texts_at(rendering));
                on_its_line(templates.html("entry.html", entry))
            };
            write_register(views, every, entry, |_, words| Ok(body.write_all(words)?))
        }
        Part::Texts => write_texts(views, templates, body),
    })?;
    Ok(body)
}

/// A page for each source.
fn texts(views: &Views, rendering: &Rendering, page: &mut Context) -> Result<Vec<Artifact>, Fault> {
    if rendering.wanted.texts == Texts::LeftOut {
        return Ok(Vec::new());
    }
    let sources = views.report().sources.iter().enumerate();
    sources
        .map(|(place, source)| {
            let frame = ("source.html", &mut *page, "../index.html");
            let text = text(views, rendering.templates, place, frame)?;
            Ok(Artifact::new(format!("texts/{}.html", source.id), text))
        })
        .collect()
}

/// A piece of a page begins on a line of its own.
fn on_its_line(piece: Result<String, TemplateFault>) -> Result<String, TemplateFault> {
    piece.map(|piece| format!("\n{piece}"))
}

/// Where the passages can be read in their texts: `here`, on `pages`, or `nowhere`.
fn texts_at(rendering: &Rendering) -> &'static str {
    match (rendering.wanted.texts, rendering.wanted.html) {
        (Texts::LeftOut, _) => "nowhere",
        (Texts::Included, HtmlForm::Single) => "here",
        (Texts::Included, HtmlForm::Pages) => "pages",
    }
}
