//! The program from outside: every module here looks at one of its promises.

mod architecture;
mod bounds;
mod cases;
mod commands;
mod crash;
mod dependencies;
#[cfg(feature = "docx")]
mod docx;
mod edits;
mod evidence;
mod formats;
#[cfg(feature = "import")]
mod import;
mod kept;
mod outputs;
#[cfg(feature = "parquet")]
mod parquet;
mod project;
mod reproducible;
mod schema;
mod serve;
mod tutorial;
mod web;
#[cfg(feature = "xlsx")]
mod workbook;
