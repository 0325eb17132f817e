//! The styles of a house under the ids that the templates use.
//!
//! A style is known by its name: its id differs with the language of the program that wrote it (ECMA-376,
//! part 1, 17.7.4.9; `heading 1` is `berschrift1` in a German Word).

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use roxmltree::{Document, Node};

/// The styles of a house, completed.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Adopted {
    /// The part `word/styles.xml`.
    pub(super) styles: String,
    /// The names of Word's own styles that the house does not define; ours stand in for them.
    pub(super) missing: Vec<String>,
}

/// The styles of a house with the ids of ours, and those of ours that it lacks.
///
/// Both are well-formed: what is not, or is no list of styles, gives ours.
pub(super) fn adopt(house: &str, own: &str) -> Adopted {
    let (Ok(theirs), Ok(ours)) = (Document::parse(house), Document::parse(own)) else {
        return Adopted {
            styles: own.to_owned(),
            missing: Vec::new(),
        };
    };
    let named: BTreeMap<(String, String), &str> = styles_of(&theirs).filter_map(identity).collect();
    let mut ids: BTreeMap<&str, String> = BTreeMap::new();
    let mut lacking = Vec::new();
    for style in styles_of(&ours) {
        let Some((name, id)) = identity(style) else {
            continue;
        };
        match named.get(&name) {
            Some(theirs) => drop(ids.insert(*theirs, id.to_owned())),
            None => lacking.push(style),
        }
    }
    let taken: BTreeSet<&str> = styles_of(&ours).filter_map(id_of).collect();
    for id in styles_of(&theirs).filter_map(id_of) {
        if taken.contains(id) && !ids.contains_key(id) {
            ids.insert(id, format!("House{id}"));
        }
    }
    let edits = edits(&theirs, &ids, &lacking, own);
    let is_words_own = |style: &&Node| attribute(**style, "customStyle").is_none();
    Adopted {
        styles: edited(house, edits),
        missing: lacking
            .iter()
            .filter(is_words_own)
            .filter_map(|style| name_of(*style).map(str::to_owned))
            .collect(),
    }
}

/// New text for ranges of the house's part: ids renamed wherever they are named, and what is lacking before its end.
fn edits(
    theirs: &Document,
    ids: &BTreeMap<&str, String>,
    lacking: &[Node],
    own: &str,
) -> Vec<(Range<usize>, String)> {
    let mut edits = Vec::new();
    for node in theirs.root_element().descendants() {
        let names = match node.tag_name().name() {
            "style" => "styleId",
            "basedOn" | "next" | "link" => "val",
            _ => continue,
        };
        let named = node.attributes().find(|found| found.name() == names);
        if let Some((named, id)) = named.and_then(|named| Some((named, ids.get(named.value())?))) {
            edits.push((named.range_value(), id.clone()));
        }
    }
    let namespace = theirs.root_element().tag_name().namespace();
    let declared = format!("<w:style xmlns:w=\"{}\"", namespace.unwrap_or_default());
    let added: String = lacking
        .iter()
        .filter_map(|style| own.get(style.range()))
        .map(|text| text.replacen("<w:style", &declared, 1))
        .collect();
    // The last child ends before the end tag; an element without children has no place for more.
    if let Some(last) = theirs.root_element().last_child() {
        let end = last.range().end;
        edits.push((end..end, added));
    }
    edits
}

fn edited(text: &str, mut edits: Vec<(Range<usize>, String)>) -> String {
    edits.sort_by_key(|(range, _)| range.start);
    let mut result = String::with_capacity(text.len());
    let mut end = 0;
    for (range, new) in edits {
        result.push_str(&text[end..range.start]);
        result.push_str(&new);
        end = range.end;
    }
    result + &text[end..]
}

fn styles_of<'d>(document: &'d Document<'d>) -> impl Iterator<Item = Node<'d, 'd>> {
    let children = document.root_element().children();
    children.filter(|node| node.tag_name().name() == "style")
}

/// The kind and the name of a style, in small letters, as Word compares them; and its id.
fn identity<'d>(style: Node<'d, 'd>) -> Option<((String, String), &'d str)> {
    let kind = attribute(style, "type").unwrap_or("paragraph").to_owned();
    Some(((kind, name_of(style)?.to_lowercase()), id_of(style)?))
}

fn name_of<'d>(style: Node<'d, 'd>) -> Option<&'d str> {
    let name = style
        .children()
        .find(|node| node.tag_name().name() == "name")?;
    attribute(name, "val")
}

fn id_of<'d>(style: Node<'d, 'd>) -> Option<&'d str> {
    attribute(style, "styleId")
}

fn attribute<'d>(node: Node<'d, 'd>, name: &str) -> Option<&'d str> {
    let mut attributes = node.attributes();
    attributes
        .find(|found| found.name() == name)
        .map(|found| found.value())
}
