//! Made-up projects of several sizes, the same bytes each time.
//!
//! A source has paragraphs of sentences, each sentence once, so that every quote has one place. Every
//! source has an equal share of the recommendations, each with two quotes, every third one with a
//! claim that has a quote of its own. The coding of each author is a file of its own, if wanted.

use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::Path;

/// How large a project is.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Size {
    /// What it is called.
    pub(crate) name: &'static str,
    /// The number of texts.
    pub(crate) sources: usize,
    /// The number of people who wrote them.
    pub(crate) authors: usize,
    /// The number of recommendations.
    pub(crate) recommendations: usize,
    /// The number of options, a fifth of them with four parts each.
    pub(crate) options: usize,
    /// The sentences of a text.
    pub(crate) sentences: usize,
}

/// The sizes, from a desk's project to the largest hand-coded corpora: `corpus` is as large as those of
/// political manifestos, and `dense` is nearly all coding on little text.
pub(crate) const SIZES: [Size; 6] = [
    Size {
        name: "small",
        sources: 5,
        authors: 5,
        recommendations: 40,
        options: 15,
        sentences: 80,
    },
    Size {
        name: "medium",
        sources: 200,
        authors: 50,
        recommendations: 2_000,
        options: 60,
        sentences: 80,
    },
    Size {
        name: "large",
        sources: 5_000,
        authors: 500,
        recommendations: 50_000,
        options: 200,
        sentences: 80,
    },
    Size {
        name: "huge",
        sources: 20_000,
        authors: 500,
        recommendations: 500_000,
        options: 200,
        sentences: 80,
    },
    Size {
        name: "corpus",
        sources: 5_000,
        authors: 500,
        recommendations: 1_500_000,
        options: 200,
        sentences: 400,
    },
    Size {
        name: "dense",
        sources: 200,
        authors: 50,
        recommendations: 40_000,
        options: 60,
        sentences: 80,
    },
];

/// Whether the coding is one file or one for each author.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Layout {
    /// All in `options.yaml`.
    One,
    /// The recommendations in `coding/`.
    Many,
}

const WORDS: [&str; 40] = [
    "allies",
    "border",
    "credible",
    "measures",
    "against",
    "before",
    "council",
    "deterrence",
    "energy",
    "further",
    "governments",
    "impose",
    "joint",
    "leaders",
    "military",
    "negotiate",
    "offer",
    "pressure",
    "quickly",
    "regional",
    "sanctions",
    "talks",
    "unless",
    "visible",
    "western",
    "the",
    "of",
    "and",
    "to",
    "with",
    "on",
    "for",
    "from",
    "after",
    "while",
    "that",
    "their",
    "any",
    "new",
    "should",
];

const STANCES: [&str; 5] = ["urges", "supports", "balanced", "opposes", "rejects"];

const EFFECTS: [&str; 3] = ["helps", "hurts", "mixed"];

/// A generator of numbers that is the same everywhere (xorshift64*, Vigna 2016).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        let mixed = self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33;
        usize::try_from(mixed).expect("31 bits fit") % bound
    }
}

