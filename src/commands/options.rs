//! Arguments that several commands share.

use std::path::PathBuf;
use std::time::Duration;

use clap::{Args, ValueEnum};

use crate::check::Scope;
use crate::load::Limits;
use crate::pipeline::{Request, Strictness};
use crate::report;

/// Which project, and how it is judged.
#[derive(Debug, Args)]
pub struct Judging {
    /// A folder with an options.yaml, or a YAML file
    #[arg(default_value = ".")]
    pub project: PathBuf,

    /// Uncoded cells and all other warnings are errors
    #[arg(long)]
    strict: bool,

    /// How the diagnostics are written
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    pub message_format: MessageFormat,

    /// The largest project file, text or source, in bytes; K, M and G are understood
    #[arg(long, value_name = "SIZE", value_parser = size)]
    max_size: Option<u64>,

    /// How many quotes a project may have [default: 2000000]
    #[arg(long, value_name = "NUMBER")]
    max_quotes: Option<usize>,

    /// How long the project's own templates may take, in seconds [default: 60]
    #[arg(long, value_name = "SECONDS")]
    max_time: Option<u32>,
}

impl Judging {
    /// What these arguments ask of a check.
    #[must_use]
    pub fn request(&self, scope: Scope) -> Request {
        let mut limits = Limits::default();
        if let Some(size) = self.max_size {
            limits.project = size;
            limits.scalar = usize::try_from(size).unwrap_or(usize::MAX);
            limits.source = size;
        }
        limits.quotes = self.max_quotes.unwrap_or(limits.quotes);
        if let Some(seconds) = self.max_time {
            limits.templates = Duration::from_secs(seconds.into());
        }
        let strictness = if self.strict {
            Strictness::Strict
        } else {
            Strictness::Usual
        };
        Request {
            scope,
            strictness,
            limits,
        }
    }
}

/// How diagnostics are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum MessageFormat {
    /// For people, on the error stream
    Human,
    /// One JSON object a line, on the output stream
    Json,
    /// Workflow commands of GitHub Actions, on the output stream
    Github,
}

impl From<MessageFormat> for report::MessageFormat {
    fn from(format: MessageFormat) -> Self {
        match format {
            MessageFormat::Human => Self::Human,
            MessageFormat::Json => Self::Json,
            MessageFormat::Github => Self::Github,
        }
    }
}

/// Reads a number of bytes, with K, M or G for powers of 1024.
fn size(text: &str) -> Result<u64, String> {
    let upper = text.trim().to_ascii_uppercase();
    let (digits, shift) = match upper.chars().last() {
        Some('K') => (&upper[..upper.len() - 1], 10),
        Some('M') => (&upper[..upper.len() - 1], 20),
        Some('G') => (&upper[..upper.len() - 1], 30),
        _ => (upper.as_str(), 0),
    };
    let number: u64 = digits
        .parse()
        .map_err(|_| "this is not a size, for example 512M".to_owned())?;
    number
        .checked_mul(1 << shift)
        .ok_or_else(|| "this size is too large".to_owned())
}
