//! One source made searchable: its raw text, its folded text with the way back, its lines, paragraphs and
//! sentences, and the stretches of it that are not the author's words.

mod bounds;
mod lines;
mod paragraphs;
mod sentences;

use std::ops::Range;
use std::sync::{Arc, OnceLock};

use memchr::memmem;

use self::lines::LineIndex;
use self::paragraphs::split_paragraphs;
use self::sentences::split_sentences;
use crate::text::edges::core_of;
use crate::text::fold::{Folded, Stripped};
use crate::text::hits::first_hit;
use crate::text::needle::Needle;
use crate::text::place::Place;

pub use self::paragraphs::{Paragraph, ParagraphMode};

pub(in crate::text) use self::sentences::ends_sentence;

/// A source text, made searchable once and for all; what was made is shared by its clones.
#[derive(Debug, Clone)]
pub struct SourceText {
    made: Arc<Made>,
    not_author: Vec<Range<usize>>,
}

/// What a text alone decides.
#[derive(Debug)]
struct Made {
    raw: Arc<str>,
    folded: Folded,
    stripped: OnceLock<Stripped>,
    lowered: OnceLock<String>,
    sentences: OnceLock<Vec<Range<usize>>>,
    lines: LineIndex,
    paragraphs: Vec<Paragraph>,
}

/// Which end of a stretch was not found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StretchFault {
    /// The first words do not occur in the rest of the file.
    FromNotFound,
    /// The last words do not occur at or after the first ones.
    ToNotFound,
}

/// The sentences around a place, as byte ranges of the raw text; the neighbours are those in the same paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SentenceContext {
    /// The sentence before, if the paragraph has one.
    pub before: Option<Range<usize>>,
    /// The sentence or sentences in which the place lies.
    pub holding: Range<usize>,
    /// The sentence after, if the paragraph has one.
    pub after: Option<Range<usize>>,
}

impl SourceText {
    /// Makes `raw` searchable; every text is accepted. Of a text over 1.3 GiB only that much is searched.
    pub fn new(raw: impl Into<Arc<str>>, mode: ParagraphMode) -> Self {
        let raw = raw.into();
        let lines = LineIndex::new(&raw);
        let made = Made {
            folded: Folded::new(&raw),
            stripped: OnceLock::new(),
            lowered: OnceLock::new(),
            sentences: OnceLock::new(),
            paragraphs: split_paragraphs(&raw, &lines, mode),
            lines,
            raw,
        };
        Self {
            made: Arc::new(made),
            not_author: Vec::new(),
        }
    }

    /// The text as it is in the file.
    pub fn raw(&self) -> &str {
        &self.made.raw
    }

    /// Whether it was made of the very same text in memory.
    pub fn is_of(&self, raw: &Arc<str>) -> bool {
        Arc::ptr_eq(&self.made.raw, raw)
    }

    /// The paragraphs, numbered from 1 over the whole file.
    pub fn paragraphs(&self) -> &[Paragraph] {
        &self.made.paragraphs
    }

    /// The paragraph that holds the byte at `byte`, if it is not white space between two.
    pub fn paragraph_at(&self, byte: usize) -> Option<&Paragraph> {
        let after = self
            .made
            .paragraphs
            .partition_point(|paragraph| paragraph.range.start <= byte);
        let paragraph = &self.made.paragraphs[after.checked_sub(1)?];
        (byte < paragraph.range.end).then_some(paragraph)
    }

    /// The line and the column of the byte at `byte`, both from 1; columns count characters.
    pub fn line_column(&self, byte: usize) -> (usize, usize) {
        let line = self.line(byte);
        let start = self.chars_before(self.made.lines.start(line));
        (line, self.chars_before(byte) - start + 1)
    }

    /// The number of the line of the byte at `byte`, from 1.
    pub(in crate::text) fn line(&self, byte: usize) -> usize {
        self.made.lines.line(byte)
    }

    /// How many characters stand before the byte at `byte`; a byte order mark counts as one.
    pub(in crate::text) fn chars_before(&self, byte: usize) -> usize {
        self.made.lines.chars_before(&self.made.raw, byte)
    }

