//! `watch` and `serve` as processes: edits reach the outputs and the page, and nothing else does.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::project::TestProject;

/// How long a test waits for what must come.
pub(crate) const PATIENCE: Duration = Duration::from_secs(20);

/// A running `watch` or `serve`, ended with the test.
pub(crate) struct Running {
    child: Child,
    lines: std::sync::mpsc::Receiver<String>,
}

impl Running {
    fn start(project: &TestProject, arguments: &[&str]) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_policy-matrix"))
            .args(arguments)
            .arg(project.path())
            .stderr(Stdio::piped())
            .stdout(Stdio::null())
            .spawn()
            .expect("the program starts");
        let stderr = child.stderr.take().expect("it has an error stream");
        let (sender, lines) = std::sync::mpsc::channel();
        std::thread::spawn(move || {
            for line in BufReader::new(stderr).lines().map_while(Result::ok) {
                if sender.send(line).is_err() {
                    break;
                }
            }
        });
        Self { child, lines }
    }

    /// The next line of the report that holds some words.
    fn line_with(&self, words: &str) -> String {
        let started = Instant::now();
        while let Ok(line) = self
            .lines
            .recv_timeout(PATIENCE.saturating_sub(started.elapsed()))
        {
            if line.contains(words) {
                return line;
            }
        }
        panic!("no line with {words:?} came")
    }

    /// The exit status, once it has ended.
    fn status(&mut self) -> Option<i32> {
        let mut ended = None;
        until("the end of the program", || {
            ended = self.child.try_wait().expect("it can be asked");
            ended.is_some()
        });
        ended.and_then(|status| status.code())
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.child
            .kill()
            .and_then(|()| self.child.wait())
            .expect("the program ends");
    }
}

pub(crate) fn project() -> TestProject {
    let project = TestProject::new();
    let ran = project.run("policy-matrix init PROJECT");
    assert_eq!(ran.status as u8, 0, "{}", ran.err);
    project
}

/// Waits until something holds.
pub(crate) fn until(what: &str, mut holds: impl FnMut() -> bool) {
    let started = Instant::now();
    while !holds() {
        assert!(started.elapsed() < PATIENCE, "{what} did not come");
        std::thread::sleep(Duration::from_millis(20));
    }
}

/// The status and the rest of an answer to a raw request.
pub(crate) fn request(port: u16, text: &str) -> (u16, String) {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).expect("the server takes connections");
    stream
        .set_read_timeout(Some(PATIENCE))
        .expect("a time-out is set");
    stream
        .write_all(text.as_bytes())
        .expect("the request is sent");
    let mut answer = Vec::new();
    // Some answers close before the request is read to its end; what came counts.
    stream.read_to_end(&mut answer).unwrap_or_default();
    let answer = String::from_utf8_lossy(&answer).into_owned();
    let status = answer
        .split(' ')
        .nth(1)
        .and_then(|status| status.parse().ok())
        .unwrap_or(0);
    (status, answer)
}

pub(crate) fn get(port: u16, path: &str) -> (u16, String) {
    request(
        port,
        &format!("GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\r\n"),
    )
}

pub(crate) fn served(project: &TestProject) -> (Running, u16) {
    let running = Running::start(project, &["serve", "--port", "0"]);
    let line = running.line_with("serving http://127.0.0.1:");
    let port = line
        .trim_end_matches('/')
        .rsplit(':')
        .next()
        .and_then(|port| port.parse().ok());
    (running, port.expect("the address names the port"))
}

#[test]
fn watch_builds_each_edit_and_keeps_the_last_good_outputs() {
    let project = project();
    let watch = Running::start(&project, &["watch"]);
    watch.line_with("outputs changed");
    let page = || project.read("out/matrices/positions.csv");
    assert!(page().contains("urges"));
    project.replace(
        "options.yaml",
        "stance: opposes\n    posture: pressure",
        "stance: rejects\n    posture: pressure",
    );
    until("the edit", || {
        page().contains("rejects [amara-conference.1]")
    });
    let good = page();
    project.replace("options.yaml", "stance: rejects", "stance: rejcts");
    watch.line_with("the last good outputs stay");
    assert_eq!(page(), good);
    project.replace("options.yaml", "stance: rejcts", "stance: opposes");
    until("the mended file", || {
        page().contains("opposes [amara-conference.1]")
    });
    project.write("seeds/amara.txt", "Nothing of the kind.\n");
    watch.line_with("the last good outputs stay");
}

/// A thread cannot be stopped from outside; a program that is left alone must not use a processor for good.
#[test]
fn a_template_without_an_end_ends_watch_and_serve() {
    let range = "range(end=100000)";
    let silent =
        format!("{{% for a in {range} %}}{{% for b in {range} %}}{{% endfor %}}{{% endfor %}}");
    for command in [&["watch"][..], &["serve", "--port", "0"]] {
        let project = project();
        project.run("policy-matrix build PROJECT --formats html");
        let good = project.read("out/index.html");
        project.write("templates/index.html", &silent);
        let mut running = Running::start(&project, &[command, &["--max-time", "1"]].concat());
        running.line_with("longer than 1 s");
        running.line_with("the template goes on without an end");
        assert_eq!(running.status(), Some(2), "{command:?}");
        assert_eq!(project.read("out/index.html"), good);
    }
}

