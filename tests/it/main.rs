//! The program from outside: every module here looks at one of its promises.

mod architecture;
mod cases;
mod commands;
mod edits;
mod evidence;
mod formats;
#[cfg(feature = "import")]
mod import;
mod outputs;
mod project;
mod schema;
mod serve;
mod tutorial;
