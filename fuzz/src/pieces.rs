//! Texts made of pieces that fold, join, break or mean something to a format, so that few bytes reach far.

use arbitrary::{Result, Unstructured};

/// Pieces of running text: what the fold table, the token rule and the marks of an edit know.
const RUNNING: [&str; 64] = [
    "a",
    "b",
    "Ab",
    "word",
    "not",
    "must",
    "1",
    "13,000",
    ".5",
    "e\u{301}",
    "é",
    "\u{301}",
    "\u{323}",
    " ",
    " ",
    " ",
    " ",
    "  ",
    "\n",
    "\r\n",
    "\n\n",
    "\t",
    "\u{a0}",
    "\u{2028}",
    ".",
    ". ",
    ",",
    "?",
    "-",
    "--",
    "—",
    "–",
    " - ",
    " —",
    "– ",
    "\u{2010}",
    "\u{2212}",
    "'",
    "\"",
    "’",
    "“",
    "”",
    "‘",
    "\u{ad}",
    "\u{200b}",
    "\u{feff}",
    "ﬁ",
    "ﬃ",
    "\u{1112}",
    "\u{1161}",
    "\u{11a8}",
    "각",
    "👩\u{200d}🚒",
    "漢",
    "字",
    "/",
    "U.S.",
    "-led",
    "non-",
    "a b c ",
    "should ",
    "\u{ad}\n",
    "-\n",
    "c",
];

/// Pieces that are markup to some reader of an output.
const MARKUP: [&str; 96] = [
    "<script>",
    "</script>",
    "</style>",
    "</td>",
    "</tr>",
    "<!--",
    "-->",
    "]]>",
    "<![CDATA[",
    "<b>",
    "<br>",
    "</p>",
    "<svg onload=x>",
    "</textarea>",
    "<a href='x'>",
    "<",
    ">",
    "&",
    "&lt;",
    "&#x3c;",
    "&nbsp;",
    "&amp;amp;",
    "\"",
    "'",
    "\"\"",
    "`",
    "``",
    "```",
    "~~~",
    "|",
    "\\",
    "\\|",
    "*",
    "**",
    "_",
    "__",
    "~~",
    "#",
    "# ",
    "\n",
    "\n\n",
    "\r\n",
    "\r",
    "\t",
    "    ",
    "- ",
    "+ ",
    "1. ",
    "1) ",
    "> ",
    "- [ ] ",
    "[x](javascript:y)",
    "[",
    "]",
    "](",
    "![",
    "<http://a.example>",
    "https://b.example/",
    "www.c.example",
    "a@b.example",
    "---",
    "===",
    "***",
    "$",
    "$$",
    "^",
    "[^1]",
    "[^1]: x",
    "[x]: /u",
    "{{",
    "}}",
    "{%",
    "{#",
    "\u{202e}",
    "\u{200b}",
    "\u{0}",
    "\u{1b}[31m",
    "\u{85}",
    "\u{2028}",
    "\u{feff}",
    "=1+1",
    "+1",
    "-1",
    "@a",
    "é",
    "漢",
    "👩\u{200d}🚒",
    "word",
    "two words",
    "; ",
    "javascript:",
    ":",
    ".",
    "(",
    ")",
    "<?x ?>",
];

/// Running text of at most `most` pieces; a piece in sixteen is any character.
pub fn any_text(u: &mut Unstructured, most: usize) -> Result<String> {
    of_pieces(u, &RUNNING, most)
}

/// Text that tries to be markup; it always says something, so that it may stand where text is due.
pub fn hostile(u: &mut Unstructured) -> Result<String> {
    let text = of_pieces(u, &MARKUP, 6)?;
    Ok(match text.trim().is_empty() {
        true => format!("{text}z"),
        false => text,
    })
}

/// The text with a syllable for every character that could be markup, so that texts that differ go on to do
/// so; white space, letters and digits of ASCII stay as they are.
pub fn harmless(text: &str) -> String {
    let plain = |c: char| c.is_whitespace() || c.is_ascii_alphanumeric();
    let syllable = |c: char| char::from_u32(0xac00 + u32::from(c) % 11_172).unwrap_or('w');
    text.chars()
        .map(|c| if plain(c) { c } else { syllable(c) })
        .collect()
}

fn of_pieces(u: &mut Unstructured, pieces: &[&str], most: usize) -> Result<String> {
    let mut text = String::new();
    for _ in 0..u.int_in_range(0..=most)? {
        match u.ratio(1, 16)? {
            true => text.push(u.arbitrary()?),
            false => text.push_str(u.choose(pieces)?),
        }
    }
    Ok(text)
}
