//! The server: 127.0.0.1 only, from memory only.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use anyhow::anyhow;
use tiny_http::{Header, Method, Request, Response, Server};

use super::live::Live;
use crate::render::policy_hash;

/// How many requests are answered at a time; more are turned away.
const MAX_REQUESTS: usize = 64;

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
    let server = Server::http(("127.0.0.1", port))
        .map_err(|error| anyhow!("cannot serve on port {port}: {error}"))?;
    let port = server
        .server_addr()
        .to_ip()
        .map_or(port, |address| address.port());
    let busy = Arc::new(AtomicUsize::new(0));
    std::thread::spawn(move || {
        for request in server.incoming_requests() {
            let (live, busy) = (Arc::clone(&live), Arc::clone(&busy));
            if busy.fetch_add(1, Ordering::SeqCst) >= MAX_REQUESTS {
                answer(request, &Answer::text(503, "too many requests at once"));
                busy.fetch_sub(1, Ordering::SeqCst);
                continue;
            }
            std::thread::spawn(move || {
                let reply = reply(&request, port, &live);
                answer(request, &reply);
                busy.fetch_sub(1, Ordering::SeqCst);
            });
        }
    });
    Ok(format!("http://127.0.0.1:{port}/"))
}

/// What a request is answered with.
struct Answer {
    status: u16,
    kind: &'static str,
    body: Vec<u8>,
    policy: Option<String>,
}

impl Answer {
    fn text(status: u16, words: &str) -> Self {
        Self {
            status,
            kind: "text/plain; charset=utf-8",
            body: words.as_bytes().to_vec(),
            policy: None,
        }
    }
}

fn reply(request: &Request, port: u16, live: &Live) -> Answer {
    if !is_for_us(request, port) {
        return Answer::text(421, "this address is not served here");
    }
    if !matches!(request.method(), Method::Get | Method::Head) {
        return Answer::text(405, "only GET and HEAD are answered");
    }
    let (path, query) = request.url().split_once('?').unwrap_or((request.url(), ""));
    match path {
        "/" => shell(),
        "/.policy-matrix/news" => news(live, query),
        _ => output(live, path.trim_start_matches('/')),
    }
}

/// A page of another site can make a browser call this address under its own name (DNS rebinding):
/// only our own names are answered.
fn is_for_us(request: &Request, port: u16) -> bool {
    let hosts = [format!("127.0.0.1:{port}"), format!("localhost:{port}")];
    let mut named = request
        .headers()
        .iter()
        .filter(|header| header.field.equiv("Host"));
    let host = named
        .next()
        .map(|header| header.value.as_str().to_ascii_lowercase());
    named.next().is_none() && host.is_some_and(|host| hosts.contains(&host))
}

fn shell() -> Answer {
    Answer {
        status: 200,
        kind: "text/html; charset=utf-8",
        body: SHELL
            .replace("/* style */", SHELL_STYLE)
            .replace("/* script */", SHELL_SCRIPT)
            .into_bytes(),
        policy: Some(format!(
            "default-src 'none'; frame-src 'self'; connect-src 'self'; style-src '{}'; script-src '{}'; base-uri 'none'; form-action 'none'",
            policy_hash(SHELL_STYLE),
            policy_hash(SHELL_SCRIPT)
        )),
    }
}

fn news(live: &Live, query: &str) -> Answer {
    let after = query
        .strip_prefix("after=")
        .and_then(|build| build.parse().ok());
    let news = live.news_after(after.unwrap_or(0), PATIENCE);
    Answer {
        status: 200,
        kind: "application/json",
        body: serde_json::json!(news).to_string().into_bytes(),
        policy: None,
    }
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

fn answer(request: Request, reply: &Answer) {
    let mut response = Response::from_data(reply.body.as_slice()).with_status_code(reply.status);
    let fixed = [
        ("Content-Type", reply.kind),
        ("Cache-Control", "no-store"),
        ("X-Content-Type-Options", "nosniff"),
        ("Referrer-Policy", "no-referrer"),
        ("Cross-Origin-Resource-Policy", "same-origin"),
    ];
    let policy = reply
        .policy
        .as_deref()
        .map(|policy| ("Content-Security-Policy", policy));
    for (name, value) in fixed.into_iter().chain(policy) {
        if let Ok(header) = Header::from_bytes(name, value) {
            response.add_header(header);
        }
    }
    // A reader that has gone away is no failure.
    drop(request.respond(response));
}
