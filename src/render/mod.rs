//! From views to bytes: one file a format, all of one signature.

mod assets;
mod changes;
mod csv;
#[cfg(feature = "docx")]
mod docx;
mod escape;
mod generated;
mod html;
mod in_order;
mod json;
mod markdown;
#[cfg(feature = "parquet")]
mod parquet;
mod register;
mod slots;
mod strip;
mod table;
mod templates;
mod texts;
#[cfg(feature = "xlsx")]
mod tidy;
#[cfg(feature = "xlsx")]
mod xlsx;

use crate::diff::Since;
use crate::output::Artifact;
use crate::view::Views;

pub use assets::policy_hash;
pub use changes::{ChangesFormat, render_changes};
pub use csv::CsvProfile;
#[cfg(feature = "import")]
pub(crate) use csv::unguarded;
#[cfg(feature = "docx")]
pub use docx::{Docx, DocxForm};
pub use slots::Fault;
pub use templates::{TemplateFault, Templates};

/// An output format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, clap::ValueEnum)]
pub enum Format {
    /// One self-contained page.
    Html,
    /// The matrices and their register, for a repository.
    Markdown,
    /// Wide matrices and tidy tables.
    Csv,
    /// The checked whole, for machines.
    Json,
    /// Word documents.
    #[cfg(feature = "docx")]
    Docx,
    /// A workbook: a sheet a matrix, the tidy tables, the key.
    #[cfg(feature = "xlsx")]
    Xlsx,
    /// The tidy tables for DuckDB, Polars and Spark; made only where it is named.
    #[cfg(feature = "parquet")]
    Parquet,
}

impl Format {
    /// The formats that are made where none is named: all that people open.
    pub const USUAL: &[Self] = &[
        Self::Html,
        Self::Markdown,
        Self::Csv,
        Self::Json,
        #[cfg(feature = "docx")]
        Self::Docx,
        #[cfg(feature = "xlsx")]
        Self::Xlsx,
    ];

    /// The formats that are text, which are quickly made.
    pub const TEXT: &[Self] = &[Self::Html, Self::Markdown, Self::Csv, Self::Json];

    /// Whether an output at this path is of this format.
    #[must_use]
    pub fn owns(self, path: &str) -> bool {
        let ending = match self {
            Self::Html => ".html",
            Self::Markdown => ".md",
            Self::Csv => ".csv",
            Self::Json => ".json",
            #[cfg(feature = "docx")]
            Self::Docx => ".docx",
            #[cfg(feature = "xlsx")]
            Self::Xlsx => ".xlsx",
            #[cfg(feature = "parquet")]
            Self::Parquet => ".parquet",
        };
        path.ends_with(ending)
    }
}

/// Whether the report is one page, or has another for each source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
pub enum HtmlForm {
    /// One page that holds everything.
    #[default]
    Single,
    /// The texts of the sources stand on pages of their own.
    Pages,
}

/// Whether pages hold the texts of the sources.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Texts {
    /// The whole texts can be read.
    #[default]
    Included,
    /// Only the passages quoted, with what stands around them.
    LeftOut,
}

/// Which outputs are wanted, and in what form.
#[derive(Debug, Clone, Copy)]
pub struct Wanted<'a> {
    /// The formats.
    pub formats: &'a [Format],
    /// How CSV files are written.
    pub csv_profile: CsvProfile,
    /// One page or several.
    pub html: HtmlForm,
    /// Whether pages hold the texts of the sources.
    pub texts: Texts,
    /// Which Word documents, and in what styles.
    #[cfg(feature = "docx")]
    pub docx: Docx<'a>,
    /// What has changed since an earlier state, if the report is to say so.
    pub since: Option<&'a Since>,
}

/// What a format is given besides the views.
#[derive(Debug)]
pub struct Rendering<'a> {
    /// What is wanted.
    pub wanted: &'a Wanted<'a>,
    /// The templates.
    pub templates: &'a Templates,
}

