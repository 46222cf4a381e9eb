//! `serve`: shows the pages of a release in a browser on this machine, and nothing else to anybody else.

mod http;

use std::io::{self, Read as _, Write as _};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::Path;
use std::time::Duration;

use serde_json::json;

use super::args::{Args, ServeArgs};
use super::release_name::is_directory;
use super::{Stop, output};
use crate::report::{Door, Form, Stream, json};
use http::Answer;
use unrecs_dataset::release::Payload;

/// Where the pages begin.
const START: &str = "site/index.html";

/// How long a browser may take over its part.
const PATIENCE: Duration = Duration::from_secs(10);

/// Bytes of a request: more than any browser sends to this machine.
const LONGEST_REQUEST: u64 = 64 * 1024;

/// Serves the release that the options name until somebody ends the program.
pub(super) fn serve(args: &Args, options: &ServeArgs, door: &Door) -> Result<u8, Stop> {
    let release = match options.release.as_deref() {
        Some(name) if is_directory(name) => Payload::at(Path::new(name))?,
        Some(name) => Payload::named(name, &output(args)?)?,
        None => {
            let none =
                || Stop::plain("there is no release to show, or all are yanked; `unrecs log` lists all versions");
            Payload::latest(&output(args)?)?.ok_or_else(none)?
        }
    };
    let version = release.version();
    if release.media_type(START).is_none() {
        return Err(Stop::plain(format!(
            "version {version} has no pages: it lacks {START}; add \"site\" to the formats in the configuration and build again"
        )));
    }
    let listening = TcpListener::bind((Ipv4Addr::LOCALHOST, options.port));
    let cannot = |error: io::Error| Stop::plain(format!("cannot listen on 127.0.0.1:{}: {error}", options.port));
    let listener = listening.map_err(cannot)?;
    let port = listener.local_addr().map_err(cannot)?.port();
    let address = format!("http://127.0.0.1:{port}/{START}");
    if args.report == Form::Json {
        let version = version.to_string();
        door.json(
            &json!({ "generator": json::generator(), "status": "serving", "version": version, "address": address }),
        )?;
    } else {
        door.lines(Stream::Out, [format!("Version {version} is at {address} until Ctrl-C ends this program")])?;
    }
    if !options.no_browser
        && let Err(error) = open::that_detached(&address)
    {
        door.lines(Stream::Err, [format!("warning: cannot open a browser: {error}; open {address} yourself")])?;
    }
    std::thread::scope(|scope| {
        for connection in listener.incoming().flatten() {
            // A browser that breaks off is no concern of the others.
            scope.spawn(|| drop(answer(connection, &release, port)));
        }
    });
    Ok(0)
}

fn answer(mut connection: TcpStream, release: &Payload, port: u16) -> io::Result<()> {
    connection.set_read_timeout(Some(PATIENCE))?;
    connection.set_write_timeout(Some(PATIENCE))?;
    let mut head = Vec::new();
    let mut buffer = [0; 4096];
    while !head.windows(4).any(|end| end == b"\r\n\r\n") {
        let read = connection.read(&mut buffer)?;
        head.extend_from_slice(&buffer[..read]);
        if read == 0 || head.len() as u64 > LONGEST_REQUEST {
            break;
        }
    }
    let Answer { head, body } = http::answer(&head, port, &|path| {
        let media_type = release.media_type(path)?;
        let media_type = if media_type.is_empty() { "text/plain" } else { media_type };
        Some((media_type.to_owned(), release.read(path).map_err(|error| Box::new(error) as _)))
    });
    connection.write_all(head.as_bytes())?;
    connection.write_all(&body)?;
    connection.flush()
}
