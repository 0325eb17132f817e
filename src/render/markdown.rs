//! The report, each matrix and the brief as Markdown for a repository or for Pandoc.

use serde::Serialize;

use crate::output::Artifact;
use crate::view::{MatrixView, RecommendationView, Views};

use super::Rendering;
use super::table::{Table, tables};
use super::templates::{TemplateFault, context};

/// A matrix with the tables into which it is cut.
#[derive(Debug, Serialize)]
struct Matrix<'v> {
    #[serde(flatten)]
    view: &'v MatrixView,
    cut: Vec<Table<'v>>,
}

/// Renders `report.md`, `brief.md` and one file a matrix.
pub(super) fn render(views: &Views, rendering: &Rendering) -> Result<Vec<Artifact>, TemplateFault> {
    let report = &views.report;
    let templates = rendering.templates;
    let all: Vec<Matrix> = report.matrices.iter().map(matrix).collect();
    let mut page = context(report);
    page.insert("matrices", &all);
    page.insert("since", &rendering.wanted.since);
    let mut artifacts = vec![
        Artifact::new("brief.md", templates.markdown("brief.md", &page)?),
        Artifact::new("report.md", templates.markdown("report.md", &page)?),
    ];
    for view in &report.matrices {
        let cited: Vec<&RecommendationView> = report
            .recommendations
            .iter()
            .filter(|recommendation| cites(view, &recommendation.id))
            .collect();
        page.insert("matrices", &[matrix(view)]);
        page.insert("recommendations", &cited);
        let text = templates.markdown("matrix.md", &page)?;
        artifacts.push(Artifact::new(format!("matrices/{}.md", view.id), text));
    }
    Ok(artifacts)
}

fn matrix(view: &MatrixView) -> Matrix<'_> {
    Matrix {
        view,
        cut: tables(view),
    }
}

fn cites(matrix: &MatrixView, recommendation: &str) -> bool {
    let mut cells = matrix.rows.iter().flat_map(|row| &row.cells);
    cells.any(|cell| cell.recommendations.iter().any(|id| id == recommendation))
}
