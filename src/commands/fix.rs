//! `fix`: what `check` suggests, done to the project file, one confirmed change at a time.

use std::path::PathBuf;

use clap::Args as ClapArgs;
use similar::{ChangeTag, TextDiff};

use crate::check::Scope;
use crate::diagnostic::{Code, Diagnostic, Fix, Severity};
use crate::edit;
use crate::files::FileId;
use crate::load::{Limits, ProjectPaths, Replaced};
use crate::output;
use crate::pipeline::{self, Checked, Request};
use crate::report;

use super::{Console, ExitStatus, MessageFormat};

/// Do what `check --audit` suggests for quotes, after asking
///
/// A quote that differs from its source in folded characters gets the source's own words; a quote
/// that stands in its source more than once gets the shortest prefix or suffix for the place that
/// you choose. Each change is checked first: it is made only if it removes the fault, adds none and
/// changes nothing else.
#[derive(Debug, ClapArgs)]
#[command(after_help = "Examples:\n  policy-matrix fix\n  policy-matrix fix --all --dry-run")]
pub struct Args {
    /// A folder with an options.yaml, or a YAML file
    #[arg(default_value = ".")]
    project: PathBuf,

    /// Ask nothing and make every change that leaves nothing to choose
    #[arg(long)]
    all: bool,

    /// Write nothing; show what would be changed
    #[arg(long)]
    dry_run: bool,
}

/// Runs the command.
///
/// # Errors
/// Fails where the project cannot be read or the project file not be written.
pub fn run(args: &Args, console: &mut Console) -> anyhow::Result<ExitStatus> {
    let paths = ProjectPaths::find(&args.project)?;
    if let Err(checked) = pipeline::yaml_texts(&paths, Limits::default())? {
        console.diagnostics(&checked, MessageFormat::Human)?;
        return Ok(ExitStatus::Faults);
    }
    let texts = Replaced::new();
    let checked = check(&paths, &texts)?;
    let mut fixing = Fixing {
        args,
        paths,
        texts,
        checked,
        made: 0,
        left: 0,
    };
    let mut done = None;
    while let Some(diagnostic) = fixing.next(done) {
        done = Some((diagnostic.span.file, diagnostic.span.start, diagnostic.code));
        if !fixing.treat(&diagnostic, console)? {
            break;
        }
    }
    fixing.close(console)
}

fn check(paths: &ProjectPaths, texts: &Replaced) -> anyhow::Result<Checked> {
    let request = Request {
        scope: Scope::Audit,
        ..Request::default()
    };
    pipeline::check_as(paths, request, texts)
}

/// The project as changed so far.
struct Fixing<'a> {
    args: &'a Args,
    paths: ProjectPaths,
    /// The texts of the files changed so far.
    texts: Replaced,
    checked: Checked,
    made: usize,
    left: usize,
}

/// What the user wants done.
enum Answer {
    Make(usize),
    Leave,
    Quit,
}

