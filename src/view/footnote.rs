//! Footnotes: the passages on which a statement rests, as a document on paper cites them.

use std::collections::HashSet;

use serde::Serialize;

use crate::arrange::{Group, Index, Position, State};
use crate::model::{Direction, Key, Quote, Recommendation};

use super::fragment::document_link;
use super::matrix::RowView;
use super::quote::{PieceView, locator, original, pieces, source_words};
use super::words::{one_line, push_new};

/// In a footnote the words of so many authors are quoted; of further ones the places are named.
const QUOTED: usize = 3;

/// The lines that the footnotes of two upright pages may take together, and the characters of each.
const UPRIGHT: (usize, usize) = (60, 140);

/// The same of two pages on their side.
const WIDE: (usize, usize) = (40, 200);

/// A footnote.
#[derive(Debug, Clone, Serialize)]
pub struct FootnoteView {
    /// Its number in the document, from 1.
    pub number: usize,
    /// What it cites, in order; one citation at least.
    pub citations: Vec<CitationView>,
    /// How many further citations are left to the report, for want of space.
    pub further: usize,
}

/// What one author says in one place.
#[derive(Debug, Clone, Serialize)]
pub struct CitationView {
    /// The author as printed.
    pub author: String,
    /// The side that the passage speaks for, where the author is on several.
    pub side: Option<&'static str>,
    /// Why there is no passage: the reason for which the author could not address it, without a full
    /// stop.
    pub reason: Option<String>,
    /// The passage, unless there is none.
    pub passage: Option<CitedPassage>,
}

impl CitationView {
    /// Leaves the words away.
    fn name_place_alone(&mut self) {
        if let Some(passage) = &mut self.passage {
            passage.pieces.clear();
        }
    }
}

/// A passage with its place.
#[derive(Debug, Clone, Serialize)]
pub struct CitedPassage {
    /// The id of the quote.
    pub id: String,
    /// The number of its source in the list of sources.
    pub source: usize,
    /// The place: `paragraph 7, line 13`.
    pub locator: String,
    /// The source's words, in pieces: quoted, or left out by the analyst; none where the place alone
    /// is named.
    pub pieces: Vec<PieceView>,
    /// Whether an earlier footnote has quoted it.
    pub repeats: bool,
    /// Whether the author only reports it.
    pub reported: bool,
    /// A link to the words at the address of the source, such as a document may hold.
    pub link: Option<String>,
}

/// Cites what the authors of a group that are in one state say; `None` where there is nothing to cite.
pub(super) fn footnote(index: &Index, group: &Group, token: &str) -> Option<FootnoteView> {
    let members = group.members_with(|state: &State| state.as_str() == token);
    let mut citations: Vec<CitationView> = Vec::new();
    for (place, (author, position)) in members.enumerate() {
        let mut said = of_author(index, author, position);
        if place >= QUOTED {
            said.iter_mut().for_each(CitationView::name_place_alone);
        }
        citations.extend(said);
    }
    (!citations.is_empty()).then_some(FootnoteView {
        number: 0,
        citations,
        further: 0,
    })
}

/// The best passage of each side that an author takes, or the reason why he takes none.
fn of_author(index: &Index, author: &str, position: &Position) -> Vec<CitationView> {
    let citation = |side, reason, passage| CitationView {
        author: one_line(author),
        side,
        reason,
        passage,
    };
    if let State::NotApplicable(reason) = &position.state {
        let reason = one_line(reason);
        let reason = reason.trim_end_matches('.').to_owned();
        return vec![citation(None, Some(reason), None)];
    }
    let stance_of = |key: &Key<Recommendation>| index.project.recommendations[*key].stance;
    let word = match position.state {
        State::Stance(word) => Some(word),
        _ => None,
    };
    let carries = |key: &Key<Recommendation>| word.is_none_or(|word| stance_of(key) == word);
    let carrying: Vec<_> = position.shown.iter().copied().filter(carries).collect();
    let mut sides: Vec<Option<Direction>> = Vec::new();
    for key in &carrying {
        push_new(&mut sides, stance_of(key).direction());
    }
    let of_side = |side: Option<Direction>| {
        let keys = carrying.iter().copied();
        let (_, quote) = best(index, keys.filter(|key| stance_of(key).direction() == side))?;
        let named = side.filter(|_| word.is_none()).map(side_word);
        Some(citation(named, None, Some(passage(index, quote))))
    };
    sides.into_iter().filter_map(of_side).collect()
}

