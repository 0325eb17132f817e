//! Connections: one request each, read and answered within bounds of size, number and time, so that no
//! slow, large or frequent caller keeps the page from its reader.

use std::io::{self, ErrorKind, Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use super::http::{Answer, Asked};

/// How many connections are open at a time; more are turned away.
const MAX_CONNECTIONS: usize = 128;

/// The largest request line with its headers, in bytes.
const MAX_HEAD: usize = 16 << 10;

/// The most headers of a request.
const MAX_HEADERS: usize = 100;

/// How long a caller may take to say what it wants.
const ASKING: Duration = Duration::from_secs(5);

/// How long a caller may take to read its answer.
const ANSWERING: Duration = Duration::from_secs(60);

/// How long, and for how many bytes, a caller that still sends is listened to after its answer: a
/// connection that is closed before everything was read takes the answer back.
const LINGERING: (Duration, usize) = (Duration::from_millis(500), 1 << 20);

/// How long to wait where the system has no more connections to give.
const PAUSE: Duration = Duration::from_millis(50);

/// Answers everything that connects, each in a thread of its own; never returns.
pub(super) fn answer_all<F>(listener: &TcpListener, reply: F)
where
    F: Fn(&Asked) -> Answer + Send + Sync + 'static,
{
    let reply = Arc::new(reply);
    let open = Arc::new(AtomicUsize::new(0));
    loop {
        let Ok((stream, _)) = listener.accept() else {
            thread::sleep(PAUSE);
            continue;
        };
        let reply = Arc::clone(&reply);
        let place = Place::take(&open);
        if place.is_beyond_limit() {
            // What is said in so few words fits into any buffer, so that nobody is waited for.
            let busy = Answer::text(503, "too many connections at once");
            drop(send(&stream, &busy, true, PAUSE));
            continue;
        }
        // Where there is no thread to be had, the connection is closed.
        drop(thread::Builder::new().spawn(move || {
            let _place = place;
            // A caller that has gone away, or is too slow, is no failure.
            drop(converse(&stream, &*reply));
        }));
    }
}

/// One of the connections that are open.
struct Place {
    open: Arc<AtomicUsize>,
    before: usize,
}

impl Place {
    fn take(open: &Arc<AtomicUsize>) -> Self {
        Self {
            before: open.fetch_add(1, Ordering::SeqCst),
            open: Arc::clone(open),
        }
    }

    const fn is_beyond_limit(&self) -> bool {
        self.before >= MAX_CONNECTIONS
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        self.open.fetch_sub(1, Ordering::SeqCst);
    }
}

fn converse(stream: &TcpStream, reply: impl Fn(&Asked) -> Answer) -> io::Result<()> {
    let (answer, with_body) = match ask(stream)? {
        Ok(asked) => (reply(&asked), asked.method != "HEAD"),
        Err(refusal) => (refusal, true),
    };
    send(stream, &answer, with_body, ANSWERING)?;
    stream.shutdown(Shutdown::Write)?;
    linger(stream)
}

/// Reads what a caller wants, or says why that is not listened to any longer.
fn ask(mut stream: &TcpStream) -> io::Result<Result<Asked, Answer>> {
    let deadline = Instant::now() + ASKING;
    let mut head = Vec::new();
    let mut buffer = [0; 4 << 10];
    loop {
        match read_until(&mut stream, &mut buffer, deadline) {
            Ok(0) => return Err(ErrorKind::UnexpectedEof.into()),
            Ok(read) => head.extend_from_slice(&buffer[..read]),
            Err(error) if is_too_late(&error) => {
                return Ok(Err(Answer::text(408, "the request took too long")));
            }
            Err(error) => return Err(error),
        }
        let mut headers = [httparse::EMPTY_HEADER; MAX_HEADERS];
        let mut request = httparse::Request::new(&mut headers);
        match request.parse(&head) {
            Ok(status) if status.is_complete() => return Ok(Ok(Asked::new(&request))),
            Ok(_) if head.len() < MAX_HEAD => {}
            Ok(_) | Err(httparse::Error::TooManyHeaders) => {
                return Ok(Err(Answer::text(431, "the request is too large")));
            }
            Err(_) => return Ok(Err(Answer::text(400, "this is no request"))),
        }
    }
}

/// Writes an answer; `time` is for all of it, however slowly it is read.
fn send(
    mut stream: &TcpStream,
    answer: &Answer,
    with_body: bool,
    time: Duration,
) -> io::Result<()> {
    let deadline = Instant::now() + time;
    let head = answer.head();
    let body: &[u8] = if with_body { &answer.body } else { &[] };
    for piece in std::iter::once(head.as_bytes()).chain(body.chunks(64 << 10)) {
        stream.set_write_timeout(Some(left_until(deadline)?))?;
        stream.write_all(piece)?;
    }
    stream.flush()
}

/// Listens a little longer to a caller that still sends.
fn linger(mut stream: &TcpStream) -> io::Result<()> {
    let (time, mut bytes) = LINGERING;
    let deadline = Instant::now() + time;
    let mut buffer = [0; 4 << 10];
    while bytes > 0 {
        match read_until(&mut stream, &mut buffer, deadline)? {
            0 => break,
            read => bytes = bytes.saturating_sub(read),
        }
    }
    Ok(())
}

fn read_until(stream: &mut &TcpStream, buffer: &mut [u8], deadline: Instant) -> io::Result<usize> {
    stream.set_read_timeout(Some(left_until(deadline)?))?;
    stream.read(buffer)
}

/// What is left of a time, never nothing.
fn left_until(deadline: Instant) -> io::Result<Duration> {
    let left = deadline.saturating_duration_since(Instant::now());
    if left.is_zero() {
        return Err(ErrorKind::TimedOut.into());
    }
    Ok(left)
}

/// Whether a time has run out; systems have two words for it.
fn is_too_late(error: &io::Error) -> bool {
    matches!(error.kind(), ErrorKind::TimedOut | ErrorKind::WouldBlock)
}