/// One that writes ends with its next word, and the next edit is built.
#[test]
fn a_template_that_takes_too_long_is_mended_under_watch() {
    let project = project();
    let range = "range(end=100000)";
    let writes = format!(
        "{{% for a in {range} %}}{{% for b in {range} %}}words{{% endfor %}}{{% endfor %}}"
    );
    project.write("templates/index.html", &writes);
    let watch = Running::start(&project, &["watch", "--formats", "html", "--max-time", "1"]);
    watch.line_with("the last good outputs stay");
    project.write("templates/index.html", "<p>mended</p>");
    watch.line_with("outputs changed");
    assert_eq!(project.read("out/index.html"), "<p>mended</p>");
}

#[test]
fn fifty_saves_end_in_one_correct_build() {
    let project = project();
    let watch = Running::start(&project, &["watch", "--formats", "csv"]);
    watch.line_with("outputs changed");
    let text = project.read("options.yaml");
    for number in 1..=50 {
        let title = format!("label: Naval escort {number}");
        project.write("options.yaml", text.replace("label: Naval escort", &title));
        std::thread::sleep(Duration::from_millis(10));
    }
    until("the last save", || {
        project
            .read("out/matrices/positions.csv")
            .contains("Naval escort 50,")
    });
    std::thread::sleep(Duration::from_millis(300));
    assert!(
        project
            .read("out/matrices/positions.csv")
            .contains("Naval escort 50,")
    );
    let left: Vec<String> = project
        .files("out")
        .into_iter()
        .map(|(name, _)| name)
        .filter(|name| name.contains(".tmp"))
        .collect();
    assert!(left.is_empty(), "{left:?}");
}

#[test]
fn serve_follows_edits_and_tells_of_faults() {
    let project = project();
    let (_running, port) = served(&project);
    let (status, shell) = get(port, "/");
    assert_eq!(status, 200);
    assert!(
        shell.contains("Content-Security-Policy: default-src 'none'"),
        "{shell}"
    );
    let (status, page) = get(port, "/index.html");
    assert_eq!(status, 200);
    assert!(page.contains("Selma Strait"));
    let (_, news) = get(port, "/.policy-matrix/news?after=0");
    assert!(
        news.ends_with(r#"{"page":1,"build":1,"faults":null}"#),
        "{news}"
    );
    let started = Instant::now();
    project.replace(
        "options.yaml",
        "The navy should escort merchant ships through the strait from next week.",
        "The navy must escort merchant ships through the strait from next week.",
    );
    let (_, news) = get(port, "/.policy-matrix/news?after=1");
    assert!(started.elapsed() < PATIENCE);
    assert!(
        news.contains("quote-not-found") && news.contains(r#""page":1"#),
        "{news}"
    );
    let (_, page) = get(port, "/index.html");
    assert!(page.contains("Selma Strait"), "the last good page stays");
}

#[test]
fn serve_answers_its_own_names_and_outputs_only() {
    let project = project();
    let (_running, port) = served(&project);
    let with_host = |host: &str| {
        request(
            port,
            &format!("GET / HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"),
        )
        .0
    };
    assert_eq!(with_host(&format!("localhost:{port}")), 200);
    assert_eq!(with_host(&format!("evil.example:{port}")), 421);
    assert_eq!(with_host("127.0.0.1:1"), 421);
    let bare = request(port, "GET / HTTP/1.0\r\n\r\n");
    assert_eq!(bare.0, 421, "no name");
    for path in [
        "/../options.yaml",
        "/options.yaml",
        "/%2e%2e/options.yaml",
        "/..%2foptions.yaml",
        "//etc/passwd",
        "/.policy-matrix.json",
        "/seeds/amara.txt",
    ] {
        assert_eq!(get(port, path).0, 404, "{path}");
    }
    let post = format!(
        "POST / HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
    );
    assert_eq!(request(port, &post).0, 405);
}

#[test]
fn a_taken_port_is_a_failure_of_the_program() {
    let project = project();
    let (_running, port) = served(&project);
    let second = Command::new(env!("CARGO_BIN_EXE_policy-matrix"))
        .args(["serve", "--port", &port.to_string()])
        .arg(project.path())
        .output()
        .expect("the program starts");
    assert_eq!(second.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&second.stderr).contains(&port.to_string()));
}

#[test]
fn killing_serve_at_any_moment_leaves_whole_outputs() {
    let project = project();
    let text = project.read("options.yaml");
    for number in 0..10 {
        project.write(
            "options.yaml",
            text.replace(
                "label: Naval escort",
                &format!("label: Naval escort {number}"),
            ),
        );
        let running = Running::start(&project, &["serve", "--port", "0"]);
        std::thread::sleep(Duration::from_millis(7 * number));
        drop(running);
        for (name, bytes) in project
            .files("out")
            .iter()
            .filter(|(name, _)| name.starts_with("matrices/") && name.ends_with(".csv"))
        {
            let text = String::from_utf8_lossy(bytes);
            assert!(
                text.ends_with('\n') && text.starts_with("id,label"),
                "{name} is broken"
            );
        }
    }
    let ran = project.run("policy-matrix build PROJECT");
    assert_eq!(ran.status as u8, 0, "{}", ran.err);
}
