//! A database that anybody may have made, opened so that it can be read and can do nothing.

use std::io::{self, Seek, SeekFrom, Write};

use rusqlite::config::DbConfig;
use rusqlite::limits::Limit;
use rusqlite::{Connection, OpenFlags};
use tempfile::NamedTempFile;

use crate::readback::{DataFile, ReadError, TableFile, Wrong};

/// Bytes of the header of a database (SQLite, "Database File Format").
const HEADER: usize = 100;

/// How many steps of SQLite pass between two looks at the budget.
const STEPS: i32 = 10_000;

/// Steps that any database may take, and further ones for each of its bytes: far more than it takes to read each row and each key
/// of each index once.
const ANY: u64 = 10_000_000;
const PER_BYTE: u64 = 64;

/// A database that is read from a copy of its own, so that no journal beside the file counts and nobody changes it meanwhile.
pub(crate) struct Opened {
    // Closed before the file goes, since fields are dropped in their order.
    connection: Connection,
    #[expect(dead_code, reason = "the file is there as long as this is")]
    copy: NamedTempFile,
    header: Header,
    bytes: u64,
}

/// What stands in the first bytes of a database.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Header {
    /// The number of the version of the schema.
    pub(crate) user_version: u32,
    /// Whose database it is.
    pub(crate) application_id: u32,
}

impl Opened {
    /// Opens a copy of a database, which errors call by the given name.
    ///
    /// # Errors
    /// Where it is no database as it is published: one file without gaps and without anything behind its pages.
    pub(crate) fn copy_of(input: DataFile, name: &str) -> Result<Self, ReadError> {
        let file = TableFile::unread(name);
        Self::open(input).map_err(|wrong| file.whole(wrong))
    }

    fn open(mut input: DataFile) -> Result<Self, Wrong> {
        let cannot_read = |error: io::Error| Wrong::cannot_read(&error);
        let mut copy = NamedTempFile::new().map_err(cannot_read)?;
        let bytes = io::copy(&mut input, &mut copy).map_err(cannot_read)?;
        copy.flush().and_then(|()| copy.seek(SeekFrom::Start(0))).map_err(cannot_read)?;
        let mut first = Vec::new();
        io::Read::read_to_end(&mut io::Read::take(&mut copy, HEADER as u64), &mut first).map_err(cannot_read)?;
        let header = Header::of(&first, bytes)?;
        let connection = connect(&copy, bytes).map_err(|error| Wrong::new(error.to_string()))?;
        Ok(Self { connection, copy, header, bytes })
    }

    /// Where statements are run.
    pub(crate) fn connection(&self) -> &Connection {
        &self.connection
    }

    /// What its first bytes say.
    pub(crate) fn header(&self) -> Header {
        self.header
    }

    /// Size of the file, which bounds what can stand in it.
    pub(super) fn bytes(&self) -> u64 {
        self.bytes
    }
}

/// Opens the copy for reading, with no way to run anything that the database brings along, and with a budget.
fn connect(copy: &NamedTempFile, bytes: u64) -> rusqlite::Result<Connection> {
    // Without the flag for it, no path is taken for a URI. Extensions cannot be loaded, as nothing allows it.
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let mut connection = Connection::open_with_flags(copy.path(), flags)?;
    let longest = i32::try_from(bytes).unwrap_or(i32::MAX).clamp(1 << 20, 1 << 30);
    for (limit, value) in [
        (Limit::SQLITE_LIMIT_LENGTH, longest),
        (Limit::SQLITE_LIMIT_SQL_LENGTH, 1 << 20),
        (Limit::SQLITE_LIMIT_ATTACHED, 0),
        (Limit::SQLITE_LIMIT_TRIGGER_DEPTH, 1),
        (Limit::SQLITE_LIMIT_WORKER_THREADS, 0),
    ] {
        connection.set_limit(limit, value)?;
    }
    let (on, off) = (true, false);
    for (setting, value) in [
        (DbConfig::SQLITE_DBCONFIG_DEFENSIVE, on),
        (DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, off),
        (DbConfig::SQLITE_DBCONFIG_ENABLE_TRIGGER, off),
        (DbConfig::SQLITE_DBCONFIG_ENABLE_VIEW, off),
        (DbConfig::SQLITE_DBCONFIG_WRITABLE_SCHEMA, off),
    ] {
        connection.set_db_config(setting, value)?;
    }
    // Pages of a hostile file may lead back to one another, which would take longer than anybody waits.
    let mut left = bytes.saturating_mul(PER_BYTE).saturating_add(ANY) / STEPS as u64;
    connection.progress_handler(
        STEPS,
        Some(move || {
            left = left.saturating_sub(1);
            left == 0
        }),
    )?;
    connection.execute_batch("PRAGMA cell_size_check = ON; PRAGMA mmap_size = 0; PRAGMA query_only = ON;")?;
    Ok(connection)
}

impl Header {
    /// Reads the header of a file of so many bytes, which is written in one way only.
    fn of(first: &[u8], bytes: u64) -> Result<Self, Wrong> {
        let number = |at: usize| -> Option<u32> {
            let four: [u8; 4] = first.get(at..at + 4)?.try_into().ok()?;
            Some(u32::from_be_bytes(four))
        };
        if first.len() < HEADER || !first.starts_with(b"SQLite format 3\0") {
            return Err(Wrong::differ("another beginning", "the header of an SQLite database"));
        }
        // Page size, and the ways of writing and of reading it, which are 2 where a journal beside the file has more of it.
        let (size, ways) = (u64::from(u16::from_be_bytes([first[16], first[17]])), [first[18], first[19]]);
        if ways != [1, 1] {
            return Err(Wrong::differ("a database that goes on in a write-ahead log", "a database in one file"));
        }
        let pages = u64::from(number(28).unwrap_or_default());
        if size < 512 || size * pages != bytes {
            return Err(Wrong::differ(
                format!("{bytes} bytes"),
                format!("{pages} pages of {size} bytes, as its header says"),
            ));
        }
        if number(36) != Some(0) {
            return Err(Wrong::differ("pages that are not in use", "none"));
        }
        let numbers = number(60).zip(number(68));
        let (user_version, application_id) = numbers.ok_or_else(|| Wrong::new("the header ends too early"))?;
        Ok(Self { user_version, application_id })
    }
}