impl Fixing<'_> {
    /// The next diagnostic that something can be done about. A change moves only what stands behind
    /// it, so that the place reached stays valid.
    fn next(&self, done: Option<(FileId, usize, Code)>) -> Option<Diagnostic> {
        let fixable = self.checked.diagnostics.iter();
        fixable
            .filter(|diagnostic| !diagnostic.fixes.is_empty())
            .find(|diagnostic| {
                let span = diagnostic.span;
                Some((span.file, span.start, diagnostic.code)) > done
            })
            .cloned()
    }

    /// Shows what can be done about a diagnostic and does what is wanted; `false` to go no further.
    fn treat(&mut self, diagnostic: &Diagnostic, console: &mut Console) -> anyhow::Result<bool> {
        let span = diagnostic.span;
        let at = self.checked.files.position(span.file, span.start);
        let path = self.checked.files.path(span.file);
        let message = &diagnostic.message;
        let message = report::visible(message);
        console.line(&format!("{path}:{}:{}: {message}", at.line, at.column))?;
        let mut sound = Vec::new();
        for fix in &diagnostic.fixes {
            if let Some(after) = self.proven(diagnostic, fix)? {
                sound.push((fix, after));
            }
        }
        if sound.is_empty() {
            console.line("left: this cannot be changed without changing something else")?;
            self.left += 1;
            return Ok(true);
        }
        for (number, (fix, (after, _))) in sound.iter().enumerate() {
            if let Fix::Context { place, .. } = fix {
                console.line(&format!("{}: {place}", number + 1))?;
            }
            let before = self.checked.files.text(span.file);
            for line in changed_lines(before, after) {
                console.line(&line)?;
            }
        }
        // Even where one place alone can be singled out, the words stand in others too.
        let is_choice = matches!(diagnostic.fixes[..], [Fix::Context { .. }, ..]);
        match self.answer(sound.len(), is_choice, console)? {
            Answer::Make(index) => {
                let (_, (after, checked)) = sound.swap_remove(index);
                self.make(span.file, after, checked)?;
            }
            Answer::Leave => self.left += 1,
            Answer::Quit => return Ok(false),
        }
        Ok(true)
    }

    /// The text after a change, and its check; `None` if the change does not remove the fault, adds
    /// an error or changes anything else.
    fn proven(
        &self,
        diagnostic: &Diagnostic,
        fix: &Fix,
    ) -> anyhow::Result<Option<(String, Checked)>> {
        let file = diagnostic.span.file;
        let before = self.checked.files.text(file);
        let Some(after) = edit::apply(before, diagnostic.span.start, fix) else {
            return Ok(None);
        };
        let mut texts = self.texts.clone();
        texts.insert(self.checked.files.path(file).to_owned(), after.clone());
        let checked = check(&self.paths, &texts)?;
        let number = |checked: &Checked, code| {
            let all = checked.diagnostics.iter();
            all.filter(|diagnostic| diagnostic.code == code).count()
        };
        let removed = number(&checked, diagnostic.code) < number(&self.checked, diagnostic.code);
        let no_worse = Code::ALL
            .iter()
            .filter(|code| code.severity() == Severity::Error)
            .all(|code| number(&checked, *code) <= number(&self.checked, *code));
        Ok((removed && no_worse).then_some((after, checked)))
    }

    fn answer(
        &self,
        number: usize,
        is_choice: bool,
        console: &mut Console,
    ) -> anyhow::Result<Answer> {
        if self.args.all {
            if is_choice {
                console.line("left: which place is meant is for you to say; run without --all")?;
                return Ok(Answer::Leave);
            }
            return Ok(Answer::Make(0));
        }
        let question = match (is_choice, number) {
            (false, _) => "change it? (y, n, or q to stop)".to_owned(),
            (true, 1) => "which place is meant? (1, n for none, or q to stop)".to_owned(),
            (true, _) => format!("which place is meant? (1 to {number}, n for none, or q to stop)"),
        };
        loop {
            let Some(answer) = console.ask(&question)? else {
                return Ok(Answer::Quit);
            };
            let chosen = answer
                .parse()
                .ok()
                .filter(|chosen| (1..=number).contains(chosen));
            match (answer.as_str(), chosen) {
                ("y", _) if !is_choice => return Ok(Answer::Make(0)),
                ("n", _) => return Ok(Answer::Leave),
                ("q", _) => return Ok(Answer::Quit),
                (_, Some(chosen)) if is_choice => return Ok(Answer::Make(chosen - 1)),
                _ => {}
            }
        }
    }

    fn make(&mut self, file: FileId, after: String, checked: Checked) -> anyhow::Result<()> {
        let name = self.checked.files.path(file);
        if !self.args.dry_run {
            let before = self.checked.files.text(file);
            let path = self.paths.folder.join(name);
            output::replace(&path, before.as_bytes(), after.as_bytes())?;
        }
        self.texts.insert(name.to_owned(), after);
        self.checked = checked;
        self.made += 1;
        Ok(())
    }

    /// Says what was done and what remains.
    fn close(&self, console: &mut Console) -> anyhow::Result<ExitStatus> {
        let verb = if self.args.dry_run {
            "would change"
        } else {
            "changed"
        };
        let errors = self.checked.diagnostics.count(Severity::Error);
        console.line(&format!(
            "{verb} {}, left {}; errors now: {errors}",
            self.made, self.left
        ))?;
        Ok(if errors == 0 {
            ExitStatus::Clean
        } else {
            ExitStatus::Faults
        })
    }
}

/// The lines that a change takes away and adds.
fn changed_lines(before: &str, after: &str) -> Vec<String> {
    let diff = TextDiff::from_lines(before, after);
    let changes = diff.iter_all_changes();
    changes
        .filter(|change| change.tag() != ChangeTag::Equal)
        .map(|change| {
            format!(
                "  {} {}",
                change.tag(),
                report::visible(change.value().trim_end())
            )
        })
        .collect()
}
