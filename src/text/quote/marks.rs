//! Reads the ellipses and brackets of a quote as the analyst's edits.

use std::ops::Range;

use crate::text::fold::{ELLIPSIS, Folded};

/// A quote read as stretches of literal words with edits between them.
#[derive(Debug, Default)]
pub(in crate::text) struct Marked {
    /// The text that was read.
    pub(in crate::text) reading: String,
    /// The literal stretches, in order.
    pub(in crate::text) literals: Vec<Literal>,
    /// What stands between each two of them: one fewer than literals, unless there are none.
    pub(in crate::text) links: Vec<Link>,
    /// An edit before the first stretch.
    pub(in crate::text) lead: Option<Link>,
    /// An edit after the last stretch.
    pub(in crate::text) trail: Option<Link>,
}

/// Words that must stand in the source as they are.
#[derive(Debug, Default, Clone)]
pub(in crate::text) struct Literal {
    /// The words, as far as they are the source's: letters in brackets have the case that the source must have.
    pub(in crate::text) words: String,
    /// The small edits inside the words.
    pub(in crate::text) touches: Vec<Touch>,
    /// Whether the stop at the end may belong to an ellipsis of four dots.
    pub(in crate::text) stop_is_doubtful: bool,
}

/// An edit that leaves the words together.
#[derive(Debug, Clone)]
pub(in crate::text) struct Touch {
    /// The offset in the words of the literal, in bytes.
    pub(in crate::text) at: usize,
    /// The mark, as it was written.
    pub(in crate::text) mark: String,
    /// How many bytes of the words it stands for: a letter in the other case, or nothing.
    pub(in crate::text) length: usize,
}

/// An edit between two literal stretches.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::text) enum Link {
    /// Between words.
    Gap {
        /// Whether it has an ellipsis.
        omits: bool,
        /// The text of its brackets.
        inserted: Option<String>,
    },
    /// Inside a word, as in `support[ed]`: the text of the bracket.
    Inside(String),
}

impl Literal {
    /// Takes white space off the ends, but not beside a bracket inside a word, where it ends the word.
    fn trim(&mut self, [before, after]: [&Option<Link>; 2]) {
        if !matches!(after, Some(Link::Inside(_))) {
            self.words.truncate(self.words.trim_end().len());
        }
        if !matches!(before, Some(Link::Inside(_))) {
            let space = self.words.len() - self.words.trim_start().len();
            self.words.drain(..space);
            for touch in &mut self.touches {
                touch.at = touch.at.saturating_sub(space);
            }
        }
    }
}

/// Reads the marks of `quote`; `None` if it has none.
pub(in crate::text) fn read_marks(quote: &str) -> Option<Marked> {
    if !quote.contains(['[', ELLIPSIS, '.']) {
        return None;
    }
    let folded = Folded::new(quote);
    let mut reader = Reader {
        quote,
        folded: &folded,
        marked: Marked {
            reading: quote.to_owned(),
            ..Marked::default()
        },
        open: Literal::default(),
        pending: None,
        found: false,
    };
    reader.read();
    reader.found.then_some(reader.marked)
}

struct Reader<'a> {
    quote: &'a str,
    folded: &'a Folded,
    marked: Marked,
    /// The literal stretch that is being read.
    open: Literal,
    /// The edit before it.
    pending: Option<Link>,
    found: bool,
}

/// A mark met in the folded quote.
struct Mark<'a> {
    range: Range<usize>,
    /// The text between the brackets, or the ellipsis.
    content: &'a str,
    before: Option<char>,
    after: Option<char>,
}

impl Mark<'_> {
    fn touches_before(&self) -> bool {
        self.before.is_some_and(char::is_alphanumeric)
    }

    fn touches_after(&self) -> bool {
        self.after.is_some_and(char::is_alphanumeric)
    }
}

