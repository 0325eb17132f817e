//! The server: 127.0.0.1 only, from memory only.

use std::fmt::Write;
use std::net::TcpListener;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context;

use super::connection::answer_all;
use super::live::Live;
use crate::render::policy_hash;

/// How long a page waits for news before it asks again.
const PATIENCE: Duration = Duration::from_secs(20);

/// The page around the report: it holds the report in a frame, so that the report itself is served
/// as it is written to disk.
const SHELL: &str = include_str!("shell.html");
const SHELL_STYLE: &str = include_str!("shell.css");
const SHELL_SCRIPT: &str = include_str!("shell.js");

/// Serves in the background and returns the address.
///
/// # Errors
/// Fails where the port is taken.
pub(super) fn serve(port: u16, live: Arc<Live>) -> anyhow::Result<String> {
    let listener = TcpListener::bind(("127.0.0.1", port))
        .with_context(|| format!("cannot serve on port {port}"))?;
    let port = listener.local_addr().map_or(port, |address| address.port());
    std::thread::spawn(move || answer_all(&listener, move |asked| reply(asked, port, &live)));
    Ok(format!("http://127.0.0.1:{port}/"))
}

/// What a caller wants.
pub(super) struct Asked {
    pub(super) method: String,
    /// The path with its query.
    target: String,
    /// Every name by which the caller calls this server.
    hosts: Vec<String>,
}

impl Asked {
    /// What a request that was read to its end asks.
    pub(super) fn new(request: &httparse::Request) -> Self {
        let hosts = request
            .headers
            .iter()
            .filter(|header| header.name.eq_ignore_ascii_case("Host"));
        Self {
            method: request.method.unwrap_or_default().to_owned(),
            target: request.path.unwrap_or_default().to_owned(),
            hosts: hosts
                .map(|host| String::from_utf8_lossy(host.value).to_ascii_lowercase())
                .collect(),
        }
    }
}

/// What a request is answered with.
pub(super) struct Answer {
    status: u16,
    kind: &'static str,
    pub(super) body: Arc<Vec<u8>>,
    policy: Option<String>,
}

impl Answer {
    /// A few words.
    pub(super) fn text(status: u16, words: &str) -> Self {
        Self::new(status, "text/plain; charset=utf-8", words.to_owned())
    }

    fn new(status: u16, kind: &'static str, body: String) -> Self {
        Self {
            status,
            kind,
            body: Arc::new(body.into_bytes()),
            policy: None,
        }
    }

    /// The status line and the headers (RFC 9112), to the blank line that ends them.
    pub(super) fn head(&self) -> String {
        let length = self.body.len().to_string();
        let policy = self.policy.as_deref().unwrap_or("frame-ancestors 'self'");
        let headers = [
            ("Content-Type", self.kind),
            ("Content-Length", &length),
            ("Content-Security-Policy", policy),
            ("Connection", "close"),
            ("Cache-Control", "no-store"),
            ("X-Content-Type-Options", "nosniff"),
            ("Referrer-Policy", "no-referrer"),
            ("Cross-Origin-Resource-Policy", "same-origin"),
        ];
        let mut head = format!("HTTP/1.1 {} \r\n", self.status);
        for (name, value) in headers {
            // Writing to a string cannot fail.
            let _ = write!(head, "{name}: {value}\r\n");
        }
        head + "\r\n"
    }
}

fn reply(asked: &Asked, port: u16, live: &Live) -> Answer {
    if !is_for_us(asked, port) {
        return Answer::text(421, "this address is not served here");
    }
    if !matches!(asked.method.as_str(), "GET" | "HEAD") {
        return Answer::text(405, "only GET and HEAD are answered");
    }
    let target = asked.target.as_str();
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    match path {
        "/" => shell(),
        "/.policy-matrix/news" => news(live, query),
        _ => output(live, path.trim_start_matches('/')),
    }
}

/// A page of another site can make a browser call this address under its own name (DNS rebinding):
/// only our own names are answered.
fn is_for_us(asked: &Asked, port: u16) -> bool {
    let ours = [format!("127.0.0.1:{port}"), format!("localhost:{port}")];
    matches!(asked.hosts.as_slice(), [host] if ours.contains(host))
}

fn shell() -> Answer {
    let page = SHELL
        .replace("/* style */", SHELL_STYLE)
        .replace("/* script */", SHELL_SCRIPT);
    Answer {
        policy: Some(format!(
            "default-src 'none'; frame-src 'self'; connect-src 'self'; style-src '{}'; script-src '{}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
            policy_hash(SHELL_STYLE),
            policy_hash(SHELL_SCRIPT)
        )),
        ..Answer::new(200, "text/html; charset=utf-8", page)
    }
}

fn news(live: &Live, query: &str) -> Answer {
    let after = query
        .strip_prefix("after=")
        .and_then(|build| build.parse().ok());
    let news = live.news_after(after.unwrap_or(0), PATIENCE);
    Answer::new(200, "application/json", serde_json::json!(news).to_string())
}

fn output(live: &Live, path: &str) -> Answer {
    let Some(body) = live.artifact(path) else {
        return Answer::text(404, "there is no such output");
    };
    let kind = match path.rsplit_once('.').map_or("", |(_, ending)| ending) {
        "html" => "text/html; charset=utf-8",
        "md" => "text/markdown; charset=utf-8",
        "csv" => "text/csv; charset=utf-8",
        "json" => "application/json",
        _ => "application/octet-stream",
    };
    Answer {
        status: 200,
        kind,
        body,
        policy: None,
    }
}
