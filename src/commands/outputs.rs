//! From a project to outputs in memory and on disk: what `build`, `watch` and `serve` share.

use std::path::{Path, PathBuf};

use clap::Args;

use crate::check::Scope;
use crate::diff::Since;
use crate::load::ProjectPaths;
use crate::model::Project;
use crate::output::{self, Artifact, Force, WriteSummary};
use crate::pipeline::{self, Checked};
use crate::render::{CsvProfile, Format, HtmlForm, Texts, Wanted};

use super::Judging;
use super::revision::Side;

/// Which outputs are made, and where they go.
#[derive(Debug, Args)]
pub(super) struct Outputs {
    /// Where the outputs go [default: out/ in the project]
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,

    /// Which formats are written, and removed where stale
    #[arg(long, value_name = "FORMATS", value_delimiter = ',', value_enum, default_values_t = Format::ALL.to_vec())]
    formats: Vec<Format>,

    /// For whom CSV files are written
    #[arg(long, value_name = "PROFILE", default_value = "plain")]
    csv_profile: CsvProfile,

    /// One page that holds everything, or one more for each source
    #[arg(long, value_name = "FORM", default_value = "single")]
    html: HtmlForm,

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

/// A checked project and its outputs, if neither it nor a template has errors.
pub(super) struct Produced {
    pub(super) checked: Checked,
    pub(super) artifacts: Option<Vec<Artifact>>,
    /// Remarks on the outputs, for people.
    pub(super) notes: Vec<String>,
}

impl Outputs {
    /// Checks a project and renders its outputs in memory.
    pub(super) fn produce(&self, judging: &Judging) -> anyhow::Result<Produced> {
        let mut checked = pipeline::check(&judging.project, judging.request(Scope::Usual))?;
        let rendered = match &checked.sound {
            Some(sound) => {
                let since = self.since(judging, &sound.project)?;
                Some(sound.render(&self.wanted(since.as_ref())))
            }
            None => None,
        };
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
