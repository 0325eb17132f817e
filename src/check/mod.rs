//! From the project as written to the checked whole: every fault collected, nothing half-checked
//! passed on.
//!
//! 1. resolve ids and references, read dates and words (`resolve`);
//! 2. prove every quote in its source (`quotes`);
//! 3. ask what a reviewer would ask (`review`, `coverage`).

mod coverage;
mod faults;
mod matrices;
mod quotes;
mod recommendations;
mod resolve;
mod review;
mod sources;

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::files::Files;
use crate::load::Loaded;
use crate::model::Project;

/// Which diagnostics a run wants.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Scope {
    /// Those that are on by default.
    #[default]
    Usual,
    /// Those that only an audit reports, too.
    Audit,
}

/// What a check gives.
#[derive(Debug)]
pub struct Checked {
    /// The checked project; what is at fault in it was left out.
    pub project: Project,
    /// What was found, in no order yet; the project counts only if no error is among it.
    pub diagnostics: Diagnostics,
}

/// Checks what was read of a project. Its recommendations are used up, so that their words are not held
/// twice; the rest stays.
#[must_use]
pub fn check(loaded: &mut Loaded, scope: Scope) -> Checked {
    let recommendations = std::mem::take(&mut loaded.raw.recommendations);
    let mut resolver = resolve::Resolver::new(loaded);
    resolver.run(recommendations);
    let resolve::Resolver {
        project,
        origins,
        faults,
        prepared,
        ..
    } = resolver;
    let mut diagnostics = faults;
    let context = Context {
        loaded,
        project: &project,
        origins: &origins,
        scope,
    };
    diagnostics.extend(review::warnings(&context));
    diagnostics.extend(coverage::warnings(&context));
    loaded.kept.keep_prepared(prepared);
    let wanted =
        |diagnostic: &Diagnostic| scope == Scope::Audit || !diagnostic.code.only_in_audit();
    let diagnostics = diagnostics.into_iter().filter(wanted);
    let mut kept = Diagnostics::default();
    kept.extend(diagnostics);
    Checked {
        project,
        diagnostics: kept,
    }
}

/// What the passes after resolving look at: the checked values beside the file they came from.
struct Context<'a> {
    loaded: &'a Loaded,
    project: &'a Project,
    origins: &'a resolve::Origins,
    scope: Scope,
}

impl Context<'_> {
    const fn files(&self) -> &Files {
        &self.loaded.files
    }
}