impl Reader<'_> {
    fn read(&mut self) {
        let folded = self.folded;
        let mut at = 0;
        while let Some(mark) = next_mark(folded.text(), at) {
            self.push_words(at..mark.range.start);
            self.found = true;
            at = mark.range.end;
            self.push_mark(&mark);
        }
        self.push_words(at..folded.text().len());
        self.close_literal(None);
        self.marked.trail = self
            .pending
            .take()
            .filter(|_| !self.marked.literals.is_empty());
    }

    fn push_words(&mut self, folded: Range<usize>) {
        let raw = self.folded.raw_range(&folded);
        if raw.start >= raw.end {
            return;
        }
        match self.quote[raw.clone()].strip_suffix("….") {
            // An ellipsis and a stop fold to a stop and an ellipsis; only the stop belongs to these words.
            Some(words) => self.open.words.extend([words, "."]),
            None => self.open.words.push_str(&self.quote[raw]),
        }
    }

    fn push_mark(&mut self, mark: &Mark) {
        let raw = self.quote[self.folded.raw_range(&mark.range)]
            .trim()
            .to_owned();
        let mut letters = mark.content.chars();
        let letter = letters
            .next()
            .filter(|c| c.is_alphabetic() && letters.next().is_none());
        if matches!(mark.content.to_lowercase().as_str(), "sic" | "sic!") {
            let kept = self.open.words.trim_end().len();
            self.open.words.truncate(kept);
            self.touch(raw, "");
        } else if mark.content == "…" {
            self.open.stop_is_doubtful =
                mark.before == Some('.') && mark.range.len() == ELLIPSIS.len_utf8();
            self.close_literal(Some(Link::Gap {
                omits: true,
                inserted: None,
            }));
        } else if let Some(letter) =
            letter.filter(|_| mark.touches_after() && !mark.touches_before())
        {
            self.touch(raw, &other_case(letter));
        } else if mark.touches_before() || mark.touches_after() {
            self.close_literal(Some(Link::Inside(mark.content.to_owned())));
        } else {
            let inserted = Some(mark.content.to_owned());
            self.close_literal(Some(Link::Gap {
                omits: false,
                inserted,
            }));
        }
    }

    fn touch(&mut self, mark: String, words: &str) {
        let at = self.open.words.len();
        self.open.words.push_str(words);
        self.open.touches.push(Touch {
            at,
            mark,
            length: words.len(),
        });
    }

    /// Ends the open literal, if it has words, and lets `link` follow.
    fn close_literal(&mut self, link: Option<Link>) {
        let mut literal = std::mem::take(&mut self.open);
        literal.trim([&self.pending, &link]);
        if literal.words.trim().is_empty() {
            self.pending = merge_links(self.pending.take(), link);
            return;
        }
        let before = std::mem::replace(&mut self.pending, link);
        if self.marked.literals.is_empty() {
            self.marked.lead = before;
        } else {
            self.marked.links.extend(before);
        }
        self.marked.literals.push(literal);
    }
}

/// The next ellipsis or bracket of a folded text from `at` on; a bracket that is not closed, or that holds another
/// one, is literal text.
fn next_mark(text: &str, at: usize) -> Option<Mark<'_>> {
    let mut from = at;
    loop {
        let start = from + text[from..].find(['[', ELLIPSIS])?;
        let rest = &text[start..];
        let (length, content) = match rest.strip_prefix('[') {
            None => (ELLIPSIS.len_utf8(), "…"),
            Some(inner) => match inner.find(['[', ']']) {
                Some(end) if inner[end..].starts_with(']') => (end + 2, inner[..end].trim()),
                _ => {
                    from = start + 1;
                    continue;
                }
            },
        };
        let end = start + length;
        return Some(Mark {
            range: start..end,
            content,
            before: text[..start].chars().next_back(),
            after: text[end..].chars().next(),
        });
    }
}

/// Two edits with nothing between them are one.
fn merge_links(one: Option<Link>, other: Option<Link>) -> Option<Link> {
    let (Some(one), Some(other)) = (&one, &other) else {
        return one.or(other);
    };
    let text = |link: &Link| match link {
        Link::Gap { inserted, .. } => inserted.clone(),
        Link::Inside(text) => Some(text.clone()),
    };
    let omits = [one, other]
        .iter()
        .any(|link| matches!(link, Link::Gap { omits: true, .. }));
    let texts: Vec<_> = [text(one), text(other)].into_iter().flatten().collect();
    Some(Link::Gap {
        omits,
        inserted: (!texts.is_empty()).then(|| texts.join(" ")),
    })
}

fn other_case(letter: char) -> String {
    if letter.is_uppercase() {
        letter.to_lowercase().collect()
    } else {
        letter.to_uppercase().collect()
    }
}
