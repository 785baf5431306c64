//! The other side: asks whoever has the folder open.

use super::{
    lines,
    operations::Reply,
    socket::Place,
    wire::{LONGEST_REPLY, Line, Request},
};
use crate::{
    exit::{Code, Trouble},
    progress::Progress,
};
use afterword_core::Entry;
use std::{io, path::Path, time::Duration};
use tokio::{io::BufReader, net::UnixStream};

/// How long the owner may be silent: it gives a sign of life four times a second.
const SILENCE: Duration = Duration::from_secs(30);

/// What came of asking.
pub(super) enum Asked {
    /// Nobody has the folder open, or not for much longer.
    Nobody,
    /// Somebody has, and this is what they say.
    Answered(Result<Reply, Trouble>),
}

/// Asks whoever has the folder open.
pub(super) async fn ask(folder: &Path, request: &Request, progress: Progress<'_>) -> Asked {
    let connected = match Place::of(folder) {
        Ok(place) => place.connect(folder).await,
        // What is wrong with the folder is said better by whoever opens it.
        Err(_) => return Asked::Nobody,
    };
    match connected {
        Ok(Some(stream)) => talk(stream, folder, request, progress).await,
        Ok(None) => Asked::Nobody,
        Err(error) => Asked::Answered(Err(unreachable(folder, &error))),
    }
}

async fn talk(stream: UnixStream, folder: &Path, request: &Request, progress: Progress<'_>) -> Asked {
    let (from, mut to) = stream.into_split();
    let mut from = BufReader::new(from);
    match line(&mut from).await {
        Ok(Some(Line::Hello { .. })) => {}
        Ok(Some(Line::Failed { code, message })) => return Asked::Answered(Err(failed(code, message))),
        Ok(Some(_)) => return Asked::Answered(Err(misunderstood())),
        // Before the hello nothing was asked: an owner that is just ending is as good as none.
        Ok(None) => return Asked::Nobody,
        Err(error) if error.kind() == io::ErrorKind::TimedOut => {
            return Asked::Answered(Err(unreachable(folder, &error)));
        }
        Err(_) => return Asked::Nobody,
    }
    let sent = send(&mut to, request).await;
    let answer = match hear(&mut from, progress).await {
        Ok(Some(answer)) => answer,
        Ok(None) => Err(unfinished(folder, &sent.err().unwrap_or_else(|| io::ErrorKind::UnexpectedEof.into()))),
        Err(error) => Err(unfinished(folder, &error)),
    };
    Asked::Answered(answer)
}

/// An owner that refuses does so before it has read everything, so its answer counts more than this.
async fn send(to: &mut tokio::net::unix::OwnedWriteHalf, request: &Request) -> io::Result<()> {
    lines::write_bytes(to, &request.line()?).await?;
    match request {
        Request::Import { journal, .. } => lines::write_bytes(to, journal).await,
        _ => Ok(()),
    }
}

async fn hear(
    from: &mut BufReader<tokio::net::unix::OwnedReadHalf>,
    progress: Progress<'_>,
) -> io::Result<Option<Result<Reply, Trouble>>> {
    let mut heard: Vec<Entry> = Vec::new();
    while let Some(line) = line(from).await? {
        match line {
            Line::Hello { .. } => {}
            Line::Progress(step) => progress(step),
            Line::Entry(entry) => heard.push(*entry),
            Line::Failed { code, message } => return Ok(Some(Err(failed(code, message)))),
            Line::Done(Reply::Exported { entries, .. }) => {
                let whole = entries == heard.len();
                return Ok(Some(if whole {
                    Ok(Reply::Exported { entries, journal: heard })
                } else {
                    Err(misunderstood())
                }));
            }
            Line::Done(reply) => return Ok(Some(Ok(reply))),
        }
    }
    Ok(None)
}

async fn line(from: &mut BufReader<tokio::net::unix::OwnedReadHalf>) -> io::Result<Option<Line>> {
    let Some(line) = lines::read(from, LONGEST_REPLY, SILENCE).await? else { return Ok(None) };
    // What serde says could quote what somebody wrote.
    serde_json::from_slice(&line).map(Some).map_err(|_| io::Error::other("it answered in a way that is not understood"))
}

fn failed(code: u8, message: String) -> Trouble {
    Trouble::new(Code::numbered(code), message)
}

fn misunderstood() -> Trouble {
    Trouble::new(
        Code::Unexpected,
        "the Afterword that has this folder open answered in a way that is not understood\n  expected: the same version on both sides\n  to do:    end it and start it again, then try once more",
    )
}

fn unreachable(folder: &Path, error: &io::Error) -> Trouble {
    let code = match error.kind() {
        io::ErrorKind::PermissionDenied => Code::NoPermission,
        _ => Code::InUse,
    };
    Trouble::new(
        code,
        format!(
            "the Afterword that has {} open cannot be asked\n  found:    {error}\n  expected: an answer at its control socket, to the account that runs it\n  to do:    run this command as that account, or end that Afterword first",
            folder.display()
        ),
    )
}

fn unfinished(folder: &Path, error: &io::Error) -> Trouble {
    Trouble::new(
        Code::InUse,
        format!(
            "the Afterword that has {} open went away before it had answered\n  found:    {error}\n  expected: an answer; whether it was done is not known\n  to do:    look with `afterword status` and `afterword export`, then try again",
            folder.display()
        ),
    )
}
