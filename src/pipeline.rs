//! The floors joined: a project in, diagnostics and outputs as values out. Prints and writes nothing.

use std::path::Path;
use std::time::Duration;

use anyhow::Context;

use crate::check::{self, Scope};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::diff::Changes;
use crate::files::{FileId, Files, Span};
use crate::load::{self, Kept, Limits, Loaded, ProjectPaths, Replaced, YamlFile};
use crate::model::Project;
use crate::render::{
    self, ChangesFormat, Fault, Rendered, Rendering, TemplateFault, Templates, Wanted,
};
use crate::view::{self, Views};

/// How strictly a project is judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Strictness {
    /// Warnings are warnings.
    #[default]
    Usual,
    /// Warnings are errors.
    Strict,
}

/// What a run asks of a check.
#[derive(Debug, Clone, Copy, Default)]
pub struct Request {
    /// Which diagnostics are wanted.
    pub scope: Scope,
    /// How strictly the project is judged.
    pub strictness: Strictness,
    /// How large its files may be.
    pub limits: Limits,
}

/// A project after its check.
#[derive(Debug)]
pub struct Checked {
    /// Every text read, for the report.
    pub files: Files,
    /// Everything found, in the order of reading.
    pub diagnostics: Diagnostics,
    /// The project and its templates, if no error was found.
    pub sound: Option<Sound>,
    /// What a run after an edit can use.
    pub kept: Kept,
}

/// A project without errors.
#[derive(Debug)]
pub struct Sound {
    /// The checked values.
    pub project: Project,
    templates: Templates,
    own_templates: Vec<(String, FileId)>,
    file: FileId,
}

/// Reads and checks a project.
///
/// # Errors
/// Fails where the project cannot be read at all.
pub fn check(project: &Path, request: Request) -> anyhow::Result<Checked> {
    check_again(project, request, Kept::default())
}

/// The same with what an earlier run on the project has kept.
///
/// # Errors
/// Fails where the project cannot be read at all.
pub fn check_again(project: &Path, request: Request, kept: Kept) -> anyhow::Result<Checked> {
    let paths = ProjectPaths::find(project)?;
    let loaded = load::load_as(&paths, request.limits, &Replaced::new(), kept)?;
    Ok(check_loaded(loaded, request))
}

/// Checks a project as it would be with some texts as those of its YAML files.
///
/// # Errors
/// Fails where the project cannot be read at all.
pub fn check_as(
    paths: &ProjectPaths,
    request: Request,
    texts: &Replaced,
) -> anyhow::Result<Checked> {
    let loaded = load::load_as(paths, request.limits, texts, Kept::default())?;
    Ok(check_loaded(loaded, request))
}

fn check_loaded(mut loaded: Loaded, request: Request) -> Checked {
    let mut diagnostics = std::mem::take(&mut loaded.diagnostics);
    let checked = check::check(&mut loaded, request.scope);
    diagnostics.extend(checked.diagnostics);
    let time = request.limits.templates;
    let templates = compile(&loaded, time, &mut diagnostics);
    if request.strictness == Strictness::Strict {
        diagnostics.promote_warnings();
    }
    diagnostics.sort();
    let Loaded {
        files,
        file,
        templates: own_templates,
        kept,
        ..
    } = loaded;
    let sound = templates
        .filter(|_| !diagnostics.has_errors())
        .map(|templates| Sound {
            project: checked.project,
            templates,
            own_templates,
            file,
        });
    Checked {
        files,
        diagnostics,
        sound,
        kept,
    }
}

/// The YAML files of a project, or what keeps one from being YAML; nothing else is checked.
///
/// # Errors
/// Fails where the project file cannot be read.
pub fn yaml_texts(
    paths: &ProjectPaths,
    limits: Limits,
) -> anyhow::Result<Result<Vec<YamlFile>, Box<Checked>>> {
    let read = load::yaml_texts(paths, limits)?;
    Ok(read.map_err(|(files, diagnostics)| {
        Box::new(Checked {
            files,
            diagnostics,
            sound: None,
            kept: Kept::default(),
        })
    }))
}

