//! What keeps the texts of a project from being read as markup, for each kind of template.

use std::borrow::Cow;
use std::io::{self, Write};

/// Whether a character would reorder or hide what is displayed around it.
const fn is_disguise(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}')
}

/// The characters that HTML reads as markup.
pub(super) fn escape_html(text: &str, out: &mut dyn Write) -> io::Result<()> {
    let plain = |byte: u8| {
        matches!(byte, b' '..=b'~') && !matches!(byte, b'&' | b'<' | b'>' | b'"' | b'\'')
    };
    escape(text, out, plain, |_, c| match c {
        '&' => Some("&amp;".into()),
        '<' => Some("&lt;".into()),
        '>' => Some("&gt;".into()),
        '"' => Some("&quot;".into()),
        '\'' => Some("&#39;".into()),
        _ => visible(c),
    })
}

/// The five entities, and a replacement for what no XML document may hold (XML 1.0, 2.2); what would
/// reorder text stays as it is, since an office program shows it as it shows any other text.
#[cfg(feature = "docx")]
pub(super) fn escape_xml(text: &str, out: &mut dyn Write) -> io::Result<()> {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b' ';
    escape(text, out, plain, |_, c| match c {
        '&' => Some("&amp;".into()),
        '<' => Some("&lt;".into()),
        '>' => Some("&gt;".into()),
        '"' => Some("&quot;".into()),
        '\'' => Some("&apos;".into()),
        '\n' | '\t' => None,
        '\u{fffe}' | '\u{ffff}' => Some("\u{fffd}".into()),
        _ if c.is_control() => Some("\u{fffd}".into()),
        _ => None,
    })
}

/// Backslash escapes (CommonMark 0.31, 2.4) for whatever could begin markup in running text or in
/// a table cell; white space becomes single spaces, so that a cell stays on its line.
pub(super) fn escape_markdown(text: &str, out: &mut dyn Write) -> io::Result<()> {
    let start = text.len() - text.trim_start().len();
    let digits = text[start..].bytes().take_while(u8::is_ascii_digit).count();
    let begins_block = |at: usize, c: char| match c {
        '.' | ')' => digits > 0 && at == start + digits,
        '#' | '+' | '-' | '=' => digits == 0 && at == start,
        _ => false,
    };
    let follows_space = |at: usize| text[..at].ends_with(char::is_whitespace);
    let plain = |byte: u8| byte.is_ascii_alphanumeric();
    escape(text, out, plain, |at, c| match c {
        ' ' if !follows_space(at) => None,
        _ if c.is_whitespace() => Some(if follows_space(at) { "" } else { " " }.into()),
        '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '~' | '$' | '&' | '^' => {
            Some(format!("\\{c}").into())
        }
        _ if begins_block(at, c) => Some(format!("\\{c}").into()),
        _ => visible(c),
    })
}

/// Writes a text with some of its characters replaced; what stays between two is written at once.
/// `plain` names ASCII characters that are never replaced, so that most are not looked at twice.
fn escape(
    text: &str,
    out: &mut dyn Write,
    plain: impl Fn(u8) -> bool,
    replacement: impl Fn(usize, char) -> Option<Cow<'static, str>>,
) -> io::Result<()> {
    let (mut written, mut at) = (0, 0);
    let next = |from: usize| {
        let found = text.as_bytes()[from..]
            .iter()
            .position(|byte| !plain(*byte));
        found.map(|found| from + found)
    };
    while let Some(found) = next(at) {
        let Some(c) = text[found..].chars().next() else {
            break;
        };
        at = found + c.len_utf8();
        if let Some(instead) = replacement(found, c) {
            out.write_all(&text.as_bytes()[written..found])?;
            out.write_all(instead.as_bytes())?;
            written = at;
        }
    }
    out.write_all(&text.as_bytes()[written..])
}

/// Characters that would reorder or hide text are shown by their number; those that no document
/// may hold are replaced.
fn visible(c: char) -> Option<Cow<'static, str>> {
    match c {
        _ if is_disguise(c) => Some(format!("(U+{:04X})", u32::from(c)).into()),
        '\n' | '\t' => None,
        _ if c.is_control() => Some("\u{fffd}".into()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn escaped(escape: fn(&str, &mut dyn Write) -> io::Result<()>, text: &str) -> String {
        let mut out = Vec::new();
        escape(text, &mut out).expect("memory takes it");
        String::from_utf8(out).expect("escapes are text")
    }

    #[test]
    fn markdown_stays_inert() {
        for (text, expected) in [
            ("a|b", "a\\|b"),
            ("two\n\nlines", "two lines"),
            ("<script>", "\\<script\\>"),
            ("# head", "\\# head"),
            ("1. item", "1\\. item"),
            ("3.5 points", "3\\.5 points"),
            ("- item", "\\- item"),
            ("well-known", "well-known"),
            ("[x](javascript:y)", "\\[x\\](javascript:y)"),
            ("a\u{202e}b", "a(U+202E)b"),
        ] {
            assert_eq!(escaped(escape_markdown, text), expected);
        }
    }

    #[cfg(feature = "docx")]
    #[test]
    fn xml_holds_no_markup_and_nothing_that_it_may_not() {
        assert_eq!(
            escaped(
                escape_xml,
                "<w:p a='x\">&\u{202e}\u{0}\u{1b}\u{85}\u{ffff}\u{10fffe}\r\n"
            ),
            "&lt;w:p a=&apos;x&quot;&gt;&amp;\u{202e}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{10fffe}\u{fffd}\n"
        );
    }

    #[test]
    fn html_stays_inert() {
        assert_eq!(
            escaped(escape_html, "<a href='x\">&\u{202e}\u{0}"),
            "&lt;a href=&#39;x&quot;&gt;&amp;(U+202E)\u{fffd}"
        );
    }
}
