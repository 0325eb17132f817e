//! The canonical layout: only the white space between pieces, and the indentation of the lines inside
//! scalars, are set anew.

use super::pieces::{Kind, Piece, first_break, is_white, line_break, lines, pieces};

/// How many columns one level is indented.
const STEP: usize = 2;

/// A text in canonical layout; `None` where its pieces cannot be told apart.
pub(super) fn set(text: &str) -> Option<String> {
    let pieces = pieces(text)?;
    let mut setting = Setting {
        text,
        pieces: &pieces,
        out: String::with_capacity(text.len()),
        break_with: first_break(text),
        levels: Vec::new(),
        flow: 0,
        fresh: false,
    };
    for index in 0..pieces.len() {
        setting.place(index);
    }
    setting.finish();
    Some(setting.out)
}

/// A column at which entries of a block stand: where they stood, and where they will.
#[derive(Debug, Clone, Copy)]
struct Level {
    old: usize,
    new: usize,
    is_list: bool,
}

struct Setting<'t> {
    text: &'t str,
    pieces: &'t [Piece],
    out: String,
    /// The line break of the file.
    break_with: &'t str,
    /// The block collections that are open, from the outermost.
    levels: Vec<Level>,
    /// How many flow collections are open.
    flow: usize,
    /// Whether the piece set last opened its level, or belongs to one that did.
    fresh: bool,
}

impl<'t> Setting<'t> {
    fn place(&mut self, index: usize) {
        let piece = &self.pieces[index];
        if piece.kind == Kind::Body {
            return self.body(index);
        }
        if matches!(piece.kind, Kind::Mark(b']' | b'}')) {
            self.flow = self.flow.saturating_sub(1);
        }
        let column = if piece.starts_line {
            let column = self.column_of(index);
            self.new_line(index, column);
            column
        } else {
            self.out.push_str(self.space_before(index));
            self.go_on(index);
            self.indent() + STEP * usize::from(!self.fresh)
        };
        self.scalar(&self.text[piece.bytes.clone()], column);
        if matches!(piece.kind, Kind::Mark(b'[' | b'{')) {
            self.flow += 1;
        }
    }

    /// The column of a piece that is the first of its line.
    fn column_of(&mut self, index: usize) -> usize {
        let piece = &self.pieces[index];
        self.fresh = true;
        match piece.kind {
            Kind::Boundary => {
                self.levels.clear();
                0
            }
            Kind::Mark(b']' | b'}') => self.indent(),
            _ if self.flow > 0 => self.indent(),
            Kind::Comment => self.column_of_comment(index),
            Kind::Property if self.ends_line(index) => self.column_if_opened(index),
            kind => self.open(piece.column, kind),
        }
    }

    /// Whether a piece is the last of its line but for a comment.
    fn ends_line(&self, index: usize) -> bool {
        let mut next = index + 1;
        while self.kind(next) == Some(Kind::Comment) {
            next += 1;
        }
        self.pieces.get(next).is_none_or(|next| next.starts_line)
    }

    fn kind(&self, index: usize) -> Option<Kind> {
        self.pieces.get(index).map(|piece| piece.kind)
    }

    /// The column that a piece would have if it opened a level.
    fn column_if_opened(&mut self, index: usize) -> usize {
        let piece = &self.pieces[index];
        let levels = self.levels.clone();
        let column = self.open(piece.column, piece.kind);
        self.levels = levels;
        column
    }

    /// A comment stands as what comes next, unless it stood deeper: then as what came before.
    fn column_of_comment(&mut self, index: usize) -> usize {
        let old = self.pieces[index].column;
        let next = (index..self.pieces.len())
            .find(|next| !matches!(self.kind(*next), Some(Kind::Comment | Kind::Boundary)));
        if let Some(next) = next
            && old <= self.pieces[next].column
        {
            return self.column_if_opened(next);
        }
        let before = self.pieces[..index].iter().rev().map(|piece| piece.kind);
        let before = before
            .into_iter()
            .find(|kind| !matches!(kind, Kind::Comment | Kind::Property));
        let opens = matches!(before, Some(Kind::Mark(b':' | b'-' | b'?')));
        match self.levels.iter().rev().find(|level| level.old <= old) {
            Some(level) if opens && level.old < old => level.new + STEP,
            Some(level) => level.new,
            None => 0,
        }
    }

    /// Closes the levels that a piece at this column ends, opens the one it begins, and gives its
    /// new column.
    fn open(&mut self, old: usize, kind: Kind) -> usize {
        let is_list = kind == Kind::Mark(b'-');
        // The dashes of a list may stand below the key that it belongs to.
        while let Some(top) = self.levels.last()
            && (top.old > old || (top.old == old && top.is_list && !is_list))
        {
            self.levels.pop();
        }
        let new = match self.levels.last() {
            Some(top) if top.old == old && top.is_list == is_list => return top.new,
            Some(top) => top.new + STEP,
            None => 0,
        };
        self.levels.push(Level { old, new, is_list });
        new
    }

    /// Takes note of a piece behind another of its line: one behind a dash opens a level.
    fn go_on(&mut self, index: usize) {
        let piece = &self.pieces[index];
        let before = &self.pieces[index - 1];
        let after_indicator = matches!(before.kind, Kind::Mark(b'-' | b'?'))
            || (before.kind == Kind::Mark(b':') && self.pieces[index - 1].starts_line);
        if self.flow == 0 && after_indicator && piece.kind != Kind::Comment {
            self.open(piece.column, piece.kind);
            self.fresh = true;
        } else {
            self.fresh &= before.kind == Kind::Property;
        }
    }

