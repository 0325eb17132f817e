//! `serve` against callers that mean harm, and texts that would be links or script.

use std::io::{ErrorKind, Read, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use crate::project::TestProject;
use crate::serve::{PATIENCE, get, project, request, served, until};

fn connect(port: u16) -> TcpStream {
    let stream = TcpStream::connect(("127.0.0.1", port)).expect("the server takes connections");
    let time = Some(PATIENCE);
    stream.set_read_timeout(time).expect("a time-out is set");
    stream.set_write_timeout(time).expect("a time-out is set");
    stream
}

/// The status of the answer to whatever was sent; 0 where there is none.
fn status(mut stream: TcpStream) -> u16 {
    let mut answer = String::new();
    // What came before the connection was closed counts.
    stream.read_to_string(&mut answer).unwrap_or_default();
    let status = answer.split(' ').nth(1);
    status.and_then(|status| status.parse().ok()).unwrap_or(0)
}

#[test]
fn requests_that_are_too_large_or_no_requests_are_refused_and_the_next_is_answered() {
    let project = project();
    let (_running, port) = served(&project);
    let host = format!("Host: 127.0.0.1:{port}\r\n");
    let long = "a".repeat(20_000);
    for (text, expected) in [
        (format!("GET /{long} HTTP/1.1\r\n{host}\r\n"), 431),
        (format!("GET / HTTP/1.1\r\n{host}X: {long}\r\n\r\n"), 431),
        (
            format!("GET / HTTP/1.1\r\n{host}{}\r\n", "X: y\r\n".repeat(1_000)),
            431,
        ),
        (
            format!("GET / HTTP/1.1\r\n{host}X: {}", "a".repeat(1 << 20)),
            431,
        ),
        (
            format!("POST / HTTP/1.1\r\n{host}Content-Length: 9000000000000000\r\n\r\n"),
            405,
        ),
        (
            format!("GET / HTTP/1.1\r\n{host}Content-Length: 9000000000000000\r\n\r\n"),
            200,
        ),
        (
            format!(
                "POST / HTTP/1.1\r\n{host}Transfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\n"
            ),
            405,
        ),
        (format!("GET / HTTP/1.1\r\n{host}{host}\r\n"), 421),
        (
            format!("GET / HTTP/1.1\r\n{host}Host: evil.example\r\n\r\n"),
            421,
        ),
        (
            format!("GET http://evil.example/index.html HTTP/1.1\r\n{host}\r\n"),
            404,
        ),
        (format!("GET /\0 HTTP/1.1\r\n{host}\r\n"), 400),
        ("\0\u{1}\u{2}\r\n\r\n".to_owned(), 400),
        ("\u{16}\u{3}\u{1} this is no HTTP\r\n\r\n".to_owned(), 400),
    ] {
        let mut stream = connect(port);
        // A server that has heard enough may close before all is said.
        stream.write_all(text.as_bytes()).unwrap_or_default();
        let shown: String = text.chars().take(60).collect();
        assert_eq!(status(stream), expected, "{shown:?}");
        assert_eq!(get(port, "/index.html").0, 200, "after {shown:?}");
    }
}

#[test]
fn a_header_without_an_end_is_cut_off() {
    let project = project();
    let (_running, port) = served(&project);
    let mut stream = connect(port);
    let mut sent: usize = 0;
    let piece = [b'a'; 64 << 10];
    stream
        .write_all(b"GET / HTTP/1.1\r\nX: ")
        .expect("it is sent");
    while sent < 256 << 20 && stream.write_all(&piece).is_ok() {
        sent += piece.len();
    }
    assert!(sent < 256 << 20, "the server listened to {sent} bytes");
    assert_eq!(get(port, "/").0, 200);
}

#[test]
fn slow_and_many_callers_are_turned_away_and_the_page_comes_back() {
    let project = project();
    let (_running, port) = served(&project);
    let started = Instant::now();
    let mut idle: Vec<TcpStream> = (0..300).map(|_| connect(port)).collect();
    let slow = idle.swap_remove(0);
    // A letter now and then does not buy more time.
    let mut letters = slow.try_clone().expect("a handle");
    let typing = std::thread::spawn(move || {
        for letter in b"GET /".iter().chain(b"a".iter().cycle()) {
            if letters.write_all(&[*letter]).is_err() || started.elapsed() > PATIENCE {
                return;
            }
            std::thread::sleep(Duration::from_millis(200));
        }
    });
    until("every place is taken", || {
        idle.extend((0..50).map(|_| connect(port)));
        get(port, "/").0 == 503
    });
    assert_eq!(status(slow), 408);
    until("the page", || get(port, "/index.html").0 == 200);
    typing.join().expect("it ends");
    for stream in &mut idle {
        // Each has been told so, or closed.
        let mut answer = Vec::new();
        match stream.read_to_end(&mut answer) {
            Ok(_) => {}
            Err(error) => assert_eq!(error.kind(), ErrorKind::ConnectionReset),
        }
    }
}

#[test]
fn a_reader_that_never_reads_keeps_nobody_waiting() {
    let project = project();
    let (_running, port) = served(&project);
    let ask = format!("GET /index.html HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n");
    let deaf: Vec<TcpStream> = (0..60)
        .map(|_| {
            let mut stream = connect(port);
            stream.write_all(ask.as_bytes()).expect("it is sent");
            stream
        })
        .collect();
    assert_eq!(get(port, "/index.html").0, 200);
    drop(deaf);
}

#[test]
fn only_the_address_of_this_machine_for_itself_is_listened_on() {
    let project = project();
    let (_running, port) = served(&project);
    assert!(get(port, "/").0 == 200);
    // Every address that begins with 127 is this machine where there are such; ours is one of them.
    assert!(
        TcpStream::connect_timeout(&([127, 0, 0, 2], port).into(), Duration::from_secs(2)).is_err()
    );
}

#[test]
fn answers_forbid_frames_of_others_guessing_and_keeping() {
    let project = project();
    let (_running, port) = served(&project);
    for (path, frames) in [
        ("/", "frame-ancestors 'none'"),
        ("/index.html", "frame-ancestors 'self'"),
    ] {
        let (_, answer) = get(port, path);
        let head = answer.split("\r\n\r\n").next().unwrap_or_default();
        for header in [
            frames,
            "X-Content-Type-Options: nosniff",
            "Cache-Control: no-store",
            "Cross-Origin-Resource-Policy: same-origin",
        ] {
            assert!(head.contains(header), "{path}: {head}");
        }
        assert!(!head.contains("Access-Control"), "{head}");
    }
    let head = format!("HEAD /index.html HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n");
    let (status, answer) = request(port, &head);
    assert_eq!(status, 200);
    assert!(
        answer.ends_with("\r\n\r\n") && !answer.contains("<html"),
        "{answer}"
    );
}

#[test]
fn a_source_has_no_address_but_one_of_the_web() {
    for url in [
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        " javascript:alert(1)",
        "java\\tscript:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "DATA:text/html;base64,PHNjcmlwdD4=",
        "vbscript:x",
        "file:///etc/passwd",
        "//evil.example/x",
        "https:",
        "https://",
        "https:javascript:alert(1)",
        "https://example.org/ onmouseover=x",
        "https://example.org/\\\"><script>",
        "https://example.org/\\u202egro",
        "https://example.org/\\u0000",
    ] {
        let project = TestProject::new();
        project.write("a.txt", "Words.");
        project.write(
            "options.yaml",
            format!(
                "format: 1\ntitle: T\nsources: {{ a: {{ file: a.txt, author: A, url: \"{url}\" }} }}\n\
                 options: {{ o: {{ label: O }} }}\nrecommendations: []\n"
            ),
        );
        let ran = project.run("policy-matrix build PROJECT");
        assert_eq!(ran.status as u8, 1, "{url}: {}", ran.err);
        assert!(!project.file("out").exists(), "{url}");
    }
}
