//! Which folds made two texts equal, and how often each was used.

use std::fmt;

use super::{Folded, Piece};

/// A kind of harmless difference between a quote and its source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fold {
    /// Other white space: a line break or a no-break space for a space, two spaces for one.
    WhiteSpace,
    /// Straight quotation marks or apostrophes for typographic ones.
    QuotationMarks,
    /// Single marks for double ones or the reverse, as for a quotation inside a quotation.
    NestedQuotationMarks,
    /// Another kind of dash or hyphen of the same class.
    Dashes,
    /// Another way of writing an ellipsis.
    Ellipsis,
    /// Soft hyphens, zero-width spaces and the like.
    Invisible,
    /// Latin ligatures for letters.
    Ligatures,
    /// Accents composed with their letters or apart from them.
    Accents,
    /// A word hyphenated at a line end.
    LineEndHyphen,
    /// A dash, an ellipsis or a bullet at the very edge of the quote that was left aside.
    EdgeMarks,
}

impl Fold {
    const ALL: [Self; 10] = [
        Self::WhiteSpace,
        Self::QuotationMarks,
        Self::NestedQuotationMarks,
        Self::Dashes,
        Self::Ellipsis,
        Self::Invisible,
        Self::Ligatures,
        Self::Accents,
        Self::LineEndHyphen,
        Self::EdgeMarks,
    ];

    /// The stable name of this fold, in kebab case.
    pub fn name(self) -> &'static str {
        match self {
            Self::WhiteSpace => "white-space",
            Self::QuotationMarks => "quotation-marks",
            Self::NestedQuotationMarks => "nested-quotation-marks",
            Self::Dashes => "dashes",
            Self::Ellipsis => "ellipsis",
            Self::Invisible => "invisible-characters",
            Self::Ligatures => "ligatures",
            Self::Accents => "accents",
            Self::LineEndHyphen => "line-end-hyphen",
            Self::EdgeMarks => "edge-marks",
        }
    }
}

/// How often each fold was used. There are as many as quotes, and most hold nothing: that takes no room.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Folds {
    counts: Option<Box<[usize; Fold::ALL.len()]>>,
}

impl Folds {
    /// The folds that were used with their counts, always in the same order.
    pub fn iter(&self) -> impl Iterator<Item = (Fold, usize)> + '_ {
        let counts = self.counts.iter().flat_map(|counts| counts.iter().copied());
        Fold::ALL
            .into_iter()
            .zip(counts)
            .filter(|(_, count)| *count > 0)
    }

    /// The names of the folds that were used.
    pub fn names(&self) -> impl Iterator<Item = &'static str> + '_ {
        self.iter().map(|(fold, _)| fold.name())
    }

    /// How often `fold` was used.
    pub fn count(&self, fold: Fold) -> usize {
        let counts = self.counts.as_ref();
        counts.map_or(0, |counts| counts[fold as usize])
    }

    /// Whether no fold was used.
    pub fn is_empty(&self) -> bool {
        self.counts.is_none()
    }

    /// Counts `fold` `times` more often.
    pub(in crate::text) fn add(&mut self, fold: Fold, times: usize) {
        if times > 0 {
            self.counts.get_or_insert_default()[fold as usize] += times;
        }
    }

    /// Adds the counts of `other`.
    pub(in crate::text) fn add_all(&mut self, other: &Self) {
        for (fold, count) in other.iter() {
            self.add(fold, count);
        }
    }
}

/// Writes "quotation marks x2, white space x1".
impl fmt::Display for Folds {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, (fold, count)) in self.iter().enumerate() {
            let comma = if index == 0 { "" } else { ", " };
            write!(
                formatter,
                "{comma}{} x{count}",
                fold.name().replace('-', " ")
            )?;
        }
        Ok(())
    }
}

/// Counts the folds that make `source` and `quote` equal; both must fold to the same text.
pub(in crate::text) fn count_folds(source: &str, quote: &str) -> Folds {
    let mut folds = Folds::default();
    if source != quote {
        let sides = [Side::new(source), Side::new(quote)];
        walk(sides, &mut folds);
    }
    folds
}

/// One of the two texts, and how far it was read.
struct Side<'a> {
    raw: &'a str,
    folded: Folded,
    at: usize,
    raw_at: usize,
    piece: usize,
}

impl<'a> Side<'a> {
    fn new(raw: &'a str) -> Self {
        let folded = Folded::in_detail(raw);
        Self {
            raw,
            folded,
            at: 0,
            raw_at: 0,
            piece: 0,
        }
    }