/// Writes a project into a folder that is made if it is not there.
///
/// # Errors
/// Fails where a file cannot be written.
pub(crate) fn write(folder: &Path, size: &Size, layout: Layout) -> io::Result<()> {
    fs::create_dir_all(folder.join("seeds"))?;
    let mut numbers = Numbers(0x9e37_79b9_7f4a_7c15);
    let mut coding = vec![String::new(); size.authors];
    let mut next = 0;
    for source in 0..size.sources {
        let sentences = sentences(&mut numbers, source, size.sentences);
        let paragraphs: Vec<String> = sentences.chunks(5).map(|five| five.join(" ")).collect();
        let text = paragraphs.join("\n\n") + "\n";
        fs::write(folder.join(format!("seeds/s{source}.txt")), text)?;
        let until = size.recommendations * (source + 1) / size.sources;
        for number in next..until {
            let entry = recommendation(&mut numbers, size, number, source, &sentences);
            coding[source % size.authors].push_str(&entry);
        }
        next = until;
    }
    let mut project = head(size);
    if layout == Layout::One {
        project.push_str("recommendations:\n");
        coding.iter().for_each(|part| project.push_str(part));
        return fs::write(folder.join("options.yaml"), project);
    }
    project.push_str("recommendations: []\ninclude: [coding/*.yaml]\n");
    fs::create_dir_all(folder.join("coding"))?;
    for (author, part) in coding.iter().enumerate() {
        let name = folder.join(format!("coding/author-{author:04}.yaml"));
        fs::write(name, format!("recommendations:\n{part}"))?;
    }
    fs::write(folder.join("options.yaml"), project)
}

fn sentences(numbers: &mut Numbers, source: usize, count: usize) -> Vec<String> {
    let sentence = |number: usize| {
        let words: Vec<&str> = (0..12 + numbers.below(12))
            .map(|_| WORDS[numbers.below(WORDS.len())])
            .collect();
        format!("In case {source} of {number} {}.", words.join(" "))
    };
    (0..count).map(sentence).collect()
}

fn head(size: &Size) -> String {
    let mut text = String::from("format: 1\ntitle: A made-up project\ncamps:\n");
    for camp in 0..4 {
        let _ = writeln!(text, "  c{camp}: {{ label: Camp {camp}, basis: made up }}");
    }
    text.push_str("postures:\n  firm: { label: Firm }\n  soft: { label: Soft }\nsources:\n");
    for source in 0..size.sources {
        let author = source % size.authors;
        let _ = writeln!(
            text,
            "  s{source}:\n    file: seeds/s{source}.txt\n    author: Author {author}\n    title: Title {source}\n    date: 2021-05\n    camp: c{}",
            author % 4
        );
    }
    text.push_str("options:\n");
    for option in 0..size.options {
        let _ = write!(text, "  o{option}:\n    label: Option {option}\n");
        if !option.is_multiple_of(5) {
            let _ = writeln!(text, "    part_of: o{}", option - option % 5);
        }
    }
    text.push_str("criteria:\n");
    for criterion in 0..8 {
        let _ = writeln!(text, "  k{criterion}: {{ label: Criterion {criterion} }}");
    }
    text.push_str(MATRICES);
    text
}

const MATRICES: &str = "matrices:
  - { id: positions, title: Who recommends what, rows: option, columns: author }
  - { id: sides, title: Side by side, rows: option, columns: camp }
  - { id: claims, title: What is claimed, rows: option, columns: criterion }
";

fn recommendation(
    numbers: &mut Numbers,
    size: &Size,
    number: usize,
    source: usize,
    sentences: &[String],
) -> String {
    let first = numbers.below(sentences.len() - 1);
    let mut text = format!(
        "  - id: r{number}\n    source: s{source}\n    option: o{}\n    stance: {}\n    posture: {}\n    summary: >-\n      What the author of source {source} recommends here, number {number} of all,\n      in a sentence of the analyst that has about the usual length.\n    actor: Governments\n    confidence: {}\n    quotes:\n      - {}\n      - exact: >-\n          {}\n        reviewed: true\n",
        numbers.below(size.options),
        STANCES[numbers.below(STANCES.len())],
        ["firm", "soft"][numbers.below(2)],
        ["high", "high", "low"][numbers.below(3)],
        sentences[first],
        sentences[first + 1],
    );
    if number.is_multiple_of(3) {
        let _ = write!(
            text,
            "    criteria:\n      k{}:\n        effect: {}\n        because: the author says so\n        quotes:\n          - {}\n",
            numbers.below(8),
            EFFECTS[numbers.below(EFFECTS.len())],
            sentences[numbers.below(sentences.len())],
        );
    }
    text
}
