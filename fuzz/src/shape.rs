//! The structure of a page, without its words: what must not depend on what the words are.

use pulldown_cmark::{Event, Options, Parser, Tag};
use scraper::{Html, Node};

/// Every element of a page as a browser builds it, by its depth, its name, its attributes and where it leads.
pub fn html_shape(page: &str) -> Vec<String> {
    let page = Html::parse_document(page);
    let mut shape = Vec::new();
    for node in page.tree.nodes() {
        let depth = node.ancestors().count();
        match node.value() {
            Node::Element(element) => {
                let mut attributes: Vec<String> = element.attrs().map(attribute).collect();
                attributes.sort();
                shape.push(format!(
                    "{depth} <{} {}>",
                    element.name(),
                    attributes.join(" ")
                ));
            }
            Node::Comment(_) => shape.push(format!("{depth} <!-->")),
            Node::ProcessingInstruction(_) => shape.push(format!("{depth} <?>")),
            Node::Text(_) | Node::Document | Node::Fragment | Node::Doctype(_) => {}
        }
    }
    shape
}

/// An attribute: its name, and its value where the program alone decides on it.
fn attribute((name, value): (&str, &str)) -> String {
    match name {
        "class" | "role" | "type" | "scope" | "rel" | "colspan" | "rowspan" => {
            format!("{name}={value}")
        }
        "href" | "src" | "action" => format!("{name}={}", destination(value)),
        _ => name.to_owned(),
    }
}

fn destination(link: &str) -> &str {
    match link {
        _ if link.starts_with('#') => "#",
        _ if link.starts_with("https://example.org/") => "https://example.org/",
        other => other,
    }
}

/// Every block, span and cell of a Markdown text as CommonMark with the extensions of GitHub reads it.
pub fn markdown_shape(text: &str) -> Vec<String> {
    let extensions = Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_GFM
        | Options::ENABLE_MATH;
    Parser::new_ext(text, extensions).filter_map(part).collect()
}

fn part(event: Event) -> Option<String> {
    match event {
        Event::Text(_) | Event::SoftBreak => None,
        Event::Code(_) => Some("code".to_owned()),
        Event::Html(html) | Event::InlineHtml(html) => Some(format!("html {}", html_name(&html))),
        Event::Start(Tag::Link { dest_url, .. }) => {
            Some(format!("link {}", destination(&dest_url)))
        }
        Event::Start(Tag::Heading { level, .. }) => Some(format!("heading {level}")),
        other => Some(format!("{other:?}")),
    }
}

/// The names of tags and attributes, without the values.
fn html_name(html: &str) -> String {
    let mut name = String::new();
    let mut quoted = false;
    for c in html.trim().chars() {
        quoted ^= c == '"';
        if !quoted {
            name.push(c);
        }
    }
    name
}

/// Asserts that two pages have one structure; `about` tells from what they were made.
pub fn assert_same(name: &str, [given, expected]: [&[String]; 2], about: &str) {
    if given == expected {
        return;
    }
    let pairs = given.iter().zip(expected);
    let at = pairs.take_while(|(one, other)| one == other).count();
    let near =
        |parts: &[String]| parts[at.saturating_sub(6)..(at + 4).min(parts.len())].join("\n  ");
    let (given, expected) = (near(given), near(expected));
    panic!("{name}, part {at}:\ngiven\n  {given}\nexpected\n  {expected}\n{about}");
}