    fn next_piece(&self) -> Option<&Piece> {
        self.folded.pieces.get(self.piece)
    }

    /// How many bytes lie before the next piece.
    fn distance(&self) -> usize {
        let next = self
            .next_piece()
            .map_or(self.folded.text.len(), |piece| piece.folded_start as usize);
        next.saturating_sub(self.at)
    }

    /// The piece that begins here, if one does.
    fn piece_here(&self) -> Option<&Piece> {
        self.next_piece()
            .filter(|piece| piece.folded_start as usize == self.at)
    }

    /// Whether the piece that begins here is a hyphen that `other` does not have.
    fn has_lone_hyphen(&self, other: &Self) -> bool {
        let hyphen = |side: &Self| {
            let rest = side.folded.text.get(side.at..).unwrap_or_default();
            rest.starts_with(['-', super::DASH])
        };
        self.piece_here()
            .is_some_and(|piece| piece.fold == Fold::LineEndHyphen)
            && !hyphen(other)
    }

    /// The shortest length of folded text from here, at least `length`, that ends between pieces.
    fn whole(&self, length: usize) -> usize {
        let end = self.at + length;
        self.folded.pieces[self.piece..]
            .iter()
            .take_while(|piece| (piece.folded_start as usize) < end)
            .last()
            .map_or(length, |piece| {
                length.max((piece.folded_end as usize).saturating_sub(self.at))
            })
    }

    /// Moves on by `length` bytes of folded text and returns the raw text passed over; with `length` 0, passes
    /// over dropped characters.
    fn advance(&mut self, length: usize) -> &'a str {
        let end = (self.at + length).min(self.folded.text.len());
        let mut raw_end = self.raw_at;
        if length > 0 {
            raw_end = self.folded.raw_end(end);
            let ahead = &self.folded.pieces[self.piece..];
            self.piece += ahead.partition_point(|piece| (piece.folded_start as usize) < end);
        } else if let Some(piece) = self.piece_here()
            && piece.folded_start == piece.folded_end
        {
            raw_end = piece.raw_end as usize;
            self.piece += 1;
        }
        let passed = self.raw.get(self.raw_at..raw_end).unwrap_or_default();
        (self.at, self.raw_at) = (end, raw_end);
        passed
    }
}

fn walk([mut source, mut quote]: [Side<'_>; 2], folds: &mut Folds) {
    loop {
        let same = source.distance().min(quote.distance());
        compare_same(&mut source, &mut quote, same, folds);
        if source.has_lone_hyphen(&quote) {
            source.advance(1);
            folds.add(Fold::LineEndHyphen, 1);
        } else if quote.has_lone_hyphen(&source) {
            quote.advance(1);
            folds.add(Fold::LineEndHyphen, 1);
        } else if !compare_piece(&mut source, &mut quote, folds) {
            return;
        }
    }
}

/// Passes over `length` bytes that neither side folded; only nested marks can differ there.
fn compare_same(source: &mut Side<'_>, quote: &mut Side<'_>, length: usize, folds: &mut Folds) {
    let one = source.advance(length);
    let other = quote.advance(length);
    if one != other {
        let differing = one.bytes().zip(other.bytes()).filter(|(a, b)| a != b);
        folds.add(Fold::NestedQuotationMarks, differing.count());
    }
}

/// Passes over the piece that begins here on either side; returns whether there was one.
fn compare_piece(source: &mut Side<'_>, quote: &mut Side<'_>, folds: &mut Folds) -> bool {
    let pieces = [source.piece_here(), quote.piece_here()];
    let Some(piece) = pieces.into_iter().flatten().next() else {
        return false;
    };
    let nested = marks_differ(source, quote);
    let fold = if nested {
        Fold::NestedQuotationMarks
    } else {
        piece.fold
    };
    let lengths = pieces.into_iter().flatten();
    let lengths = lengths.map(|piece| (piece.folded_end - piece.folded_start) as usize);
    let mut length = lengths.max().unwrap_or(0);
    loop {
        let whole = source.whole(length).max(quote.whole(length));
        if whole == length {
            break;
        }
        length = whole;
    }
    let one = source.advance(length);
    let other = quote.advance(length);
    folds.add(fold, usize::from(one != other));
    true
}

/// Whether single marks stand here on one side and double ones on the other.
fn marks_differ(source: &Side<'_>, quote: &Side<'_>) -> bool {
    let mark = |side: &Side<'_>| side.folded.text.as_bytes().get(side.at).copied();
    matches!(
        (mark(source), mark(quote)),
        (Some(b'\''), Some(b'"')) | (Some(b'"'), Some(b'\''))
    )
}
