//! What the pages are served from: the last good outputs in memory, and the faults since.

use std::collections::BTreeMap;
use std::io;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use serde::Serialize;

use crate::output::Artifact;

/// The outputs as they are now, for any number of readers.
#[derive(Debug, Default)]
pub(super) struct Live {
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Debug, Default)]
struct State {
    /// Shared with the answers that are being sent, so that many readers take no more memory.
    artifacts: BTreeMap<String, Arc<Vec<u8>>>,
    news: News,
}

/// What a page is told: the number of the last good build, that of the last build, and its faults.
#[derive(Debug, Clone, Default, Serialize)]
pub(super) struct News {
    page: u64,
    build: u64,
    faults: Option<String>,
}

impl Live {
    /// Takes in what came of a build; without outputs the last good ones stay.
    ///
    /// # Errors
    /// Fails where an output cannot be read back.
    pub(super) fn update(
        &self,
        artifacts: Option<&[Artifact]>,
        faults: Option<String>,
    ) -> io::Result<()> {
        let entry = |artifact: &Artifact| {
            let bytes = artifact.body.bytes()?.into_owned();
            Ok((artifact.path.clone(), Arc::new(bytes)))
        };
        let artifacts: Option<io::Result<BTreeMap<String, Arc<Vec<u8>>>>> =
            artifacts.map(|artifacts| artifacts.iter().map(entry).collect());
        let artifacts = artifacts.transpose()?;
        let mut state = self.lock();
        state.news.build += 1;
        state.news.faults = faults;
        if let Some(artifacts) = artifacts {
            state.news.page = state.news.build;
            state.artifacts = artifacts;
        }
        self.changed.notify_all();
        Ok(())
    }

    /// An output by its path.
    pub(super) fn artifact(&self, path: &str) -> Option<Arc<Vec<u8>>> {
        self.lock().artifacts.get(path).cloned()
    }

    /// The news, as soon as there is a build after the one named, or after a while at the latest.
    pub(super) fn news_after(&self, build: u64, patience: Duration) -> News {
        let waiting = |state: &mut State| state.news.build <= build;
        let waited = self
            .changed
            .wait_timeout_while(self.lock(), patience, waiting);
        let (state, _) = waited.unwrap_or_else(PoisonError::into_inner);
        state.news.clone()
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        // Nothing panics while it holds the lock, and every state in it is whole.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
