//! Projects of any shape, every free text of which holds what it is given.

use arbitrary::{Result, Unstructured};
use serde_json::{Map, Value, json};

use crate::harmless;

/// Begins every free text of a project while it is made, so that it can be told from ids and words.
const MARK: char = '\u{e000}';

/// How many lines a source has.
const LINES: usize = 8;

/// A project and its sources, as files.
pub struct Written {
    /// The project file.
    pub yaml: String,
    /// The sources by their names.
    pub texts: Vec<(String, String)>,
    value: Map<String, Value>,
}

impl Written {
    fn new(
        value: Map<String, Value>,
        texts: &[(String, String)],
        change: impl Fn(&str) -> String,
    ) -> Self {
        let line = |(key, value)| format!("{key}: {}\n", map(value, &change));
        Self {
            yaml: value.iter().map(line).collect(),
            texts: texts
                .iter()
                .map(|(name, text)| (name.clone(), change(text)))
                .collect(),
            value,
        }
    }

    /// The same project with a letter for every character of a free text that could be markup.
    pub fn harmless(&self) -> Self {
        Self::new(self.value.clone(), &self.texts, harmless)
    }

    /// The same project with this YAML in the place of its recommendations.
    pub fn with_recommendations(&self, yaml: &str) -> Self {
        let mut value = self.value.clone();
        value.remove("recommendations");
        let mut other = Self::new(value, &self.texts, str::to_owned);
        other.yaml.push_str(yaml);
        other
    }
}

/// A project whose free texts are `text`; most are sound.
pub fn project(
    u: &mut Unstructured,
    text: impl Fn(&mut Unstructured) -> Result<String>,
) -> Result<Written> {
    let mut maker = Maker {
        u,
        text: &text,
        made: 0,
    };
    let (value, texts) = maker.project()?;
    Ok(Written::new(value, &texts, str::to_owned))
}

/// Applies `change` to every free text of a value and takes the marks off.
fn map(value: &Value, change: &impl Fn(&str) -> String) -> Value {
    match value {
        Value::String(text) => match text.strip_prefix(MARK) {
            Some(text) => Value::String(change(text)),
            None => value.clone(),
        },
        Value::Array(items) => items.iter().map(|item| map(item, change)).collect(),
        Value::Object(entries) => {
            let entries = entries
                .iter()
                .map(|(key, value)| (key.clone(), map(value, change)));
            Value::Object(entries.collect())
        }
        other => other.clone(),
    }
}

struct Maker<'m, 'u, F> {
    u: &'m mut Unstructured<'u>,
    text: &'m F,
    made: usize,
}

impl<F: Fn(&mut Unstructured) -> Result<String>> Maker<'_, '_, F> {
    fn free(&mut self) -> Result<Value> {
        let text = (self.text)(self.u)?;
        self.made += 1;
        // The number keeps labels and authors apart, whatever is made of the rest; now the head, now the end is free.
        let made = self.made;
        Ok(Value::String(match made % 2 {
            0 => format!("{MARK}{text}{made}"),
            _ => format!("{MARK}{made} {text}"),
        }))
    }

    fn put(&mut self, map: &mut Map<String, Value>, keys: &[&str]) -> Result<()> {
        for key in keys {
            let text = self.free()?;
            map.insert((*key).to_owned(), text);
        }
        Ok(())
    }

    fn put_some(&mut self, map: &mut Map<String, Value>, keys: &[&str]) -> Result<()> {
        for key in keys {
            if self.u.ratio(1, 2)? {
                self.put(map, &[key])?;
            }
        }
        Ok(())
    }

    /// Up to `most` entries with these texts, called `name0`, `name1` and so on.
    fn entries(
        &mut self,
        name: &str,
        most: usize,
        keys: [&[&str]; 2],
    ) -> Result<Map<String, Value>> {
        let mut entries = Map::new();
        for index in 0..self.u.int_in_range(0..=most)? {
            let mut entry = Map::new();
            self.put(&mut entry, keys[0])?;
            self.put_some(&mut entry, keys[1])?;
            entries.insert(format!("{name}{index}"), entry.into());
        }
        Ok(entries)
    }

    fn project(&mut self) -> Result<(Map<String, Value>, Vec<(String, String)>)> {
        let mut root = Map::new();
        root.insert("format".to_owned(), json!(1));
        root.insert("as_of".to_owned(), json!("2022-03-31"));
        self.put(&mut root, &["title"])?;
        self.put_some(&mut root, &["question", "handling", "bottom_line"])?;
        let notes: Result<Vec<Value>> = (0..self.u.int_in_range(0..=2)?)
            .map(|_| self.free())
            .collect();
        root.insert("notes".to_owned(), notes?.into());
        let camps = self.entries("c", 2, [&["label", "basis"], &[]])?;
        let postures = self.entries("p", 2, [&["label"], &["description"]])?;
        let criteria = self.entries("k", 2, [&["label"], &["question"]])?;
        let options = self.options()?;
        let (mut sources, texts, lines) = self.sources(&camps)?;
        let recommendations = self.recommendations(&lines, &options, &postures, &criteria)?;
        self.silences(&mut sources, &options, &recommendations)?;
        for (key, value) in [
            ("camps", camps),
            ("postures", postures),
            ("criteria", criteria),
            ("options", options),
            ("sources", sources),
        ] {
            root.insert(key.to_owned(), value.into());
        }
        root.insert("recommendations".to_owned(), recommendations.into());
        if self.u.ratio(1, 2)? {
            let matrices = self.matrices()?;
            root.insert("matrices".to_owned(), matrices);
        }
        Ok((root, texts))
    }

