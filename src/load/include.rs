//! Which files an `include` pattern leads to.

use std::path::Path;

use glob::{MatchOptions, Pattern};

use crate::diagnostic::Code;

use super::disk::{self, Depth};

/// Why a pattern leads to no files.
pub(super) struct Unexpanded {
    pub(super) code: Code,
    pub(super) message: String,
}

/// How names are matched: `*` stays in its folder, and hidden files have to be named.
const MATCHING: MatchOptions = MatchOptions {
    case_sensitive: true,
    require_literal_separator: true,
    require_literal_leading_dot: true,
};

/// The files of a folder that a pattern names, as paths relative to it with `/`, in order. A name
/// without a wildcard is taken as it is; whether it can be read is seen when it is.
pub(super) fn expand(folder: &Path, pattern: &str) -> Result<Vec<String>, Unexpanded> {
    let Some(wild) = pattern.find(['*', '?', '[']) else {
        return Ok(vec![pattern.to_owned()]);
    };
    let matches = Pattern::new(pattern).map_err(|error| Unexpanded {
        code: Code::SourceMissing,
        message: format!("`{pattern}` matches no file: {}", error.msg),
    })?;
    let (base, rest) = match pattern[..wild].rfind('/') {
        Some(slash) => (&pattern[..slash], &pattern[slash + 1..]),
        None => ("", pattern),
    };
    if Path::new(base).is_absolute() || base.split('/').any(|name| name == "..") {
        return Err(Unexpanded {
            code: Code::SourceOutsideProject,
            message: format!("`{pattern}` lies outside the project"),
        });
    }
    let depth = if rest.contains('/') || rest.contains("**") {
        Depth::All
    } else {
        Depth::One
    };
    let listed = disk::list_files(&folder.join(base), depth).unwrap_or_default();
    let prefixed = |name: String| match base {
        "" => name,
        base => format!("{base}/{name}"),
    };
    let names: Vec<String> = listed
        .into_iter()
        .map(prefixed)
        .filter(|name| matches.matches_with(name, MATCHING))
        .collect();
    if names.is_empty() {
        return Err(Unexpanded {
            code: Code::SourceMissing,
            message: format!("no file matches `{pattern}`"),
        });
    }
    Ok(names)
}
