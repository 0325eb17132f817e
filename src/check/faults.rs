//! The faults of quotes as diagnostics: what is wrong, where the words stand, what to paste.

use crate::diagnostic::{Code, Diagnostic, Fix};
use crate::files::{FileId, Span};
use crate::text::{
    Candidate, Diagnosis, DiffKind, DiffPiece, EditRisk, Passage, Place, QuoteFault, SourceText,
    both_ends,
};

/// A source for a fault: its id, its text and its file.
#[derive(Clone, Copy)]
pub(super) struct InSource<'a> {
    pub(super) id: &'a str,
    pub(super) text: &'a SourceText,
    pub(super) file: FileId,
}

impl InSource<'_> {
    fn span(&self, place: &Place) -> Span {
        Span::new(self.file, place.bytes())
    }

    fn locator(&self, place: &Place) -> String {
        format!("paragraph {}, line {}", place.paragraph(), place.line())
    }
}

/// A fault other than [`QuoteFault::NotFound`], which [`quote_not_found`] explains.
pub(super) fn quote_fault(fault: &QuoteFault, written: Span, source: InSource) -> Diagnostic {
    let new = |code, message: String| Diagnostic::new(code, message, written);
    let id = source.id;
    match fault {
        QuoteFault::Empty => new(Code::QuoteEmpty, "this quote has no words".to_owned()),
        QuoteFault::NotFound => new(Code::QuoteNotFound, format!("this quote is not in `{id}`")),
        QuoteFault::ContextNotAdjacent { side, places } => {
            let side = side.as_str();
            let message = format!("the {side} of this quote does not stand beside it in `{id}`");
            let fault = new(Code::QuoteNotFound, message);
            places
                .iter()
                .fold(fault, |fault, place| {
                    fault.related(source.span(place), "the quoted words stand here")
                })
                .help(format!("give the words that do, or leave the {side} out"))
        }
        QuoteFault::Ambiguous { candidates, total } => {
            let message = format!("this quote stands in `{id}` {total} times");
            candidates
                .iter()
                .fold(new(Code::QuoteAmbiguous, message), |fault, candidate| {
                    add_candidate(fault, candidate, source)
                })
        }
        QuoteFault::NotAuthor(place) => {
            let message =
                format!("this quote stands in `{id}` only where the author does not speak");
            new(Code::QuoteNotAuthor, message)
                .related(source.span(place), "in a stretch declared `not_author`")
        }
        QuoteFault::CutsWord { place, whole } => {
            let message = "this quote begins or ends inside a word".to_owned();
            new(Code::QuoteCutsWord, message)
                .related(source.span(place), "the quoted part")
                .help(format!("quote whole words: {}", source.text.words(whole)))
        }
        QuoteFault::CrossesParagraph(place) => {
            let message = format!(
                "this quote runs over the end of paragraph {} of `{id}`",
                place.paragraph()
            );
            new(Code::QuoteCrossesParagraph, message)
                .related(source.span(place), "the paragraphs")
                .help("end at the paragraph, or write a blank line where the paragraph ends")
        }
        QuoteFault::EditUnreviewed { place, risk } => edit_unreviewed(written, place, risk, source),
    }
}

fn add_candidate(fault: Diagnostic, candidate: &Candidate, source: InSource) -> Diagnostic {
    let place = &candidate.place;
    let locator = source.locator(place);
    let fault = fault.related(source.span(place), locator.clone());
    match &candidate.context {
        Some(context) => {
            let key = context.side.as_str();
            let words = context.words.replace('\\', "\\\\").replace('"', "\\\"");
            fault
                .help(format!("for {locator}: {key}: \"{words}\""))
                .fix(Fix::Context {
                    key,
                    words: context.words.clone(),
                    place: locator,
                })
        }
        None => fault.help(format!("no prefix or suffix singles out {locator}")),
    }
}

fn edit_unreviewed(written: Span, place: &Place, risk: &EditRisk, source: InSource) -> Diagnostic {
    Diagnostic::new(Code::QuoteEditUnreviewed, risk.to_string(), written)
        .related(source.span(place), "the whole passage")
        .help("quote it without the edit, or say `reviewed: true` if the meaning stays")
}

/// A quote that is not in its source: where it is instead, or the nearest passages.
///
/// `elsewhere` names the other sources by their place in the diagnosis.
pub(super) fn quote_not_found<'a>(
    diagnosis: &Diagnosis,
    written: Span,
    source: InSource,
    elsewhere: &dyn Fn(usize) -> Option<InSource<'a>>,
) -> Diagnostic {
    let others: Vec<(InSource, &Place)> = diagnosis
        .elsewhere
        .iter()
        .filter_map(|found| Some((elsewhere(found.source)?, &found.place)))
        .collect();
    let why = match (others.first(), &diagnosis.edit, diagnosis.passages.first()) {
        (Some((other, place)), _, _) => {
            format!(": found in `{}`, {}", other.id, other.locator(place))
        }
        (None, Some(edit), _) => format!(": {edit}"),
        (None, None, Some(passage)) => format!(": {}", passage.cause),
        (None, None, None) => String::new(),
    };
    let message = format!("this quote is not in `{}`{why}", source.id);
    let mut fault = Diagnostic::new(Code::QuoteNotFound, message, written);
    for (other, place) in &others {
        fault = fault.related(other.span(place), format!("it stands in `{}`", other.id));
    }
    for passage in &diagnosis.passages {
        fault = add_passage(fault, passage, source);
    }
    if others.is_empty() && diagnosis.edit.is_none() && diagnosis.passages.is_empty() {
        fault = fault.help(format!("no passage of `{}` is like it", source.id));
    }
    fault
}

fn add_passage(fault: Diagnostic, passage: &Passage, source: InSource) -> Diagnostic {
    let locator = source.locator(&passage.place);
    fault
        .related(
            source.span(&passage.place),
            format!("the nearest passage, {locator}: {}", passage.cause),
        )
        .help(format!("the difference: {}", differences(&passage.pieces)))
        .help(format!("the source's own words: {}", passage.words))
}

/// Of what both have, so many words are shown at each end.
const SHOWN: usize = 4;

/// A word diff on one line: `[-the source's-]`, `{+the quote's+}`, what both have shortened.
fn differences(pieces: &[DiffPiece]) -> String {
    let shown = pieces.iter().map(|piece| {
        let text = piece.text.trim();
        match piece.kind {
            DiffKind::Equal => both_ends(text, SHOWN),
            DiffKind::Deleted => format!("[-{text}-]"),
            DiffKind::Inserted => format!("{{+{text}+}}"),
        }
    });
    shown.collect::<Vec<_>>().join(" ")
}
