//! Verifies a quote with omissions and brackets, and says what each of its edits leaves out, adds or replaces.

use std::fmt;
use std::ops::Range;

use super::chains::{Chain, find_chains};
use super::choose::{Standing, choose_span};
use super::marks::{Link, Literal, Marked, Touch};
use super::{QuoteFault, QuoteQuery, Verified};
use crate::text::edges::Edges;
use crate::text::fold::Folded;
use crate::text::place::Place;
use crate::text::source::{SourceText, collapse_white_space};
use crate::text::words::{
    WordClass, count_words, first_negator, is_denying_part, lowered_words, weighty_words,
};

/// How many words must stand on each side of an omission or a bracket between words.
pub(in crate::text) const FEWEST_WORDS: usize = 3;

/// One edit of a quote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// What kind of edit it is.
    pub kind: EditKind,
    /// The text of the bracket, without the bracket; empty for a bare omission.
    pub inserted: String,
    /// The source's words for which the edit stands, white space collapsed; empty if there are none.
    pub replaced: String,
    /// The bytes of those words in the raw text; empty where nothing is replaced.
    pub range: Range<usize>,
}

/// The kinds of edit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EditKind {
    /// Words are left out, with or without a bracket beside the ellipsis.
    Omission,
    /// A bracket stands for other words, or for none.
    Substitution,
    /// A bracket stands for letters of one word, or for none: `support[ed]`.
    Letters,
    /// A letter has the other case: `[T]he`.
    Case,
    /// The analyst remarks that the words are so: `[sic]`.
    Sic,
    /// The mark is the source's own.
    Own,
}

/// Writes `left out: "..."`, `[the US] <- we` or `[the US] added`.
impl fmt::Display for Edit {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            kind,
            inserted,
            replaced,
            ..
        } = self;
        match kind {
            EditKind::Own => write!(formatter, "`{replaced}` is the source's own"),
            EditKind::Omission if inserted.is_empty() => {
                write!(formatter, "left out: \"{replaced}\"")
            }
            _ if replaced.is_empty() => write!(formatter, "[{inserted}] added"),
            _ => write!(formatter, "[{inserted}] <- {replaced}"),
        }
    }
}

/// What an edit does to the meaning.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EditRisk {
    /// What is done.
    pub kind: RiskKind,
    /// The class of the word.
    pub class: WordClass,
    /// The word, in lower case.
    pub word: String,
}

/// What an edit does with a word that weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RiskKind {
    /// An omission hides it.
    OmissionHides,
    /// A bracket adds it.
    BracketAdds,
    /// A bracket takes it away.
    BracketRemoves,
}

/// Writes "the omission hides the negator `not`".
impl fmt::Display for EditRisk {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let verb = match self.kind {
            RiskKind::OmissionHides => "the omission hides",
            RiskKind::BracketAdds => "the bracket adds",
            RiskKind::BracketRemoves => "the bracket takes away",
        };
        write!(
            formatter,
            "{verb} the {} `{}`",
            self.class.as_str(),
            self.word
        )
    }
}

impl Standing for Chain {
    fn span(&self) -> &Range<usize> {
        &self.span
    }

    fn literals(&self) -> &[Range<usize>] {
        &self.literals
    }
}

/// Verifies a quote whose marks are `marked`.
pub(super) fn find_edited(
    source: &SourceText,
    query: &QuoteQuery,
    edges: &Edges,
    marked: &Marked,
) -> Result<Verified, QuoteFault> {
    let chains = find_chains(source, marked);
    if chains.is_empty() {
        return Err(QuoteFault::NotFound);
    }
    let chain = &chains[choose_span(source, query, edges, &chains)?];
    let verified = Verified::edited(source, edges, marked, chain);
    let risk = verified
        .edits()
        .iter()
        .find_map(|edit| risk_of(source, edit));
    if let Some(risk) = risk.filter(|_| !query.reviewed) {
        let place = verified.place().clone();
        return Err(QuoteFault::EditUnreviewed { place, risk });
    }
    if has_short_side(marked) {
        return Err(QuoteFault::NotFound);
    }
    Ok(verified)
}

/// Whether an omission or a bracket between words has fewer than three literal words beside it.
pub(in crate::text) fn has_short_side(marked: &Marked) -> bool {
    let is_gap = |link: Option<&Link>| matches!(link, Some(Link::Gap { .. }));
    let mut sides = vec![0];
    for (index, literal) in marked.literals.iter().enumerate() {
        if index > 0 && is_gap(marked.links.get(index - 1)) {
            sides.push(0);
        }
        let last = sides.len() - 1;
        sides[last] += count_words(&literal.words);
    }
    let has_gap = sides.len() > 1 || is_gap(marked.lead.as_ref()) || is_gap(marked.trail.as_ref());
    has_gap && sides.iter().any(|words| *words < FEWEST_WORDS)
}

/// The edits of a quote that stands at `chain`, in the order of the text.
pub(super) fn list_edits(source: &SourceText, marked: &Marked, chain: &Chain) -> Vec<Edit> {
    let mut edits = Vec::new();
    let mut at = chain.span.start;
    let mut link = marked.lead.as_ref();
    for (index, (literal, hit)) in marked.literals.iter().zip(&chain.literals).enumerate() {
        edits.extend(link.map(|link| edit_of(source, link, &(at..hit.start))));
        let touches = literal.touches.iter();
        edits.extend(touches.map(|touch| touch_of(source, literal, touch, hit)));
        at = hit.end;
        link = marked.links.get(index).or(marked.trail.as_ref());
    }
    edits.extend(link.map(|link| edit_of(source, link, &(at..chain.span.end))));
    edits
}

