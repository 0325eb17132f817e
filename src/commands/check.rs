//! `check`: the diagnostics and nothing else.

use clap::Args as ClapArgs;

use crate::arrange::{Audit, CampShare};
use crate::check::Scope;
use crate::diagnostic::{Diagnostics, Severity};
use crate::model::Project;
use crate::pipeline::{self, Checked};
use crate::render::LARGE_PAGE;
use crate::view::count;

use super::{Console, ExitStatus, Judging, MessageFormat};

/// Check a project and report every fault, writing nothing
#[derive(Debug, ClapArgs)]
#[command(after_help = "Example: policy-matrix check --strict --audit")]
pub struct Args {
    #[command(flatten)]
    judging: Judging,

    /// Report also what is off by default, and what rests on little: folded quotes, advice that no
    /// quote touches, words quoted by camp, cells that rest on one passage
    #[arg(long)]
    audit: bool,
}

/// Runs the command.
///
/// # Errors
/// Fails where the project cannot be read or the report not be written.
pub fn run(args: &Args, console: &mut Console) -> anyhow::Result<ExitStatus> {
    let scope = if args.audit {
        Scope::Audit
    } else {
        Scope::Usual
    };
    let checked = pipeline::check(&args.judging.project, args.judging.request(scope))?;
    console.diagnostics(&checked, args.judging.message_format)?;
    if args.judging.message_format == MessageFormat::Human {
        if let (true, Some(sound)) = (args.audit, &checked.sound) {
            for line in audit(&sound.project) {
                console.line(&line)?;
            }
        }
        if let Some(note) = large_page(&checked) {
            console.line(&note)?;
        }
        console.line(&summary(&checked))?;
    }
    Ok(match checked.sound {
        Some(_) => ExitStatus::Clean,
        None => ExitStatus::Faults,
    })
}

/// What the size of the report will call for, by estimate: a page has about three times the bytes of
/// what it is made from.
fn large_page(checked: &Checked) -> Option<String> {
    let estimate = 3 * checked.files.bytes() as u64;
    (checked.sound.is_some() && estimate > LARGE_PAGE).then(|| {
        let size = estimate / 1_000_000;
        format!("index.html would have about {size} MB: build it with `--html pages`")
    })
}

/// What the audit found, a line a fact.
fn audit(project: &Project) -> Vec<String> {
    let audit = Audit::new(project);
    let mut lines: Vec<String> = audit
        .camps
        .iter()
        .map(|share| camp_line(project, share))
        .collect();
    let number = audit.one_passage.len();
    lines.push(format!("cells that rest on one passage: {number}"));
    lines.extend(
        audit
            .one_passage
            .iter()
            .map(|(author, option)| format!("  {author}: {option}")),
    );
    let number = audit.low_confidence.len();
    lines.push(format!("recommendations of low confidence: {number}"));
    let ids = audit
        .low_confidence
        .iter()
        .map(|key| project.recommendations.id(*key));
    lines.extend(ids.map(|id| format!("  {id}")));
    lines
}

fn camp_line(project: &Project, share: &CampShare) -> String {
    let camp = share
        .camp
        .map_or("Unaligned", |camp| project.camps[camp].label.as_str());
    format!(
        "{camp}: {}, {}, {}, {} of {} words quoted",
        count(share.sources, "source", "sources"),
        count(share.recommendations, "recommendation", "recommendations"),
        count(share.passages, "passage", "passages"),
        share.words_quoted,
        share.words
    )
}

/// The last line of a report.
pub(super) fn summary(checked: &Checked) -> String {
    let found = counts(&checked.diagnostics);
    match (&checked.sound, found.is_empty()) {
        (Some(sound), true) => sound.figures(),
        (Some(sound), false) => format!("{}; {found}", sound.figures()),
        (None, _) => found,
    }
}

fn counts(diagnostics: &Diagnostics) -> String {
    let count = |severity: Severity| match diagnostics.count(severity) {
        0 => None,
        1 => Some(format!("1 {}", severity.as_str())),
        many => Some(format!("{many} {}s", severity.as_str())),
    };
    let found = [Severity::Error, Severity::Warning]
        .into_iter()
        .filter_map(count);
    found.collect::<Vec<_>>().join(", ")
}
