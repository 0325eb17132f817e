//! What the program does when asked: one command, one file.

pub mod build;
pub mod check;
pub mod cite;
pub mod completions;
mod console;
pub mod diff;
pub mod explain;
pub mod fix;
pub mod fmt;
pub mod impact;
#[cfg(feature = "import")]
pub mod import;
#[cfg(feature = "import")]
pub mod import_sources;
pub mod init;
mod options;
mod outputs;
mod revision;
pub mod schema;
pub mod serve;
pub mod watch;

pub use console::{Console, ExitStatus};
pub use options::{Judging, MessageFormat};
