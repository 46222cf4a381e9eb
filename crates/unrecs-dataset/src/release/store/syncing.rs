//! Files reach the disk on threads of their own while others are still being written, so that little is left to wait for at the end.

use std::fs::File;
use std::io::{self, Write};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;

/// How many bytes of a file are written before it is synced for the first time, and again.
const STRIDE: usize = 32 << 20;

/// A disk takes several requests at once, and a thread that waits for it takes no core.
const THREADS: usize = 4;

/// How many files wait for being synced before who writes them waits too: each is open.
const WAITING: usize = 64;

/// Syncs files that are handed over.
pub(crate) struct Syncer {
    queue: SyncSender<Task>,
    state: Arc<State>,
}

/// What the threads know together.
#[derive(Default)]
struct State {
    progress: Mutex<Progress>,
    changed: Condvar,
}

#[derive(Default)]
struct Progress {
    /// How many tasks were handed over and are not done.
    open: usize,
    /// The first that failed, by the path of its file.
    failed: Option<(String, io::Error)>,
}

/// A file that is to be synced.
struct Task {
    shared: Arc<Shared>,
    extent: Extent,
}

/// How much of a file is written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Extent {
    Part,
    Whole,
}

/// A file that two threads know.
struct Shared {
    path: String,
    file: File,
    /// Whether it waits for being synced.
    waits: AtomicBool,
}

impl Syncer {
    /// Starts the threads; they end when this and every file of it are gone.
    pub(crate) fn new() -> Self {
        let (queue, receiver) = sync_channel(WAITING);
        let (receiver, state) = (Arc::new(Mutex::new(receiver)), Arc::new(State::default()));
        for _ in 0..THREADS {
            let (receiver, state) = (Arc::clone(&receiver), Arc::clone(&state));
            thread::spawn(move || state.work(&receiver));
        }
        Self { queue, state }
    }

    /// A file of which nothing is written yet, and the path by which an error names it.
    pub(crate) fn file(&self, path: &str, file: File) -> Synced {
        let shared = Arc::new(Shared { path: path.to_owned(), file, waits: AtomicBool::new(false) });
        Synced { shared, queue: self.queue.clone(), state: Arc::clone(&self.state), unsynced: 0 }
    }

    /// Waits until everything that was handed over is on the disk.
    ///
    /// # Errors
    /// The first that syncing met, with the path of the file.
    pub(crate) fn wait(&self) -> Result<(), (String, io::Error)> {
        let done = self.state.changed.wait_while(self.state.progress(), |progress| progress.open > 0);
        done.unwrap_or_else(PoisonError::into_inner).failed.take().map_or(Ok(()), Err)
    }
}

impl State {
    fn progress(&self) -> MutexGuard<'_, Progress> {
        self.progress.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Does one task after the other until nobody can hand over more.
    fn work(&self, queue: &Mutex<Receiver<Task>>) {
        loop {
            let task = queue.lock().unwrap_or_else(PoisonError::into_inner).recv();
            let Ok(task) = task else { return };
            let done = task.done();
            let mut progress = self.progress();
            progress.open -= 1;
            if let Err(error) = done {
                progress.failed.get_or_insert((task.shared.path.clone(), error));
            }
            self.changed.notify_all();
        }
    }
}

impl Task {
    fn done(&self) -> io::Result<()> {
        let file = &self.shared.file;
        if self.extent == Extent::Whole {
            return file.sync_all();
        }
        self.shared.waits.store(false, Ordering::Release);
        file.sync_data()?;
        forget(file);
        Ok(())
    }
}

/// Tells the system that what is on the disk need not stay in memory, so that a large release does not push out everything
/// else, and its own pages are used again. It is advice: nothing depends on it.
fn forget(file: &File) {
    #[cfg(target_os = "linux")]
    let _ = rustix::fs::fadvise(file, 0, None, rustix::fs::Advice::DontNeed);
    #[cfg(not(target_os = "linux"))]
    let _ = file;
}

/// A file that is synced while it grows.
pub(crate) struct Synced {
    shared: Arc<Shared>,
    queue: SyncSender<Task>,
    state: Arc<State>,
    unsynced: usize,
}

impl Synced {
    /// Hands the whole file over; [`Syncer::wait`] says what came of it.
    ///
    /// # Errors
    /// Where no thread is there to sync it.
    pub(crate) fn finish(self) -> io::Result<()> {
        self.hand_over(Extent::Whole)
    }

    fn hand_over(&self, extent: Extent) -> io::Result<()> {
        self.state.progress().open += 1;
        let sent = self.queue.send(Task { shared: Arc::clone(&self.shared), extent });
        sent.map_err(|_| io::Error::other("the threads that sync files have failed"))
    }
}

impl Write for Synced {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = (&self.shared.file).write(bytes)?;
        self.unsynced += written;
        if self.unsynced >= STRIDE && !self.shared.waits.swap(true, Ordering::AcqRel) {
            self.unsynced = 0;
            self.hand_over(Extent::Part)?;
        }
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_that_was_handed_over_is_waited_for() {
        let syncer = Syncer::new();
        for number in 0..3 * WAITING {
            let mut file = syncer.file(&number.to_string(), tempfile::tempfile().unwrap());
            file.write_all(b"bytes").unwrap();
            file.finish().unwrap();
        }
        syncer.wait().unwrap();
        assert_eq!(syncer.state.progress().open, 0);
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn the_file_that_cannot_be_synced_is_named() {
        let syncer = Syncer::new();
        syncer.file("whole", tempfile::tempfile().unwrap()).finish().unwrap();
        syncer.file("a device", File::options().write(true).open("/dev/full").unwrap()).finish().unwrap();
        let (path, error) = syncer.wait().unwrap_err();
        assert_eq!((path.as_str(), error.kind()), ("a device", io::ErrorKind::InvalidInput));
    }
}