    /// The bytes from the first occurrence of `from` that begins at the byte `after` or later to the end of the
    /// first `to` that does not end before it; without `to`, to the end of the file. Both are folded.
    ///
    /// # Errors
    ///
    /// Says which end was not found.
    pub fn locate_stretch(
        &self,
        from: &str,
        to: Option<&str>,
        after: usize,
    ) -> Result<Range<usize>, StretchFault> {
        let after = self.made.folded.folded_at(after.min(self.made.raw.len()));
        let first = first_hit(
            self,
            &Needle::new(core_of(from)),
            after..self.made.folded.text().len(),
        )
        .ok_or(StretchFault::FromNotFound)?;
        let Some(to) = to else {
            let start = self.place(&first).bytes().start;
            return Ok(start..self.made.raw.len());
        };
        let needle = Needle::new(core_of(to));
        let mut begin = first.start;
        loop {
            let last = first_hit(self, &needle, begin..self.made.folded.text().len())
                .ok_or(StretchFault::ToNotFound)?;
            if last.end >= first.end {
                return Ok(self.place(&(first.start..last.end)).bytes());
            }
            begin = self.made.folded.text().ceil_char_boundary(last.start + 1);
        }
    }

    /// Declares that the words in these byte ranges are not the author's; ranges may overlap and come in any order.
    pub fn set_not_author(&mut self, mut stretches: Vec<Range<usize>>) {
        stretches.retain(|stretch| !stretch.is_empty());
        stretches.sort_by_key(|stretch| (stretch.start, stretch.end));
        stretches.dedup_by(|next, kept| {
            let joins = next.start <= kept.end;
            if joins {
                kept.end = kept.end.max(next.end);
            }
            joins
        });
        self.not_author = stretches;
    }

    /// The byte ranges that are not the author's words, in order and apart from each other.
    pub fn not_author(&self) -> &[Range<usize>] {
        &self.not_author
    }

    /// Whether no byte of `bytes` lies in a stretch that is not the author's.
    pub fn is_author(&self, bytes: &Range<usize>) -> bool {
        let after = self
            .not_author
            .partition_point(|stretch| stretch.end <= bytes.start);
        self.not_author
            .get(after)
            .is_none_or(|stretch| bytes.end <= stretch.start)
    }

    /// The byte offset of the first bidi override (U+202D or U+202E), which makes a text look other than it is.
    pub fn has_bidi_override(&self) -> Option<usize> {
        ["\u{202d}", "\u{202e}"]
            .iter()
            .filter_map(|mark| memmem::find(self.made.raw.as_bytes(), mark.as_bytes()))
            .min()
    }

