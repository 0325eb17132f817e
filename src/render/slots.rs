//! Pages whose large parts are written piece by piece: the frame is rendered at once, with a mark
//! where each part belongs, so that no page needs to be in memory as a whole.

use std::io::{self, Write};

use super::templates::TemplateFault;

/// What a mark begins and ends with. Templates escape it, so that no text of a project can hold it.
const MARK: char = '\0';

/// What keeps an output from being made.
#[derive(Debug)]
pub enum Fault {
    /// A template is at fault.
    Template(TemplateFault),
    /// What was made could not be kept.
    Disk(io::Error),
}

impl From<TemplateFault> for Fault {
    fn from(fault: TemplateFault) -> Self {
        Self::Template(fault)
    }
}

impl From<io::Error> for Fault {
    fn from(error: io::Error) -> Self {
        Self::Disk(error)
    }
}

/// The parts that a frame has marks for.
#[derive(Debug)]
pub(super) struct Slots<S>(Vec<S>);

/// A piece of a frame.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Piece<'f, S> {
    /// Text as it is.
    Text(&'f str),
    /// The place of a part.
    Slot(S),
}

impl<S: Copy> Slots<S> {
    /// No parts yet.
    pub(super) const fn new() -> Self {
        Self(Vec::new())
    }

    /// The mark for a part.
    pub(super) fn mark(&mut self, slot: S) -> String {
        self.0.push(slot);
        format!("{MARK}{}{MARK}", self.0.len() - 1)
    }

    /// The pieces of a rendered frame, in order.
    pub(super) fn pieces<'f>(&self, frame: &'f str) -> Vec<Piece<'f, S>> {
        let piece = |(place, text): (usize, &'f str)| match text.parse::<usize>() {
            Ok(slot) if place % 2 == 1 && slot < self.0.len() => Piece::Slot(self.0[slot]),
            _ => Piece::Text(text),
        };
        frame.split(MARK).enumerate().map(piece).collect()
    }

    /// Writes a frame with every part in its place.
    pub(super) fn fill<W: Write>(
        &self,
        frame: &str,
        out: &mut W,
        mut part: impl FnMut(S, &mut W) -> Result<(), Fault>,
    ) -> Result<(), Fault> {
        for piece in self.pieces(frame) {
            match piece {
                Piece::Text(text) => out.write_all(text.as_bytes())?,
                Piece::Slot(slot) => part(slot, out)?,
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_come_where_their_marks_stand() {
        let mut slots = Slots::new();
        let (a, b) = (slots.mark('a'), slots.mark('b'));
        let frame = format!("1{b}2{a}3");
        let mut out = Vec::new();
        let part = |slot: char, out: &mut Vec<u8>| Ok(write!(out, "<{slot}>")?);
        slots.fill(&frame, &mut out, part).expect("memory takes it");
        assert_eq!(out, b"1<b>2<a>3");
    }
}
