//! How long each stage takes on the five texts and on made-up projects, beside a floor measured in
//! the same run.
//!
//! `cargo bench` measures; `cargo bench -- --test` runs everything once. Read ratios to `floor`:
//! the time to read the inputs and write as many bytes as the outputs have.

mod projects;

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;

use criterion::{Criterion, criterion_group, criterion_main};
use memchr::memmem;
use policy_matrix::arrange::{self, Index};
use policy_matrix::load::{self, Limits, ProjectPaths};
use policy_matrix::model::Project;
use policy_matrix::output::{self, Force};
use policy_matrix::pipeline::{self, Request};
#[cfg(feature = "docx")]
use policy_matrix::render::Docx;
use policy_matrix::render::{CsvProfile, Format, HtmlForm, Rendered, Texts, Wanted};
use policy_matrix::text::{ParagraphMode, QuoteQuery, SourceText, find_quote};
use projects::{Layout, SIZES};
use tempfile::TempDir;

fn example() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_owned()
}

/// What is rendered: the formats given, as `build` does it by default.
fn wanted(formats: &[Format]) -> Wanted<'_> {
    Wanted {
        formats,
        csv_profile: CsvProfile::Plain,
        html: HtmlForm::Single,
        texts: Texts::Included,
        #[cfg(feature = "docx")]
        docx: Docx::default(),
        since: None,
    }
}

fn render(sound: &pipeline::Sound, formats: &[Format]) -> Rendered {
    let rendered = sound.render(&wanted(formats)).expect("it is kept");
    rendered.expect("the templates are sound")
}

/// The example, then made-up projects: small and medium, or those that `SIZES` names, such as
/// `SIZES=large`.
fn stages(criterion: &mut Criterion) {
    stages_of(criterion, "five texts", &example());
    let named = std::env::var("SIZES").unwrap_or_else(|_| "small,medium".to_owned());
    for size in SIZES
        .iter()
        .filter(|size| named.split(',').any(|name| name == size.name))
    {
        let folder = TempDir::new().expect("a temporary folder");
        projects::write(folder.path(), size, Layout::One).expect("it is written");
        stages_of(criterion, size.name, folder.path());
        let folder = TempDir::new().expect("a temporary folder");
        projects::write(folder.path(), size, Layout::Many).expect("it is written");
        let mut group = criterion.benchmark_group(format!("{}, a file an author", size.name));
        group.sample_size(10);
        group.bench_function("load and check", |bencher| {
            bencher.iter(|| pipeline::check(folder.path(), Request::default()));
        });
        group.finish();
    }
}

fn stages_of(criterion: &mut Criterion, name: &str, project: &Path) {
    let paths = ProjectPaths::find(project).expect("it is there");
    let load = || load::load(&paths, Limits::default()).expect("it can be read");
    let check = || pipeline::check(project, Request::default()).expect("it can be read");
    let checked = check();
    let sound = checked.sound.as_ref().expect("it has no errors");
    let mut group = criterion.benchmark_group(name);
    group.sample_size(10);
    group.bench_function("floor: read and write", |bencher| {
        floor(bencher, project, sound)
    });
    group.bench_function("load", |bencher| bencher.iter(load));
    group.bench_function("load and check", |bencher| bencher.iter(check));
    group.bench_function("verify", |bencher| verify(bencher, &sound.project));
    group.bench_function("verify: memmem alone", |bencher| {
        memmem_alone(bencher, &sound.project)
    });
    group.bench_function("fold", |bencher| fold(bencher, &sound.project));
    group.bench_function("arrange", |bencher| {
        bencher.iter(|| arrange::standings(&Index::new(&sound.project)));
    });
    for format in Format::USUAL {
        group.bench_function(format!("render {format:?}"), |bencher| {
            bencher.iter(|| render(sound, &[*format]));
        });
    }
    group.bench_function("write", |bencher| write(bencher, sound));
    group.finish();
}

/// Every quote sought again in its source, which is folded already, on one core.
fn verify(bencher: &mut criterion::Bencher, project: &Project) {
    bencher.iter(|| {
        let found = project.quotes().filter(|quote| {
            let query = QuoteQuery {
                reviewed: true,
                ..QuoteQuery::new(&quote.written)
            };
            find_quote(&project.sources[quote.source].text, &query).is_ok()
        });
        found.count()
    });
}

/// What [`verify`] is measured against: the words of every quote sought in the same texts byte by byte, to
/// their ends, since nothing else tells that there is one place only.
fn memmem_alone(bencher: &mut criterion::Bencher, project: &Project) {
    bencher.iter(|| {
        let places = project.quotes().map(|quote| {
            let text = project.sources[quote.source].text.raw();
            memmem::find_iter(text.as_bytes(), quote.written.as_bytes()).count()
        });
        places.sum::<usize>()
    });
}

