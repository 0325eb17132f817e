//! From a project to outputs in memory and on disk: what `build`, `watch` and `serve` share.

use std::path::{Path, PathBuf};

use clap::Args;

use crate::check::Scope;
use crate::diff::Since;
#[cfg(feature = "docx")]
use crate::load::{HouseStyles, house_styles};
use crate::load::{Kept, ProjectPaths};
use crate::model::Project;
use crate::output::{self, Artifact, Force, WriteSummary};
use crate::pipeline::{self, Checked, Sound};
use crate::render::{CsvProfile, Format, HtmlForm, Texts, Wanted};
#[cfg(feature = "docx")]
use crate::render::{Docx, DocxForm};

use super::Judging;
use super::revision::Side;

/// Which outputs are made, and where they go.
#[derive(Debug, Clone, Args)]
pub(super) struct Outputs {
    /// Where the outputs go [default: out/ in the project]
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,

    /// Which formats are written, and removed where stale
    #[cfg_attr(
        not(feature = "parquet"),
        doc = "[default: all; while editing, those that are text]"
    )]
    #[cfg_attr(
        feature = "parquet",
        doc = "[default: all but parquet; while editing, those that are text]"
    )]
    #[arg(long, value_name = "FORMATS", value_delimiter = ',', value_enum)]
    formats: Vec<Format>,

    /// For whom CSV files are written
    #[arg(long, value_name = "PROFILE", default_value = "plain")]
    csv_profile: CsvProfile,

    /// One page that holds everything, or one more for each source
    #[arg(long, value_name = "FORM", default_value = "single")]
    html: HtmlForm,

    #[cfg(feature = "docx")]
    #[command(flatten)]
    word: Word,

    /// Leave the full texts out of the pages, where they may not be passed on
    #[arg(long)]
    no_sources: bool,

    /// Say in the report and the brief what has changed since a git revision or another project
    #[arg(long, value_name = "REVISION")]
    since: Option<String>,

    /// Overwrite files in the place of outputs that no build wrote
    #[arg(long)]
    force: bool,
}

/// Which Word documents are made, and how they look.
#[cfg(feature = "docx")]
#[derive(Debug, Clone, Args)]
struct Word {
    /// The brief as a Word document, or the report as well
    #[arg(long, value_name = "FORM", default_value = "brief")]
    docx: DocxForm,

    /// Take the styles and the theme of the Word documents from this one
    #[arg(long, value_name = "FILE")]
    docx_styles: Option<PathBuf>,
}

/// A checked project and its outputs, if neither it nor a template has errors.
pub(super) struct Produced {
    pub(super) checked: Checked,
    pub(super) artifacts: Option<Vec<Artifact>>,
    /// Remarks on the outputs, for people.
    pub(super) notes: Vec<String>,
    /// Whether a template of the project loops on, which only the end of the program ends.
    pub(super) loops_on: bool,
}

#[cfg(feature = "docx")]
impl Word {
    /// The styles of the document that was named.
    fn house(&self) -> anyhow::Result<Option<HouseStyles>> {
        self.docx_styles.as_deref().map(house_styles).transpose()
    }

    fn wanted<'a>(&self, house: Option<&'a HouseStyles>) -> Docx<'a> {
        Docx {
            form: self.docx,
            house,
        }
    }
}

impl Outputs {
    /// The same with the usual formats of a command, where none are named.
    pub(super) fn or(&self, usual: &[Format]) -> Self {
        let mut outputs = self.clone();
        if outputs.formats.is_empty() {
            outputs.formats = usual.to_vec();
        }
        outputs
    }

    /// Checks a project, with what an earlier run on it has kept, and renders its outputs in memory.
    pub(super) fn produce(&self, judging: &Judging, kept: Kept) -> anyhow::Result<Produced> {
        #[cfg(feature = "docx")]
        let house = self.word.house()?;
        let request = judging.request(Scope::Usual);
        let mut checked = pipeline::check_again(&judging.project, request, kept)?;
        let rendered = match &checked.sound {
            Some(sound) => {
                let since = self.since(judging, &sound.project)?;
                let wanted = Wanted {
                    #[cfg(feature = "docx")]
                    docx: self.word.wanted(house.as_ref()),
                    ..self.wanted(since.as_ref())
                };
                Some(sound.render(&wanted)?)
            }
            None => None,
        };
        let loops_on = checked.sound.as_ref().is_some_and(Sound::templates_loop_on);
        let rendered = match rendered {
            None => None,
            Some(Ok(rendered)) => Some(rendered),
            Some(Err(fault)) => {
                checked.diagnostics.push(*fault);
                checked.sound = None;
                None
            }
        };
        let (artifacts, notes) = match rendered {
            Some(rendered) => (Some(rendered.artifacts), rendered.notes),
            None => (None, Vec::new()),
        };
        Ok(Produced {
            checked,
            artifacts,
            notes,
            loops_on,
        })
    }

    /// What has changed since the state that was asked for.
    fn since(&self, judging: &Judging, now: &Project) -> anyhow::Result<Option<Since>> {
        let Some(name) = &self.since else {
            return Ok(None);
        };
        let earlier = Side::find(name, &judging.project)?;
        let before = pipeline::read(&earlier.project, judging.request(Scope::Usual))?;
        Ok(Some(Since::new(name, &before, now)))
    }

    fn wanted<'a>(&'a self, since: Option<&'a Since>) -> Wanted<'a> {
        Wanted {
            since,
            formats: &self.formats,
            csv_profile: self.csv_profile,
            html: self.html,
            texts: if self.no_sources {
                Texts::LeftOut
            } else {
                Texts::Included
            },
            #[cfg(feature = "docx")]
            docx: Docx::default(),
        }
    }

    /// The folder of the outputs.
    pub(super) fn folder(&self, project: &Path) -> anyhow::Result<PathBuf> {
        match &self.out {
            Some(out) => Ok(out.clone()),
            None => Ok(ProjectPaths::find(project)?.folder.join("out")),
        }
    }

    /// Whether the formats wanted cover an output.
    pub(super) fn covers(&self, path: &str) -> bool {
        self.formats.iter().any(|format| format.owns(path))
    }

    /// Writes outputs to their folder.
    pub(super) fn write(
        &self,
        project: &Path,
        artifacts: &[Artifact],
    ) -> anyhow::Result<WriteSummary> {
        let force = if self.force {
            Force::Overwrite
        } else {
            Force::Refuse
        };
        output::write(
            &self.folder(project)?,
            artifacts,
            &|path| self.covers(path),
            force,
        )
    }
}
