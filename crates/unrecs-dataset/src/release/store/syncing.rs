//! Files that reach the disk while they are still being written, so that little is left to wait for at the end.

use std::fs::File;
use std::io::{self, Write};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};
use std::thread;

/// How many bytes of a file are written before it is synced for the first time, and again.
const STRIDE: usize = 32 << 20;

/// Syncs files on a thread of its own while `work` writes them.
///
/// # Errors
/// The first that syncing met.
pub(crate) fn while_writing<T>(work: impl FnOnce(&Syncer) -> T) -> io::Result<T> {
    let (sender, receiver) = channel();
    let syncer = Syncer { queue: Mutex::new(sender) };
    thread::scope(|scope| {
        let syncing = scope.spawn(|| sync_all_of(receiver));
        let made = work(&syncer);
        drop(syncer);
        let synced = syncing.join().unwrap_or_else(|_| Err(io::Error::other("the thread that syncs files has failed")));
        synced.map(|()| made)
    })
}

fn sync_all_of(queue: Receiver<Arc<Shared>>) -> io::Result<()> {
    for shared in queue {
        shared.waits.store(false, Ordering::Release);
        shared.file.sync_data()?;
        forget(&shared.file);
    }
    Ok(())
}

/// Tells the system that what is on the disk need not stay in memory, so that a large release does not push out everything
/// else, and its own pages are used again. It is advice: nothing depends on it.
fn forget(file: &File) {
    #[cfg(target_os = "linux")]
    let _ = rustix::fs::fadvise(file, 0, None, rustix::fs::Advice::DontNeed);
    #[cfg(not(target_os = "linux"))]
    let _ = file;
}

/// Where files are handed over for syncing.
pub(crate) struct Syncer {
    queue: Mutex<Sender<Arc<Shared>>>,
}

/// A file that two threads know.
struct Shared {
    file: File,
    /// Whether it waits for being synced.
    waits: AtomicBool,
}

/// A file that is synced while it grows.
pub(crate) struct Synced {
    shared: Arc<Shared>,
    queue: Sender<Arc<Shared>>,
    unsynced: usize,
}

impl Syncer {
    /// A file of which nothing is written yet.
    pub(crate) fn file(&self, file: File) -> Synced {
        let shared = Arc::new(Shared { file, waits: AtomicBool::new(false) });
        let queue = self.queue.lock().unwrap_or_else(std::sync::PoisonError::into_inner).clone();
        Synced { shared, queue, unsynced: 0 }
    }
}

impl Synced {
    /// Syncs what is left.
    ///
    /// # Errors
    /// Those of the operating system.
    pub(crate) fn finish(self) -> io::Result<()> {
        self.shared.file.sync_all()
    }
}

impl Write for Synced {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = (&self.shared.file).write(bytes)?;
        self.unsynced += written;
        if self.unsynced >= STRIDE && !self.shared.waits.swap(true, Ordering::AcqRel) {
            self.unsynced = 0;
            // Where syncing has failed nobody listens any more, and its error is what the run ends with.
            let _ = self.queue.send(Arc::clone(&self.shared));
        }
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
