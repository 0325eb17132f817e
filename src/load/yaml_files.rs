//! The YAML of a project: its file and those that it includes, decoded and joined in their order.

use std::collections::HashMap;
use std::path::Path;

use anyhow::{Context, bail};
use rayon::prelude::*;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::files::{FileId, Span};

use super::decode;
use super::disk::{self, Found};
use super::encoding::text_of;
use super::kept::Decoded;
use super::raw::{ById, RawProject};
use super::reading::Reading;

/// Reads and decodes the YAML of a project; what is no text is empty, with a fault.
pub(super) fn read(reading: &mut Reading, path: &Path) -> anyhow::Result<(FileId, RawProject)> {
    let file = match project_file(reading, path)? {
        Ok(file) => file,
        Err(file) => return Ok((file, RawProject::default())),
    };
    let scalar = reading.limits.scalar;
    let whole = |text: &str| decode::project(file, text, scalar);
    let decoded = reading
        .kept
        .decoded(file, reading.files.shared(file), whole);
    let mut raw = reading.take_decoded(file, decoded);
    let included = reading.included(&raw.include, &[file]);
    let (files, kept) = (&reading.files, &reading.kept);
    let decode = |file: &FileId| {
        let part = |text: &str| decode::part(*file, text, scalar);
        kept.decoded(*file, files.shared(*file), part)
    };
    let decoded: Vec<Decoded> = included.par_iter().map(decode).collect();
    let parts = included.into_iter().zip(decoded);
    let parts: Vec<RawProject> = parts
        .map(|(file, decoded)| reading.take_decoded(file, decoded))
        .collect();
    if !raw.include.is_empty() {
        join(&mut raw, parts, &mut reading.diagnostics);
        complete(&raw, file, &mut reading.diagnostics);
    }
    let beyond = too_many_quotes(&mut raw, reading.limits.quotes);
    reading.diagnostics.extend(beyond);
    Ok((file, raw))
}

/// Reads the YAML of a project without a look at what it says, but for what it includes.
pub(super) fn texts(reading: &mut Reading, path: &Path) -> anyhow::Result<Vec<FileId>> {
    let Ok(file) = project_file(reading, path)? else {
        return Ok(Vec::new());
    };
    let mut files = vec![file];
    let scalar = reading.limits.scalar;
    match decode::syntax(file, reading.files.text(file)) {
        Some(fault) => reading.diagnostics.push(fault),
        None => {
            let (raw, _) = decode::project(file, reading.files.text(file), scalar);
            files.extend(reading.included(&raw.include, &[file]));
        }
    }
    for file in &files[1..] {
        let fault = decode::syntax(*file, reading.files.text(*file));
        reading.diagnostics.extend(fault);
    }
    Ok(files)
}

/// Reads the project file; `Err` and a fault where it is no text.
fn project_file(reading: &mut Reading, path: &Path) -> anyhow::Result<Result<FileId, FileId>> {
    let shown = path.display();
    let name = file_name(path);
    if let Some(text) = reading.replaced.get(&name) {
        return Ok(Ok(reading.files.add(name, text.as_str())));
    }
    let limit = reading.limits.project;
    let found = disk::read_file(path, limit).with_context(|| format!("cannot read {shown}"))?;
    let fault = match found {
        Found::Bytes(bytes) => match text_of(bytes) {
            Ok(text) => return Ok(Ok(reading.files.add(name, text))),
            Err(fault) => {
                let file = reading.files.add(name, fault.lossy);
                let message = format!("the project file {}", fault.message);
                let span = Span::new(file, fault.at..fault.at);
                Diagnostic::new(Code::YamlSyntax, message, span)
            }
        },
        Found::Missing(why) => bail!("cannot read {shown}: {why}"),
        Found::Outside => bail!("cannot read {shown}"),
        Found::TooLarge(size) => {
            let file = reading.files.add(name, "");
            let message = format!("the project file has {size} bytes; the limit is {limit}");
            let fault = Diagnostic::new(Code::TooLarge, message, Span::new(file, 0..0));
            fault.help("raise the limit with --max-size")
        }
    };
    let file = fault.span.file;
    reading.diagnostics.push(fault);
    Ok(Err(file))
}

fn file_name(path: &Path) -> String {
    path.file_name()
        .map_or_else(|| path.to_string_lossy(), |name| name.to_string_lossy())
        .into_owned()
}

/// Joins what included files hold to what the project file holds, in their order.
fn join(raw: &mut RawProject, parts: Vec<RawProject>, faults: &mut Diagnostics) {
    let (mut options, mut criteria, mut sources) = (Vec::new(), Vec::new(), Vec::new());
    for part in parts {
        options.extend(part.options);
        criteria.extend(part.criteria);
        sources.extend(part.sources);
        raw.recommendations.extend(part.recommendations);
    }
    join_ids("option", &mut raw.options, options, faults);
    join_ids("criterion", &mut raw.criteria, criteria, faults);
    join_ids("source", &mut raw.sources, sources, faults);
}

/// Adds entries to those there are; an id that is taken is a fault.
fn join_ids<T>(what: &str, all: &mut ById<T>, more: ById<T>, faults: &mut Diagnostics) {
    let known = all.iter().map(|(id, _)| (id.value.clone(), id.span));
    let mut known: HashMap<String, Span> = known.collect();
    for (id, value) in more {
        if let Some(first) = known.get(&id.value) {
            let message = format!("another {what} has the id `{}`", id.value);
            let fault = Diagnostic::new(Code::DuplicateId, message, id.span);
            faults.push(fault.related(*first, "first here"));
        } else {
            known.insert(id.value.clone(), id.span);
            all.push((id, value));
        }
    }
}

/// Reports what neither the project file nor those that it includes hold.
fn complete(raw: &RawProject, file: FileId, faults: &mut Diagnostics) {
    let empty = [
        ("sources", raw.sources.is_empty()),
        ("options", raw.options.is_empty()),
    ];
    for (key, _) in empty.iter().filter(|(_, empty)| *empty) {
        let message = format!("neither the project nor what it includes has `{key}`");
        let span = Span::new(file, 0..0);
        faults.push(Diagnostic::new(Code::MissingKey, message, span));
    }
}

/// Reports more quotes than the limit, and leaves out the recommendations from there on.
fn too_many_quotes(raw: &mut RawProject, limit: usize) -> Option<Diagnostic> {
    let mut count = 0;
    let beyond = raw.recommendations.iter().position(|found| {
        let claims = found.criteria.iter().map(|(_, claim)| &claim.quotes);
        let lists = std::iter::once(&found.quotes).chain(claims);
        count += lists.map(|list| list.quotes.len()).sum::<usize>();
        count > limit
    })?;
    let span = raw.recommendations[beyond].quotes.span;
    raw.recommendations.truncate(beyond);
    let message = format!("the project has more than {limit} quotes; the rest is not read");
    let fault = Diagnostic::new(Code::TooLarge, message, span);
    Some(fault.help("raise the limit with --max-quotes"))
}