fn touch_of(source: &SourceText, literal: &Literal, touch: &Touch, hit: &Range<usize>) -> Edit {
    let folded = Folded::new(&literal.words);
    let [start, end] =
        [touch.at, touch.at + touch.length].map(|at| hit.start + folded.folded_at(at));
    let replaced = &literal.words[touch.at..touch.at + touch.length];
    let text = source.folded().text();
    // Hyphens at line ends may have moved the letter; then the whole literal is given.
    let place = match text.get(start..end) == Some(replaced) {
        true => start..end,
        false => hit.clone(),
    };
    let raw = source.folded().raw_range(&place);
    Edit {
        kind: match touch.length {
            0 => EditKind::Sic,
            _ => EditKind::Case,
        },
        inserted: touch.mark.trim_matches(['[', ']']).to_owned(),
        replaced: replaced.to_owned(),
        range: raw.start.min(raw.end)..raw.end,
    }
}

fn edit_of(source: &SourceText, link: &Link, gap: &Range<usize>) -> Edit {
    let raw = source.folded().raw_range(gap);
    let range = Place::new(source, &(raw.start..raw.end.max(raw.start))).bytes();
    let replaced = collapse_white_space(&source.raw()[range.clone()]);
    let folded = source.folded().text()[gap.clone()].trim();
    let (kind, inserted) = match link {
        Link::Inside(text) => (EditKind::Letters, text.clone()),
        Link::Gap {
            omits: true,
            inserted,
        } => (EditKind::Omission, inserted.clone().unwrap_or_default()),
        Link::Gap {
            omits: false,
            inserted,
        } => (EditKind::Substitution, inserted.clone().unwrap_or_default()),
    };
    let own = match kind {
        EditKind::Omission => matches!(folded, "…" | "[…]") && inserted.is_empty(),
        _ => folded == format!("[{inserted}]"),
    };
    Edit {
        kind: if own { EditKind::Own } else { kind },
        inserted,
        replaced,
        range,
    }
}

/// What `edit` does to the meaning, if it does anything that must be reviewed.
fn risk_of(source: &SourceText, edit: &Edit) -> Option<EditRisk> {
    match edit.kind {
        EditKind::Own | EditKind::Case | EditKind::Sic => None,
        EditKind::Omission => {
            let hidden = first_negator(&edit.replaced).map(|word| EditRisk {
                kind: RiskKind::OmissionHides,
                class: WordClass::Negator,
                word,
            });
            let added = || compare_weights(&edit.replaced, &edit.inserted);
            hidden.or_else(|| added().filter(|risk| risk.kind == RiskKind::BracketAdds))
        }
        EditKind::Substitution => compare_weights(&edit.replaced, &edit.inserted),
        EditKind::Letters => risk_in_word(source, edit),
    }
}

/// The first word that weighs and that only one of the two texts has.
fn compare_weights(replaced: &str, inserted: &str) -> Option<EditRisk> {
    let (mut removed, added) = (weighty_words(replaced), weighty_words(inserted));
    for word in added {
        match removed.iter().position(|other| *other == word) {
            Some(index) => drop(removed.remove(index)),
            None => return Some(risk(RiskKind::BracketAdds, word)),
        }
    }
    let word = removed.into_iter().next()?;
    Some(risk(RiskKind::BracketRemoves, word))
}

fn risk(kind: RiskKind, (class, word): (WordClass, String)) -> EditRisk {
    EditRisk { kind, class, word }
}

/// What a bracket inside a word does: `[un]likely` denies the word, `could[n't]` too.
fn risk_in_word(source: &SourceText, edit: &Edit) -> Option<EditRisk> {
    let raw = source.raw();
    let before = letters_before(&raw[..edit.range.start]);
    let after = letters_after(&raw[edit.range.end..]);
    let denies = |kind, part: &str| {
        let word = part.to_lowercase();
        let class = WordClass::Negator;
        is_denying_part(&word).then_some(EditRisk { kind, class, word })
    };
    let whole = |part: &str| format!("{before}{part}{after}");
    let same = lowered_words(&edit.inserted).eq(lowered_words(&edit.replaced));
    denies(RiskKind::BracketAdds, &edit.inserted)
        .or_else(|| denies(RiskKind::BracketRemoves, &edit.replaced))
        .filter(|_| !same)
        .or_else(|| compare_weights(&whole(&edit.replaced), &whole(&edit.inserted)))
        .or_else(|| compare_weights(&edit.replaced, &edit.inserted))
}

fn letters_before(text: &str) -> &str {
    &text[text
        .trim_end_matches(|c: char| c.is_alphabetic() || matches!(c, '\'' | '’'))
        .len()..]
}

fn letters_after(text: &str) -> &str {
    let rest = text.trim_start_matches(|c: char| c.is_alphabetic() || matches!(c, '\'' | '’'));
    &text[..text.len() - rest.len()]
}