/// The outputs, with what whoever builds them should know.
#[derive(Debug)]
pub struct Rendered {
    /// The outputs, in the order of their names.
    pub artifacts: Vec<Artifact>,
    /// Remarks: what does not fit its page, what is too large to be handed about.
    pub notes: Vec<String>,
}

impl From<Vec<Artifact>> for Rendered {
    /// Outputs on which there is nothing to remark.
    fn from(artifacts: Vec<Artifact>) -> Self {
        Self {
            artifacts,
            notes: Vec::new(),
        }
    }
}

/// From how many recommendations on formats are rendered one after the other: each then keeps the cores busy by
/// itself, and what each holds in memory counts.
const MANY: usize = 5_000;

/// Renders every output of the formats wanted. The formats know nothing of each other, so each has a
/// thread of its own, unless the project is large.
///
/// # Errors
/// Fails with the fault of the first template that cannot be rendered, or where what is rendered
/// cannot be kept until it is written.
pub fn render(views: &Views, rendering: &Rendering) -> Result<Rendered, Fault> {
    let formats = rendering.wanted.formats;
    let at_once = if views.has_more_than(MANY) {
        1
    } else {
        formats.len().max(1)
    };
    let rendered = formats
        .chunks(at_once)
        .flat_map(|some| render_at_once(views, rendering, some));
    let (mut artifacts, mut remarks) = (Vec::new(), Vec::new());
    for found in rendered {
        let found = found?;
        artifacts.extend(found.artifacts);
        remarks.extend(found.notes);
    }
    artifacts.sort_by(|a, b| a.path.cmp(&b.path));
    let mut notes = notes(views, rendering, &artifacts);
    notes.extend(remarks);
    Ok(Rendered { artifacts, notes })
}

fn render_at_once(
    views: &Views,
    rendering: &Rendering,
    formats: &[Format],
) -> Vec<Result<Rendered, Fault>> {
    std::thread::scope(|scope| {
        let one = |format: &Format| match format {
            Format::Html => html::render(views, rendering).map(Rendered::from),
            Format::Markdown => markdown::render(views, rendering).map(Rendered::from),
            Format::Csv => csv::render(views, rendering).map(Rendered::from),
            Format::Json => json::render(views, rendering).map(Rendered::from),
            #[cfg(feature = "docx")]
            Format::Docx => docx::render(views, rendering).map(Rendered::from),
            #[cfg(feature = "xlsx")]
            Format::Xlsx => xlsx::render(views, rendering),
            #[cfg(feature = "parquet")]
            Format::Parquet => parquet::render(views, rendering).map(Rendered::from),
        };
        let threads: Vec<_> = formats
            .iter()
            .map(|format| scope.spawn(move || one(format)))
            .collect();
        let joined = threads.into_iter().map(|thread| thread.join());
        joined
            .map(|result| result.unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
            .collect()
    })
}

/// The size, in bytes, from which a page is no longer handed about as one file.
pub const LARGE_PAGE: u64 = 20_000_000;

fn notes(views: &Views, rendering: &Rendering, artifacts: &[Artifact]) -> Vec<String> {
    let mut notes = Vec::new();
    let made = |path: &str| artifacts.iter().find(|artifact| artifact.path == path);
    if rendering.wanted.formats.contains(&Format::Html) {
        let too_many = &views.report().brief.too_many;
        if let [row] = too_many.as_slice() {
            notes.push(format!(
                "the brief is longer than a page: drop the row `{row}`"
            ));
        } else if !too_many.is_empty() {
            let rows = too_many.join("`, `");
            notes.push(format!(
                "the brief is longer than a page: drop the rows `{rows}`"
            ));
        }
    }
    #[cfg(feature = "docx")]
    notes.extend(docx::notes(rendering));
    if let Some(page) = made("index.html").filter(|page| page.body.len() > LARGE_PAGE) {
        let size = page.body.len() / 1_000_000;
        notes.push(format!(
            "index.html has {size} MB: `--html pages` writes a page for each source"
        ));
    }
    notes
}
