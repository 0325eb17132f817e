//! The terminal: results on one stream, the report on the other; the only place that prints.

use std::borrow::Cow;
use std::io::{self, BufRead, BufReader, IsTerminal, Write};
use std::process::ExitCode;

use anstream::AutoStream;
use anyhow::Context;

use crate::pipeline::Checked;
use crate::report::{self, Report};

use super::options::MessageFormat;

/// How the program ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExitStatus {
    /// Everything is well.
    Clean = 0,
    /// The project has errors, or its outputs are stale.
    Faults = 1,
    /// The program could not do its work.
    Failed = 2,
}

impl From<ExitStatus> for ExitCode {
    fn from(status: ExitStatus) -> Self {
        Self::from(status as u8)
    }
}

/// Where results and reports go.
pub struct Console {
    out: Box<dyn Write>,
    err: Box<dyn Write>,
    answers: Box<dyn BufRead>,
    width: usize,
    /// Whether results are shown to a person; else they are for programs, byte by byte.
    shows_results: bool,
}

impl Console {
    /// The streams of the process; colours only where a terminal shows them and nobody forbids it.
    #[must_use]
    pub fn of_process() -> Self {
        Self {
            out: Box::new(AutoStream::auto(io::stdout())),
            err: Box::new(AutoStream::auto(io::stderr())),
            answers: Box::new(BufReader::new(io::stdin())),
            width: report::DEFAULT_WIDTH,
            shows_results: io::stdout().is_terminal(),
        }
    }

    /// Given streams, without colours.
    #[must_use]
    pub fn of_streams(out: Box<dyn Write>, err: Box<dyn Write>) -> Self {
        Self {
            out: Box::new(AutoStream::never(out)),
            err: Box::new(AutoStream::never(err)),
            answers: Box::new(io::empty()),
            width: report::DEFAULT_WIDTH,
            shows_results: false,
        }
    }

    /// The same streams, with these lines as what the user answers.
    #[must_use]
    pub fn with_answers(mut self, answers: impl BufRead + 'static) -> Self {
        self.answers = Box::new(answers);
        self
    }

    /// Asks the user for a line; `None` where there are no more.
    ///
    /// # Errors
    /// Fails where the question cannot be written or the answer is not text.
    pub fn ask(&mut self, question: &str) -> anyhow::Result<Option<String>> {
        self.line(question)?;
        let mut answer = String::new();
        let read = self
            .answers
            .read_line(&mut answer)
            .context("cannot read the answer")?;
        Ok((read > 0).then(|| answer.trim().to_owned()))
    }

    /// Writes a result. On a terminal, nothing in it acts on the terminal.
    ///
    /// # Errors
    /// Fails where the stream takes nothing, unless its reader has simply gone away.
    pub fn result(&mut self, text: &str) -> anyhow::Result<()> {
        let text = if self.shows_results {
            Cow::Owned(report::visible_lines(text))
        } else {
            Cow::Borrowed(text)
        };
        forgive_closed(
            self.out
                .write_all(text.as_bytes())
                .and_then(|()| self.out.flush()),
        )
    }

    /// Writes a line of the report, or several; nothing in them acts on a terminal.
    ///
    /// # Errors
    /// Fails where the stream takes nothing, unless its reader has simply gone away.
    pub fn line(&mut self, text: &str) -> anyhow::Result<()> {
        forgive_closed(writeln!(self.err, "{}", report::visible_lines(text)))
    }

    /// Writes the diagnostics of a check: for programs as results, for people as the report.
    ///
    /// # Errors
    /// Fails where the stream takes nothing, unless its reader has simply gone away.
    pub fn diagnostics(&mut self, checked: &Checked, format: MessageFormat) -> anyhow::Result<()> {
        let report = Report::new(&checked.files, &checked.diagnostics).with_width(self.width);
        let stream = match format {
            MessageFormat::Human => &mut self.err,
            MessageFormat::Json | MessageFormat::Github => &mut self.out,
        };
        forgive_closed(report::write(stream, format.into(), &report).and_then(|()| stream.flush()))
    }

    /// Reports that the program could not do its work.
    pub fn failure(&mut self, error: &anyhow::Error) -> ExitStatus {
        let message = report::visible(&format!("{error:#}"));
        drop(writeln!(self.err, "error: {message}"));
        ExitStatus::Failed
    }

    /// Writes what clap has to say: help as a result, a wrong call as the report.
    pub fn usage(&mut self, error: &clap::Error) -> ExitStatus {
        let text = error.render();
        if error.use_stderr() {
            drop(write!(self.err, "{}", text.ansi()));
            return ExitStatus::Failed;
        }
        drop(write!(self.out, "{}", text.ansi()));
        ExitStatus::Clean
    }
}

/// A reader that has gone away, as in `policy-matrix check | head`, is no failure.
fn forgive_closed(written: io::Result<()>) -> anyhow::Result<()> {
    match written {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        other => other.map_err(Into::into),
    }
}

#[cfg(test)]
mod tests {
    use std::sync::{Arc, Mutex};

    use super::*;

    #[derive(Clone, Default)]
    struct Screen(Arc<Mutex<Vec<u8>>>);

    impl Write for Screen {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.lock().expect("no test panicked").write(bytes)
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn nothing_that_is_shown_acts_on_the_terminal() {
        let hostile = "a\u{1b}]0;title\u{7}\u{9b}2J\u{202e}b\r\tc\nd\u{2028}\u{7f}\u{2067}";
        let harmless =
            "a\u{241b}]0;title\u{2407}\u{fffd}2J\u{fffd}b\u{240d}\tc\nd\u{fffd}\u{2421}\u{fffd}";
        let (out, err) = (Screen::default(), Screen::default());
        let mut console = Console::of_streams(Box::new(out.clone()), Box::new(err.clone()));
        console.shows_results = true;
        console.result(hostile).expect("a result");
        console.line(hostile).expect("a line");
        let text = |screen: &Screen| {
            String::from_utf8(screen.0.lock().expect("no test panicked").clone()).expect("text")
        };
        assert_eq!(text(&out), harmless);
        assert_eq!(text(&err), format!("{harmless}\n"));
    }
}