    /// The column of lines that belong to the innermost collection.
    fn indent(&self) -> usize {
        self.levels.last().map_or(0, |level| level.new) + STEP * self.flow
    }

    /// Ends the line before, keeps one empty line at most, and begins the line of a piece.
    fn new_line(&mut self, index: usize, column: usize) {
        if !self.out.is_empty() {
            self.end_line();
            let mut end = self.pieces[index - 1].bytes.end;
            if self.pieces[index - 1].kind == Kind::Body {
                end = self.pieces[index - 1].bytes.start + self.content(index - 1).len();
            }
            let breaks = breaks(&self.text[end..self.pieces[index].bytes.start]);
            if breaks + usize::from(end_of_line(&self.text[..end])) > 1 {
                self.out.push_str(self.break_with);
            }
        }
        self.out.push_str(&" ".repeat(column));
    }

    fn end_line(&mut self) {
        if !self.out.is_empty() && !end_of_line(&self.out) {
            self.out.push_str(self.break_with);
        }
    }

    /// The space between a piece and the one before it in its line.
    fn space_before(&self, index: usize) -> &'static str {
        let kind = self.pieces[index].kind;
        let before = index.checked_sub(1).map(|before| self.pieces[before].kind);
        match (before, kind) {
            (None, _) => "",
            (_, Kind::Comment) => " ",
            (Some(Kind::Mark(b'[')), _)
            | (_, Kind::Mark(b']' | b','))
            | (Some(Kind::Mark(b'{')), Kind::Mark(b'}')) => "",
            // A name may hold a colon, so an alias keeps away from it.
            (Some(Kind::Scalar | Kind::Mark(b']' | b'}')), Kind::Mark(b':')) => "",
            _ => " ",
        }
    }

    /// Writes a piece; the further lines of a scalar begin at `column`.
    fn scalar(&mut self, piece: &str, column: usize) {
        for (number, line) in lines(piece.trim_end()).into_iter().enumerate() {
            if number == 0 {
                self.out.push_str(line);
                continue;
            }
            self.out.push_str(self.break_with);
            let line = line.trim_start_matches([' ', '\t']);
            if !line.is_empty() {
                self.out.push_str(&" ".repeat(column));
                self.out.push_str(line);
            }
        }
    }

    /// Writes the lines of a block scalar, all moved by as much.
    fn body(&mut self, index: usize) {
        let header = self.header(index);
        let content = self.content(index);
        let (old, new) = self.columns(header, content);
        self.end_line();
        for line in lines(content) {
            let spaces = line.len() - line.trim_start_matches(' ').len();
            let line = &line[spaces.min(old)..];
            if !line.is_empty() {
                self.out.push_str(&" ".repeat(new));
                self.out.push_str(line);
            }
            self.out.push_str(self.break_with);
        }
        let is_cut_off = !content.is_empty() && !end_of_line(content);
        if is_cut_off && !header.contains('-') {
            // The end of the file stands for a line end that the text does not have.
            self.out.truncate(self.out.len() - self.break_with.len());
        }
        if self.fresh {
            self.levels.pop();
        }
    }

    /// The header of a block scalar.
    fn header(&self, body: usize) -> &'t str {
        let mut before = self.pieces[..body].iter().rev();
        let header = before.find(|piece| piece.kind == Kind::Header);
        header.map_or("", |header| &self.text[header.bytes.clone()])
    }

    /// The lines of a block scalar, without the empty ones at its end that say nothing.
    fn content(&self, body: usize) -> &'t str {
        let all = &self.text[self.pieces[body].bytes.clone()];
        if self.header(body).contains('+') {
            return all;
        }
        let said = all.trim_end_matches([' ', '\n', '\r']).len();
        let line = all[said..].find(['\n', '\r']).unwrap_or(all.len() - said);
        let end = said + line;
        &all[..end + line_break(&all[end..]).len()]
    }

    /// The columns at which the lines of a block scalar began, and will begin.
    fn columns(&self, header: &str, content: &str) -> (usize, usize) {
        let indicator = header.bytes().find(u8::is_ascii_digit);
        if let Some(digit) = indicator {
            let beyond = usize::from(digit - b'0');
            let above = usize::from(self.fresh);
            let parent = self.levels.iter().rev().nth(above);
            return parent.map_or((beyond, beyond), |parent| {
                (parent.old + beyond, parent.new + beyond)
            });
        }
        let spaces = |line: &&str| line.len() - line.trim_start_matches(' ').len();
        let lines = lines(content);
        let first = lines.iter().find(|line| !is_white(line)).map(spaces);
        let widest = lines.iter().map(spaces).max();
        let old = first.or(widest).unwrap_or_default();
        (old, self.indent() + STEP * usize::from(!self.fresh))
    }

    /// Ends the last line.
    fn finish(&mut self) {
        if self
            .pieces
            .last()
            .is_some_and(|last| last.kind != Kind::Body)
        {
            self.end_line();
        }
        if self.text.starts_with('\u{feff}') {
            self.out.insert(0, '\u{feff}');
        }
    }
}

fn end_of_line(text: &str) -> bool {
    text.ends_with(['\n', '\r'])
}

/// How many line breaks white space has.
fn breaks(white: &str) -> usize {
    let ended = lines(white).len();
    ended - usize::from(ended > 0 && !end_of_line(white))
}