/// Cites a quote.
pub(super) fn passage(index: &Index, quote: &Quote) -> CitedPassage {
    let sources = index.project.sources.keys();
    let place = sources.take_while(|key| *key != quote.source).count();
    CitedPassage {
        id: quote.id.clone(),
        source: place + 1,
        locator: locator(quote),
        pieces: pieces(index, quote),
        repeats: false,
        reported: quote.voice == crate::model::Voice::Reported,
        link: original(index, quote).and_then(|address| document_link(&address)),
    }
}

/// Makes footnotes as short as their pages ask: where they are too long, the first words of each are
/// quoted and of the others the places named; where that is not enough, the others are counted. No
/// words are quoted twice.
pub(super) fn shorten(footnotes: &mut [FootnoteView], wide: bool) {
    let (most, measure) = if wide { WIDE } else { UPRIGHT };
    let too_long = |footnotes: &[FootnoteView]| {
        let lines = footnotes.iter().map(|footnote| lines(footnote, measure));
        lines.sum::<usize>() > most
    };
    if too_long(footnotes) {
        let further = footnotes
            .iter_mut()
            .flat_map(|footnote| footnote.citations.iter_mut().skip(1));
        further.for_each(CitationView::name_place_alone);
    }
    if too_long(footnotes) {
        for footnote in footnotes.iter_mut() {
            footnote.further = footnote.citations.len() - 1;
            footnote.citations.truncate(1);
        }
    }
    let mut quoted: HashSet<(usize, String, String)> = HashSet::new();
    let citations = footnotes
        .iter_mut()
        .flat_map(|footnote| &mut footnote.citations);
    let passages = citations.filter_map(|citation| citation.passage.as_mut());
    for passage in passages.filter(|passage| !passage.pieces.is_empty()) {
        let pieces = passage.pieces.iter().map(|piece| piece.words.as_str());
        let words: String = pieces.collect();
        passage.repeats = !quoted.insert((passage.source, passage.locator.clone(), words));
    }
}

/// About how many lines a footnote takes.
fn lines(footnote: &FootnoteView, measure: usize) -> usize {
    let words = |passage: &CitedPassage| {
        let pieces = passage
            .pieces
            .iter()
            .map(|piece| piece.words.chars().count());
        pieces.sum::<usize>() + passage.locator.chars().count() + 16
    };
    let citation = |citation: &CitationView| {
        let reason = citation
            .reason
            .as_ref()
            .map_or(0, |reason| reason.chars().count());
        citation.author.chars().count() + reason + citation.passage.as_ref().map_or(0, words)
    };
    let length: usize = footnote.citations.iter().map(citation).sum();
    length.div_ceil(measure)
}

/// Numbers the passages of groups in the order of the rows, and gathers them. Those of an option
/// with parts stand with its parts, not once more with the whole.
pub(super) fn of_rows<'r>(rows: impl Iterator<Item = &'r mut RowView>) -> Vec<FootnoteView> {
    let mut footnotes = Vec::new();
    for row in rows.filter(|row| !row.header.has_parts) {
        for passage in row.cells.iter_mut().flat_map(|cell| &mut cell.passages) {
            let number = footnotes.len() + 1;
            passage.footnote = Some(number);
            footnotes.push(FootnoteView {
                number,
                citations: vec![CitationView {
                    author: one_line(&passage.author),
                    side: None,
                    reason: None,
                    passage: Some(passage.cited.clone()),
                }],
                further: 0,
            });
        }
    }
    footnotes
}

/// The word for a side.
const fn side_word(side: Direction) -> &'static str {
    match side {
        Direction::For => "for",
        Direction::Against => "against",
        Direction::Both => "weighing both",
    }
}

/// The strongest, most certain and explicit of some recommendations, and the passage that speaks
/// best for it.
pub(super) fn best<'p>(
    index: &Index<'p>,
    recommendations: impl Iterator<Item = Key<Recommendation>>,
) -> Option<(Key<Recommendation>, &'p Quote)> {
    let project = index.project;
    let key = recommendations.min_by_key(|key| {
        let recommendation = &project.recommendations[*key];
        let conditional = recommendation.condition.is_some() || recommendation.after.is_some();
        let strong = recommendation.stance.is_strong();
        (
            recommendation.implied,
            recommendation.confidence,
            !strong,
            conditional,
            *key,
        )
    })?;
    let deciding = || {
        let quotes = project.recommendations[key].quotes.iter();
        quotes.filter(|quote| quote.is_deciding())
    };
    // Words that only lead up to others, such as "They should:", say nothing alone.
    let leads_up = |quote: &&Quote| source_words(index, quote).ends_with(':');
    let quote = deciding()
        .find(|quote| !leads_up(quote))
        .or_else(|| deciding().next())?;
    Some((key, quote))
}