/// The values of a project, whatever its faults: what is at fault is left out.
///
/// # Errors
/// Fails where the project cannot be read at all.
pub fn read(project: &Path, request: Request) -> anyhow::Result<Project> {
    let mut loaded = load::load(&ProjectPaths::find(project)?, request.limits)?;
    Ok(check::check(&mut loaded, request.scope).project)
}

/// The project as it would be without the source, recommendation or quote of an id; `None` if
/// nothing has that id.
///
/// # Errors
/// Fails where the project cannot be read at all.
pub fn check_without(
    project: &Path,
    request: Request,
    id: &str,
) -> anyhow::Result<Option<Project>> {
    let paths = ProjectPaths::find(project)?;
    let mut loaded = load::load(&paths, request.limits)?;
    if !loaded.withdraw(id) {
        return Ok(None);
    }
    Ok(Some(check::check(&mut loaded, request.scope).project))
}

fn compile(loaded: &Loaded, time: Duration, diagnostics: &mut Diagnostics) -> Option<Templates> {
    let own = loaded.templates.iter();
    let own = own.map(|(name, file)| (name.as_str(), loaded.files.text(*file)));
    match Templates::compile(own, time) {
        Ok(templates) => Some(templates),
        Err(fault) => {
            diagnostics.push(template_fault(&fault, &loaded.templates, loaded.file));
            None
        }
    }
}

impl Sound {
    /// Renders the outputs.
    ///
    /// The inner error is the diagnostic of a template that cannot be rendered.
    ///
    /// # Errors
    /// Fails where what is rendered cannot be kept until it is written.
    pub fn render(&self, wanted: &Wanted) -> anyhow::Result<Result<Rendered, Box<Diagnostic>>> {
        let views = Views::new(&self.project);
        let rendering = Rendering {
            wanted,
            templates: &self.templates,
        };
        match render::render(&views, &rendering) {
            Ok(rendered) => Ok(Ok(rendered)),
            Err(Fault::Template(fault)) => Ok(Err(Box::new(template_fault(
                &fault,
                &self.own_templates,
                self.file,
            )))),
            Err(Fault::Disk(error)) => {
                Err(error).context("cannot keep an output in a temporary file")
            }
        }
    }

    /// Whether a template of the project loops on although its time is up: only the end of the program ends it.
    #[must_use]
    pub fn templates_loop_on(&self) -> bool {
        self.templates.loop_on()
    }

    /// Writes what changed since an earlier project, with this one's templates.
    ///
    /// # Errors
    /// Fails with what is wrong with a template of this project.
    pub fn render_changes(
        &self,
        changes: &Changes,
        format: ChangesFormat,
    ) -> anyhow::Result<String> {
        render::render_changes(changes, format, &self.templates).map_err(|fault| {
            let template = fault.template.unwrap_or_default();
            anyhow::anyhow!("template {template}: {}", fault.message)
        })
    }

    /// The size of the project in words.
    #[must_use]
    pub fn figures(&self) -> String {
        view::figures(&self.project)
    }
}

/// The diagnostic of a template's fault; one in a built-in template, which only an override of
/// another can cause, points at the override, or at the project file.
fn template_fault(fault: &TemplateFault, own: &[(String, FileId)], project: FileId) -> Diagnostic {
    let named = fault.template.as_ref();
    let at_fault = own.iter().find(|(name, _)| Some(name) == named);
    if let Some((_, file)) = at_fault {
        let span = Span::new(*file, fault.bytes.clone());
        return Diagnostic::new(Code::Template, fault.message.clone(), span);
    }
    let file = own.first().map_or(project, |(_, file)| *file);
    let message = match named {
        Some(name) => format!("in the built-in template `{name}`: {}", fault.message),
        None => fault.message.clone(),
    };
    Diagnostic::new(Code::Template, message, Span::new(file, 0..0))
        .help("a template of the project does not fit the built-in ones")
}
