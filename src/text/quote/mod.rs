//! Verifies a quote: finds the one place where its words stand, or says why there is none.
//!
//! 1. Marks at the edges of the quote are left aside (`edges`).
//! 2. The words are searched as they are, ellipses and brackets included; then with the style of nested
//!    quotation marks changed (`readings`).
//! 3. If they do not occur, ellipses and brackets are read as the analyst's edits (`marks`, `chains`, `edits`).
//! 4. Of the places found, only one may remain: at token boundaries, in the author's own words, inside one
//!    paragraph, with the prefix and the suffix that are given (`choose`).
//!
//! Similarity plays no part: words that are equal under the fold table are verified, and no others.

mod chains;
mod choose;
mod context;
mod edits;
mod fault;
mod marks;
mod readings;
mod verified;

use std::ops::Range;

pub use self::context::{Context, ContextSide};
pub use self::edits::{Edit, EditKind, EditRisk, RiskKind};
pub use self::fault::{Candidate, QuoteFault};
pub use self::verified::{Method, Note, Verified};

pub(in crate::text) use self::choose::list_candidates;
pub(in crate::text) use self::edits::has_short_side;
pub(in crate::text) use self::marks::{Marked, read_marks};

use self::choose::choose_span;
use self::edits::find_edited;
use self::readings::{keeps_sign, read_edited, read_words};
use crate::text::edges::split_edges;
use crate::text::hits::find_hits;
use crate::text::needle::Needle;
use crate::text::source::SourceText;
use crate::text::tokens::widen;
use crate::text::words::count_words;

/// A quote to be verified.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct QuoteQuery<'a> {
    /// The words, as the analyst wrote them.
    pub exact: &'a str,
    /// The words just before them.
    pub prefix: Option<&'a str>,
    /// The words just after them.
    pub suffix: Option<&'a str>,
    /// Whether the analyst has looked at what the edits of this quote hide.
    pub reviewed: bool,
}

impl<'a> QuoteQuery<'a> {
    /// A quote without prefix and suffix.
    pub fn new(exact: &'a str) -> Self {
        Self {
            exact,
            ..Self::default()
        }
    }
}

/// Finds the one place where the words of a quote stand in the author's own text.
///
/// # Errors
///
/// Says why the quote is not verified; nothing similar is ever accepted.
pub fn find_quote(source: &SourceText, query: &QuoteQuery) -> Result<Verified, QuoteFault> {
    let edges = split_edges(query.exact);
    if has_no_words(edges.core) {
        return Err(QuoteFault::Empty);
    }
    let mut cut = None;
    for reading in read_words(&edges) {
        let mut hits = find_hits(source, &Needle::new(&reading));
        let slice = |hit: &Range<usize>| source.raw()[source.folded().raw_range(hit)].trim_start();
        hits.whole.retain(|hit| keeps_sign(edges.core, slice(hit)));
        if !hits.whole.is_empty() {
            let index = choose_span(source, query, &edges, &hits.whole)?;
            return Ok(Verified::literal(source, query, &edges, &hits.whole[index]));
        }
        cut = cut.or(hits.cut);
    }
    if let Some(cut) = cut {
        return Err(cuts_word(source, &cut));
    }
    for marked in read_edited(&edges).filter_map(|reading| read_marks(&reading)) {
        match find_edited(source, query, &edges, &marked) {
            Err(QuoteFault::NotFound) => {}
            verdict => return verdict,
        }
    }
    Err(QuoteFault::NotFound)
}

/// Whether a quote is so short that its words may stand together by chance: under five words and 30 characters.
pub fn is_short(exact: &str) -> bool {
    count_words(exact) < 5 && exact.trim().chars().count() < 30
}

/// Whether `core`, a quote without the marks at its edges, is empty or nothing but brackets and ellipses.
fn has_no_words(core: &str) -> bool {
    let only_marks = || read_marks(core).is_some_and(|marked| marked.literals.is_empty());
    core.is_empty() || (core.starts_with('[') && only_marks())
}

fn cuts_word(source: &SourceText, cut: &Range<usize>) -> QuoteFault {
    let place = source.place(cut);
    let mut whole = source.place(&widen(source.folded().text(), cut)).bytes();
    if whole == place.bytes() {
        // What was cut off is the sign of a number, which the folded text does not keep apart from a dash.
        whole.start = source
            .raw()
            .floor_char_boundary(whole.start.saturating_sub(1));
    }
    QuoteFault::CutsWord { place, whole }
}
