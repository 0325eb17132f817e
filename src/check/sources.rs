//! Sources: their words about themselves, their text, and what is not the author's in it.

use std::ops::Range;

use rayon::prelude::*;
use sha2::{Digest, Sha256};

use crate::diagnostic::{Code, Diagnostic};
use crate::files::{FileId, Span};
use crate::load::Prepared;
use crate::load::raw::{RawSource, RawText};
use crate::model::{Paragraphs, Source};
use crate::text::{ParagraphMode, SourceText, StretchFault, collapse_white_space};

use super::resolve::{Resolver, value_of};

impl Resolver<'_> {
    /// Resolves every source; one whose text could not be read has an empty text here.
    pub(super) fn sources(&mut self) {
        let loaded = self.loaded;
        let sources = || loaded.raw.sources.iter().zip(&loaded.sources);
        let modes: Vec<ParagraphMode> = sources()
            .map(|((_, raw), _)| self.paragraph_mode(raw))
            .collect();
        let files: Vec<(Option<FileId>, ParagraphMode)> =
            loaded.sources.iter().copied().zip(modes).collect();
        let texts: Vec<Prepared> = files
            .par_iter()
            .map(|(file, mode)| {
                let text = file.map_or_else(|| "".into(), |file| loaded.files.shared(file));
                let hash = |text: &str| hexadecimal(&Sha256::digest(text.as_bytes()));
                loaded.kept.prepared(*file, text, *mode, hash)
            })
            .collect();
        if loaded.kept.keeps() {
            let files = files.iter().map(|(file, _)| *file).zip(&texts);
            let read = files.filter_map(|(file, text)| Some((file?, text.clone())));
            self.prepared = read.collect();
        }
        for (((id, raw), file), text) in sources().zip(texts) {
            self.check_id(id);
            let source = self.resolve_source(id, raw, *file, text);
            let key = self.project.sources.insert(&id.value, source);
            if let (Some(key), Some(file)) = (key, *file) {
                self.origins.sources.insert(key, (id.span, file));
            }
        }
    }

    fn resolve_source(
        &mut self,
        id: &RawText,
        raw: &RawSource,
        file: Option<FileId>,
        prepared: Prepared,
    ) -> Source {
        let Prepared {
            mut text, sha256, ..
        } = prepared;
        if let Some(file) = file {
            let stretches = self.stretches(raw, &text);
            text.set_not_author(stretches);
            self.bidi_override(&text, file);
        }
        Source {
            file: raw.file.as_ref().map(value_of).unwrap_or_default(),
            author: raw
                .author
                .as_ref()
                .map_or_else(|| id.value.clone(), value_of),
            author_basis: raw.author_basis.as_ref().map(value_of),
            title: raw.title.as_ref().map(value_of),
            outlet: raw.outlet.as_ref().map(value_of),
            date: self.date(raw.date.as_ref()),
            date_basis: raw.date_basis.as_ref().map(value_of),
            url: self.url(raw.url.as_ref()),
            camp: raw.camp.as_ref().and_then(|camp| self.camp(camp)),
            silent_on: raw
                .silent_on
                .iter()
                .filter_map(|option| self.option(option))
                .collect(),
            not_applicable: self.not_applicable(raw),
            text,
            sha256,
        }
    }

    fn paragraph_mode(&mut self, raw: &RawSource) -> ParagraphMode {
        let word = raw.paragraphs.as_ref().and_then(|text| {
            self.word(text, "paragraph rule", Paragraphs::ALL, Paragraphs::as_str)
        });
        match word {
            None | Some(Paragraphs::Auto) => ParagraphMode::Auto,
            Some(Paragraphs::Lines) => ParagraphMode::Lines,
            Some(Paragraphs::Blank) => ParagraphMode::Blank,
        }
    }

    /// Finds each stretch after the one before it, so that repeated captions can be listed in order.
    fn stretches(&mut self, raw: &RawSource, text: &SourceText) -> Vec<Range<usize>> {
        let mut stretches = Vec::new();
        for stretch in &raw.not_author {
            let Some(from) = &stretch.from else { continue };
            let to = stretch.to.as_ref();
            let found = locate_anywhere(text, from, to, &stretches);
            match found {
                Ok(range) => stretches.push(range),
                Err(fault) => {
                    let words = match (&fault, to) {
                        (StretchFault::ToNotFound, Some(to)) => to,
                        _ => from,
                    };
                    let message = format!("`{}` is not in the source", shorten(&words.value));
                    let fault = Diagnostic::new(Code::StretchNotFound, message, words.span);
                    self.faults
                        .push(fault.help("give words of the source, `to` after `from`"));
                }
            }
        }
        stretches
    }

    fn bidi_override(&mut self, text: &SourceText, file: FileId) {
        if let Some(at) = text.has_bidi_override() {
            let span = Span::new(file, at..at + '\u{202e}'.len_utf8());
            let message = "this source holds a character that reorders what is displayed";
            let doubt = Diagnostic::new(Code::BidiOverride, message, span);
            self.faults
                .push(doubt.help("read the passage with the character removed"));
        }
    }

    fn url(&mut self, url: Option<&RawText>) -> Option<String> {
        let url = url?;
        let address = url.value.trim();
        let lower = address.to_ascii_lowercase();
        let host = ["http://", "https://"]
            .iter()
            .find_map(|scheme| lower.strip_prefix(scheme));
        // No address has these (RFC 3986, section 2), and in a page they could end the link.
        // Nor characters that would show another address than the one that is followed.
        let foreign = |c: char| {
            let reorders = matches!(c, '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{206f}');
            c.is_whitespace() || c.is_control() || reorders || "<>\"{}|\\^`".contains(c)
        };
        let plain = !address.chars().any(foreign);
        if plain && host.is_some_and(|host| !host.is_empty()) {
            return Some(address.to_owned());
        }
        let message = format!("`{}` is not an address of the web", shorten(address));
        let fault = Diagnostic::new(Code::UnknownValue, message, url.span);
        self.faults
            .push(fault.help("an address begins with https:// or http://"));
        None
    }

    fn not_applicable(
        &mut self,
        raw: &RawSource,
    ) -> Vec<(crate::model::Key<crate::model::PolicyOption>, String)> {
        let mut reasons = Vec::new();
        for (id, reason) in &raw.not_applicable {
            let Some(option) = self.option(id) else {
                continue;
            };
            if let Some(silent) = raw.silent_on.iter().find(|silent| silent.value == id.value) {
                let message = format!(
                    "`{}` is declared silent and not applicable at once",
                    id.value
                );
                let fault = Diagnostic::new(Code::SilentButCoded, message, id.span);
                self.faults
                    .push(fault.related(silent.span, "declared silent here"));
            }
            reasons.push((option, value_of(reason)));
        }
        reasons
    }
}

/// Looks after the stretches found so far first, then from the beginning, so that their order in
/// the project file does not matter unless their words repeat.
fn locate_anywhere(
    text: &SourceText,
    from: &RawText,
    to: Option<&RawText>,
    before: &[Range<usize>],
) -> Result<Range<usize>, StretchFault> {
    let to = to.map(|to| to.value.as_str());
    let after = before.last().map_or(0, |last: &Range<usize>| last.end);
    text.locate_stretch(&from.value, to, after)
        .or_else(|_| text.locate_stretch(&from.value, to, 0))
}

/// The beginning of a long text, for a message.
pub(super) fn shorten(text: &str) -> String {
    const SHOWN: usize = 60;
    let one_line = collapse_white_space(text);
    match one_line.char_indices().nth(SHOWN) {
        None => one_line,
        Some((end, _)) => format!("{}…", &one_line[..end]),
    }
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