/// Every text made searchable again, on one core.
fn fold(bencher: &mut criterion::Bencher, project: &Project) {
    let texts = project
        .sources
        .iter()
        .map(|(_, source)| Arc::from(source.text.raw()));
    let texts: Vec<Arc<str>> = texts.collect();
    bencher.iter(|| {
        let made = texts
            .iter()
            .map(|text| SourceText::new(Arc::clone(text), ParagraphMode::Auto));
        made.map(|text| text.paragraphs().len()).sum::<usize>()
    });
}

/// The text formats, rendered before, written into a new folder.
fn write(bencher: &mut criterion::Bencher, sound: &pipeline::Sound) {
    let artifacts = render(sound, Format::TEXT).artifacts;
    bencher.iter_with_large_drop(|| {
        let folder = TempDir::new().expect("a temporary folder");
        let out = folder.path().join("out");
        output::write(&out, &artifacts, &|_| true, Force::Refuse).expect("it is written");
        folder
    });
}

/// Reads what a build reads and writes as many bytes as it writes.
fn floor(bencher: &mut criterion::Bencher, project: &Path, sound: &pipeline::Sound) {
    let outputs = render(sound, Format::USUAL);
    let bytes: u64 = outputs
        .artifacts
        .iter()
        .map(|artifact| artifact.body.len())
        .sum();
    let folder = TempDir::new().expect("a temporary folder");
    let content = vec![b' '; usize::try_from(bytes).expect("it fits the memory")];
    bencher.iter(|| {
        fs::read(project.join("options.yaml")).expect("it is read");
        for seed in fs::read_dir(project.join("seeds")).expect("seeds are there") {
            fs::read(seed.expect("a seed").path()).expect("it is read");
        }
        fs::write(folder.path().join("all"), &content).expect("it is written");
    });
}

/// A copy of the example under `serve`, ended with the benchmark.
struct Served {
    child: Child,
    folder: TempDir,
    port: u16,
    build: u64,
    edits: u64,
}

impl Served {
    fn start() -> Self {
        let folder = TempDir::new().expect("a temporary folder");
        fs::create_dir(folder.path().join("seeds")).expect("a folder is made");
        fs::copy(
            example().join("options.yaml"),
            folder.path().join("options.yaml"),
        )
        .expect("a copy");
        for seed in fs::read_dir(example().join("seeds")).expect("seeds are there") {
            let path = seed.expect("a seed").path();
            let name = path.file_name().expect("it has a name");
            fs::copy(&path, folder.path().join("seeds").join(name)).expect("a copy");
        }
        let mut child = Command::new(env!("CARGO_BIN_EXE_policy-matrix"))
            .args(["serve", "--port", "0"])
            .arg(folder.path())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program starts");
        let mut lines = BufReader::new(child.stderr.take().expect("an error stream")).lines();
        let line = lines
            .by_ref()
            .map_while(Result::ok)
            .find(|line| line.contains("http://"));
        let port =
            line.and_then(|line| line.trim_end_matches('/').rsplit(':').next()?.parse().ok());
        std::thread::spawn(move || lines.for_each(drop));
        Self {
            child,
            folder,
            port: port.expect("a port"),
            build: 1,
            edits: 0,
        }
    }

    fn get(&self, path: &str) -> String {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).expect("a connection");
        let host = format!("127.0.0.1:{}", self.port);
        write!(
            stream,
            "GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"
        )
        .expect("sent");
        let mut answer = String::new();
        stream.read_to_string(&mut answer).expect("an answer");
        answer
    }

    /// Saves an edit and waits until the page that holds it has been fetched.
    fn edit_to_page(&mut self) {
        self.edits += 1;
        let path = self.folder.path().join("options.yaml");
        let text = fs::read_to_string(&path).expect("it is read");
        let (_, rest) = text.split_once("\ntitle:").expect("it has a title");
        let (_, rest) = rest.split_once('\n').expect("the title ends");
        fs::write(
            &path,
            format!("format: 1\ntitle: Edit {}\n{rest}", self.edits),
        )
        .expect("saved");
        let wanted = format!("<title>Edit {}<", self.edits);
        loop {
            let news = self.get(&format!("/.policy-matrix/news?after={}", self.build));
            let build = news
                .rsplit("\"build\":")
                .next()
                .and_then(|rest| rest.split(',').next());
            self.build = build
                .and_then(|build| build.parse().ok())
                .unwrap_or(self.build);
            if self.get("/index.html").contains(&wanted) {
                return;
            }
        }
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        self.child
            .kill()
            .and_then(|()| self.child.wait())
            .expect("the program ends");
    }
}

fn edits(criterion: &mut Criterion) {
    let mut served = Served::start();
    let mut group = criterion.benchmark_group("serve");
    group.sample_size(20);
    group.bench_function("edit to page", |bencher| {
        bencher.iter(|| served.edit_to_page())
    });
    group.finish();
}

criterion_group!(benches, stages, edits);
criterion_main!(benches);
