//! How cells look: the marks of the key as cells, heads, and the letters within a cell.

use rust_xlsxwriter::{Color, ExcelDateTime, Format, FormatAlign, FormatBorder};

use crate::view::CellView;

/// The height of a row of one line, in pixels.
pub(super) const ROW_PIXELS: u32 = 17;

/// The width of a column that has none of its own, in pixels.
pub(super) const COLUMN_PIXELS: u32 = 64;

/// Lines between cells.
const HAIR: u32 = 0xBF_BFBF;

/// The frame of what holds several marks.
const FRAME: u32 = 0x3D_3A36;

/// The frame of what nobody has coded.
const WARNING: u32 = 0xB0_0020;

/// Letters of what is absent; 7 to 1 on white.
const SOFT: u32 = 0x59_5959;

/// The ground of heads.
const HEAD: u32 = 0xE8_E4DD;

/// The letters of every cell; they are on every machine, or others of the same widths are.
pub(super) fn base() -> Format {
    Format::new().set_font_name("Arial").set_font_size(10)
}

/// Text that wraps, from the top of its cell.
pub(super) fn text() -> Format {
    base()
        .set_text_wrap()
        .set_align(FormatAlign::Left)
        .set_align(FormatAlign::Top)
}

/// A cell of a table.
pub(super) fn framed() -> Format {
    text()
        .set_border(FormatBorder::Thin)
        .set_border_color(Color::RGB(HAIR))
}

/// A number of a table.
pub(super) fn counted() -> Format {
    framed().set_align(FormatAlign::Right)
}

/// A truth value of a table; without this format LibreOffice shows a number.
pub(super) fn truth() -> Format {
    framed().set_num_format("\"TRUE\";\"TRUE\";\"FALSE\"")
}

/// The head of a row; that of a part stands in a little, and that of a whole or a single one is bold.
pub(super) fn stub(part: bool) -> Format {
    if part {
        framed().set_indent(2)
    } else {
        framed().set_bold()
    }
}

/// The head of a column.
pub(super) fn head() -> Format {
    framed().set_bold().set_background_color(Color::RGB(HEAD))
}

/// The title of a sheet.
pub(super) fn title() -> Format {
    base().set_bold().set_font_size(14)
}

/// A heading within a sheet.
pub(super) fn heading() -> Format {
    base().set_bold().set_font_size(12)
}

/// Words of one line that may run beyond their cell.
pub(super) fn line() -> Format {
    base()
}

/// The handling line.
pub(super) fn handling() -> Format {
    base().set_bold()
}

/// A link in running text.
pub(super) fn link() -> Format {
    text().set_hyperlink()
}

/// A day as ISO 8601 writes it.
pub(super) fn date() -> Format {
    text().set_indent(1).set_num_format("yyyy-mm-dd")
}

/// A day that Excel can hold: those before 1900 it cannot.
pub(super) fn day(iso: &str) -> Option<ExcelDateTime> {
    let mut parts = iso.split('-');
    let year = parts.next()?.parse().ok().filter(|year| *year >= 1900)?;
    let month = parts.next()?.parse().ok()?;
    ExcelDateTime::from_ymd(year, month, parts.next()?.parse().ok()?).ok()
}

/// The cell of a mark, by its word in the data files.
///
/// The grounds are the pale steps of PuOr (ColorBrewer), on all of which black letters have 7 to 1 or
/// more; what they say is also said by the sign and the word, since two of them print alike in grey.
pub(super) fn mark(token: &str) -> Format {
    let ground = |colour: u32| framed().set_background_color(Color::RGB(colour));
    match token {
        "urges" => ground(0x99_8EC3),
        "supports" => ground(0xD8_DAEB),
        "balanced" => ground(0xF7_F7F7),
        "opposes" => ground(0xFE_E0B6),
        "rejects" => ground(0xF1_A340),
        "helps" => ground(0xD3_E9E5),
        "hurts" => ground(0xEA_D7BD),
        "mixed" | "varies" => several(),
        "silent" | "not-applicable" | "no-claim" => framed().set_font_color(Color::RGB(SOFT)),
        "uncoded" => framed()
            .set_border(FormatBorder::MediumDashed)
            .set_border_color(Color::RGB(WARNING)),
        _ => framed(),
    }
}

/// The cell of several marks, none of which is its ground.
fn several() -> Format {
    framed()
        .set_border(FormatBorder::Medium)
        .set_border_color(Color::RGB(FRAME))
}

/// How the cell of a matrix looks: by its mark if it has one, else by that it has several.
pub(super) fn cell(cell: &CellView) -> Format {
    match cell.chips.as_slice() {
        [] => framed(),
        [chip] => mark(chip.mark.token),
        [..] => several(),
    }
}

/// The left part of a cell: what is said.
pub(super) fn said(look: Format) -> Format {
    look.set_border_right(FormatBorder::None)
}

/// The right part of a cell: on how many passages it rests, or nothing where it is on none.
pub(super) fn number(look: Format) -> Format {
    look.set_border_left(FormatBorder::None)
        .set_align(FormatAlign::Center)
        .set_num_format("\"→ \"0;;")
}

/// Whether a cell only says that there is nothing to show.
pub(super) fn is_absent(cell: &CellView) -> bool {
    let absent = ["silent", "not-applicable", "no-claim"];
    absent.contains(&cell.state.as_str())
}

/// The letters of a run of text within a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ink {
    /// The marks and the words of groups.
    Strong,
    /// Running text.
    Plain,
    /// What qualifies a mark.
    Slanted,
}

impl Ink {
    /// The font; cell formats do not reach into rich text.
    pub(super) fn format(self, soft: bool) -> Format {
        let font = if soft {
            base().set_font_color(Color::RGB(SOFT))
        } else {
            base()
        };
        match self {
            Self::Strong => font.set_bold(),
            Self::Plain => font,
            Self::Slanted => font.set_italic(),
        }
    }
}
