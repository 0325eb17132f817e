//! The pages: the report, the brief, and the texts where they have pages of their own.

use serde::Serialize;

use crate::output::Artifact;
use crate::view::{SourceView, TextView, Views};

use super::assets::Assets;
use super::generated::{column_labels, glyphs, margins};
use super::table::{Sheet, sheet};
use super::templates::{TemplateFault, context};
use super::{HtmlForm, Rendering, Texts};

/// A source with its text, if that may be shown.
#[derive(Debug, Serialize)]
struct Reading<'v> {
    source: &'v SourceView,
    text: &'v TextView,
}

/// Renders `index.html`, `brief.html` and, if wanted, a page for each source.
pub(super) fn render(views: &Views, rendering: &Rendering) -> Result<Vec<Artifact>, TemplateFault> {
    let report = &views.report;
    let templates = rendering.templates;
    let handling = report.handling.as_deref();
    let paper = margins(&report.title, handling);
    let marks = glyphs(&report.legend);
    let assets = Assets::report(
        templates,
        &(paper.clone() + &marks + &column_labels(report)),
    )?;
    let readings: Vec<Reading> = readings(views, rendering);
    let mut page = context(report);
    let sheets: Vec<Sheet> = report.matrices.iter().map(sheet).collect();
    page.insert("sheets", &sheets);
    page.insert("assets", &assets);
    page.insert("home", "");
    page.insert("since", &rendering.wanted.since);
    page.insert("texts_at", texts_at(rendering));
    let inline = rendering.wanted.html == HtmlForm::Single;
    page.insert("readings", if inline { readings.as_slice() } else { &[] });
    let mut artifacts = vec![Artifact::new(
        "index.html",
        templates.html("index.html", &page)?,
    )];
    if !inline {
        for reading in &readings {
            page.insert("reading", reading);
            page.insert("home", "../index.html");
            let path = format!("texts/{}.html", reading.source.id);
            artifacts.push(Artifact::new(path, templates.html("source.html", &page)?));
        }
    }
    let assets = Assets::brief(templates, &(paper + &marks))?;
    page.insert("assets", &assets);
    artifacts.push(Artifact::new(
        "brief.html",
        templates.html("brief.html", &page)?,
    ));
    Ok(artifacts)
}

fn readings<'v>(views: &'v Views, rendering: &Rendering) -> Vec<Reading<'v>> {
    if rendering.wanted.texts == Texts::LeftOut {
        return Vec::new();
    }
    let report = &views.report;
    let reading = |(source, text)| Reading { source, text };
    report
        .sources
        .iter()
        .zip(&report.texts)
        .map(reading)
        .collect()
}

/// Where the passages can be read in their texts: `here`, on `pages`, or `nowhere`.
fn texts_at(rendering: &Rendering) -> &'static str {
    match (rendering.wanted.texts, rendering.wanted.html) {
        (Texts::LeftOut, _) => "nowhere",
        (Texts::Included, HtmlForm::Single) => "here",
        (Texts::Included, HtmlForm::Pages) => "pages",
    }
}