    fn options(&mut self) -> Result<Map<String, Value>> {
        let mut options = self.entries("o", 3, [&["label"], &["description"]])?;
        let mut first = Map::new();
        self.put(&mut first, &["label"])?;
        options.insert("whole".to_owned(), first.into());
        for (id, option) in &mut options {
            if id != "whole" && self.u.ratio(1, 3)? {
                option["part_of"] = json!("whole");
            }
        }
        Ok(options)
    }

    fn sources(&mut self, camps: &Map<String, Value>) -> Result<Sources> {
        let (mut sources, mut texts, mut lines) = (Map::new(), Vec::new(), Vec::new());
        for index in 0..self.u.int_in_range(1..=3)? {
            let mut source = Map::new();
            let file = format!("s{index}.txt");
            source.insert("file".to_owned(), json!(file));
            source.insert("paragraphs".to_owned(), json!("lines"));
            self.put(&mut source, &["author"])?;
            let some = ["title", "outlet", "author_basis", "date_basis"];
            self.put_some(&mut source, &some)?;
            if self.u.ratio(1, 2)? {
                let path =
                    (self.text)(self.u)?.replace(|c: char| c.is_whitespace() || c.is_control(), "");
                source.insert(
                    "url".to_owned(),
                    json!(format!("https://example.org/{path}")),
                );
                source.insert("date".to_owned(), json!("2021-11"));
            }
            if let Some(camp) = camps.keys().nth(self.u.int_in_range(0..=2)?) {
                source.insert("camp".to_owned(), json!(camp));
            }
            let own: Result<Vec<String>> = (0..LINES).map(|line| self.line(index, line)).collect();
            let own = own?;
            texts.push((file, own.join("\n")));
            lines.push(own);
            sources.insert(format!("s{index}"), source.into());
        }
        Ok((sources, texts, lines))
    }

    /// A line of a source, unlike every other, that begins and ends with words.
    fn line(&mut self, source: usize, line: usize) -> Result<String> {
        let text = (self.text)(self.u)?.replace(['\n', '\r', '\0'], " ");
        Ok(format!(
            "Line {line} of text {source} says {text} and ends here"
        ))
    }

    fn recommendations(
        &mut self,
        lines: &[Vec<String>],
        options: &Map<String, Value>,
        postures: &Map<String, Value>,
        criteria: &Map<String, Value>,
    ) -> Result<Vec<Value>> {
        let mut made = Vec::new();
        for index in 0..self.u.int_in_range(0..=LINES / 2)? {
            let source = self.u.choose_index(lines.len())?;
            let quote = |line: usize| json!([format!("{MARK}{}", lines[source][line])]);
            let mut one = Map::new();
            one.insert("id".to_owned(), json!(format!("r{index}")));
            one.insert("source".to_owned(), json!(format!("s{source}")));
            let option = options.keys().nth(self.u.choose_index(options.len())?);
            one.insert("option".to_owned(), json!(option));
            let stances = [
                "urges", "supports", "balanced", "opposes", "rejects", "mentions",
            ];
            one.insert("stance".to_owned(), json!(self.u.choose(&stances)?));
            self.put(&mut one, &["summary"])?;
            self.put_some(
                &mut one,
                &["actor", "target", "if", "after", "timing", "note"],
            )?;
            if let Some(posture) = postures.keys().nth(self.u.int_in_range(0..=2)?) {
                one.insert("posture".to_owned(), json!(posture));
            }
            one.insert("quotes".to_owned(), quote(2 * index));
            if let Some(criterion) = criteria.keys().nth(self.u.int_in_range(0..=2)?) {
                let mut claim = Map::new();
                claim.insert(
                    "effect".to_owned(),
                    json!(self.u.choose(&["helps", "hurts", "mixed"])?),
                );
                claim.insert("quotes".to_owned(), quote(2 * index + 1));
                self.put_some(&mut claim, &["because"])?;
                one.insert("criteria".to_owned(), json!({ criterion: claim }));
            }
            made.push(one.into());
        }
        Ok(made)
    }

    /// Lets a source be silent on, or not concerned by, some of what it has no recommendation on.
    fn silences(
        &mut self,
        sources: &mut Map<String, Value>,
        options: &Map<String, Value>,
        recommendations: &[Value],
    ) -> Result<()> {
        for (id, source) in sources {
            if recommendations.iter().any(|one| one["source"] == **id) {
                continue;
            }
            for (at, option) in options.keys().enumerate() {
                match self.u.int_in_range(0..=2)? {
                    0 if at == 0 => source["silent_on"] = json!([option]),
                    1 if at > 0 => {
                        let why = self.free()?;
                        source["not_applicable"] = json!({ option: why });
                    }
                    _ => {}
                }
            }
        }
        Ok(())
    }

    fn matrices(&mut self) -> Result<Value> {
        let axes = [
            ("option", "author"),
            ("option", "camp"),
            ("option", "criterion"),
            ("author", "criterion"),
            ("source", "option"),
            ("criterion", "camp"),
        ];
        let mut matrices = Vec::new();
        for (index, (rows, columns)) in axes.iter().enumerate() {
            if self.u.ratio(1, 2)? {
                let mut one = Map::new();
                one.insert("id".to_owned(), json!(format!("m{index}")));
                one.insert("rows".to_owned(), json!(rows));
                one.insert("columns".to_owned(), json!(columns));
                self.put_some(&mut one, &["title", "note"])?;
                matrices.push(Value::Object(one));
            }
        }
        Ok(matrices.into())
    }
}

/// The sources, their files and the lines of each.
type Sources = (Map<String, Value>, Vec<(String, String)>, Vec<Vec<String>>);