    /// The byte ranges of all sentences, paragraph by paragraph; they are split once, when first wanted.
    pub fn sentences(&self) -> impl Iterator<Item = Range<usize>> + '_ {
        self.sentence_list().iter().cloned()
    }

    fn sentence_list(&self) -> &[Range<usize>] {
        self.made.sentences.get_or_init(|| {
            let split = |paragraph: &Paragraph| {
                let text = self
                    .made
                    .raw
                    .get(paragraph.range.clone())
                    .unwrap_or_default();
                let start = paragraph.range.start;
                split_sentences(text)
                    .into_iter()
                    .map(move |found| start + found.start..start + found.end)
            };
            self.made.paragraphs.iter().flat_map(split).collect()
        })
    }

    /// The byte ranges of the sentences of one paragraph of this source.
    pub fn sentences_of(&self, paragraph: &Paragraph) -> &[Range<usize>] {
        let all = self.sentence_list();
        let first = all.partition_point(|sentence| sentence.start < paragraph.range.start);
        let end = all.partition_point(|sentence| sentence.start < paragraph.range.end);
        all.get(first..end).unwrap_or_default()
    }

    /// The sentences that hold `place` and their neighbours in the same paragraph.
    pub fn sentences_around(&self, place: &Place) -> SentenceContext {
        let bytes = place.bytes();
        let ends = [bytes.start, bytes.end.saturating_sub(1)];
        let mut context = SentenceContext {
            before: None,
            holding: bytes.clone(),
            after: None,
        };
        let [Some(first), Some(last)] = ends.map(|byte| self.paragraph_at(byte)) else {
            return context;
        };
        for sentence in self.sentences_of(first).iter().cloned() {
            if sentence.end <= bytes.start {
                context.before = Some(sentence);
            } else if sentence.start < bytes.start {
                context.holding.start = sentence.start;
            }
        }
        for sentence in self.sentences_of(last).iter().rev().cloned() {
            if sentence.start >= bytes.end {
                context.after = Some(sentence);
            } else if sentence.end > bytes.end {
                context.holding.end = sentence.end;
            }
        }
        context
    }

    /// The bytes around `place` that belong to it for a reader: from the sentence before to the place, and from the
    /// place to the end of the sentence after, within its paragraph.
    pub fn context(&self, place: &Place) -> (Range<usize>, Range<usize>) {
        let around = self.sentences_around(place);
        let start = around
            .before
            .map_or(around.holding.start, |before| before.start);
        let end = around.after.map_or(around.holding.end, |after| after.end);
        let bytes = place.bytes();
        (
            start.min(bytes.start)..bytes.start,
            bytes.end..end.max(bytes.end),
        )
    }

    /// The source's own words in `bytes`: white space collapsed to single spaces, paragraphs a blank line apart.
    ///
    /// An offset inside a character is moved to the beginning of that character.
    pub fn words(&self, bytes: &Range<usize>) -> String {
        let start = self.made.raw.floor_char_boundary(bytes.start);
        let end = self.made.raw.floor_char_boundary(bytes.end);
        let mut blocks: Vec<String> = Vec::new();
        let mut at = start;
        for paragraph in self.paragraphs_in(&(start..end)) {
            let block_end = paragraph.range.end.min(end);
            blocks.push(collapse_white_space(&self.made.raw[at..block_end]));
            at = block_end;
        }
        blocks.push(collapse_white_space(
            self.made.raw.get(at..end).unwrap_or_default(),
        ));
        blocks.retain(|block| !block.is_empty());
        blocks.join("\n\n")
    }

    /// The paragraphs that share a byte with `bytes`.
    pub(in crate::text) fn paragraphs_in(&self, bytes: &Range<usize>) -> &[Paragraph] {
        let first = self
            .made
            .paragraphs
            .partition_point(|paragraph| paragraph.range.end <= bytes.start);
        let end = self
            .made
            .paragraphs
            .partition_point(|paragraph| paragraph.range.start < bytes.end);
        self.made.paragraphs.get(first..end).unwrap_or_default()
    }

    /// The folded text.
    pub(in crate::text) fn folded(&self) -> &Folded {
        &self.made.folded
    }

    /// The folded text without hyphens and dashes; made when it is first wanted.
    pub(in crate::text) fn stripped(&self) -> &Stripped {
        self.made
            .stripped
            .get_or_init(|| Stripped::new(&self.made.folded))
    }

    /// The folded text in lower case, at the same offsets; made when it is first wanted.
    pub(in crate::text) fn lowered(&self) -> &str {
        self.made
            .lowered
            .get_or_init(|| lower_in_place(self.made.folded.text()))
    }

    /// The place of the bytes `folded` of the folded text.
    pub(in crate::text) fn place(&self, folded: &Range<usize>) -> Place {
        Place::new(self, &self.made.folded.raw_range(folded))
    }
}

/// `text` with every run of white space as one space, and none at the ends.
pub fn collapse_white_space(text: &str) -> String {
    if is_collapsed(text.as_bytes()) {
        return text.to_owned();
    }
    let mut collapsed = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !collapsed.is_empty() {
            collapsed.push(' ');
        }
        collapsed.push_str(word);
    }
    collapsed
}

/// Whether a text is surely collapsed already: most that are shown are.
fn is_collapsed(text: &[u8]) -> bool {
    let mut after_space = true;
    let fits = text.iter().all(|&byte| {
        let is_space = byte == b' ';
        let fits = byte.is_ascii_graphic() || (is_space && !after_space);
        after_space = is_space;
        fits
    });
    fits && (text.is_empty() || !after_space)
}

/// `text` in lower case, except for the few letters whose lower case has another length.
pub(in crate::text) fn lower_in_place(text: &str) -> String {
    let lower = |c: char| {
        let mut lowered = c.to_lowercase();
        match (lowered.next(), lowered.next()) {
            (Some(low), None) if low.len_utf8() == c.len_utf8() => low,
            _ => c,
        }
    };
    text.chars().map(lower).collect()
}
