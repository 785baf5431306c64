//! Lines of bounded length and bounded patience, over a socket.

use serde::Serialize;
use std::{io, time::Duration};
use tokio::{
    io::{AsyncBufRead, AsyncBufReadExt as _, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _},
    time::timeout,
};

/// How long the other side may take to take what it is sent.
const TAKE: Duration = Duration::from_secs(30);

/// The next line, without its end; `None` at the end of what was sent.
///
/// # Errors
/// `InvalidData` where it is longer than `longest` bytes, `UnexpectedEof` where
/// it breaks off, `TimedOut` where it does not come in time.
pub(super) async fn read(
    from: &mut (impl AsyncBufRead + Unpin),
    longest: usize,
    patience: Duration,
) -> io::Result<Option<Vec<u8>>> {
    let mut line = Vec::new();
    let most = u64::try_from(longest).unwrap_or(u64::MAX).saturating_add(1);
    timeout(patience, from.take(most).read_until(b'\n', &mut line)).await.map_err(|_| io::ErrorKind::TimedOut)??;
    match line.pop() {
        None => Ok(None),
        Some(b'\n') => Ok(Some(line)),
        Some(_) if line.len() >= longest => Err(io::ErrorKind::InvalidData.into()),
        Some(_) => Err(io::ErrorKind::UnexpectedEof.into()),
    }
}

/// Writes one line.
///
/// # Errors
/// What the socket says; `TimedOut` where the other side does not take it.
pub(super) async fn write(to: &mut (impl AsyncWrite + Unpin), line: &impl Serialize) -> io::Result<()> {
    let mut bytes = serde_json::to_vec(line).map_err(|_| io::ErrorKind::InvalidInput)?;
    bytes.push(b'\n');
    write_bytes(to, &bytes).await
}

/// Writes these bytes; a piece of them has to be taken in time, not all.
///
/// # Errors
/// As [`write()`].
pub(super) async fn write_bytes(to: &mut (impl AsyncWrite + Unpin), bytes: &[u8]) -> io::Result<()> {
    for piece in bytes.chunks(64 * 1024) {
        timeout(TAKE, to.write_all(piece)).await.map_err(|_| io::ErrorKind::TimedOut)??;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn lines_are_bounded() {
        let mut from: &[u8] = b"12345\n\n123456\nrest";
        let second = Duration::from_secs(1);
        assert_eq!(read(&mut from, 5, second).await.unwrap().as_deref(), Some(&b"12345"[..]));
        assert_eq!(read(&mut from, 5, second).await.unwrap().as_deref(), Some(&b""[..]));
        assert_eq!(read(&mut from, 5, second).await.unwrap_err().kind(), io::ErrorKind::InvalidData);
        let mut from: &[u8] = b"rest";
        assert_eq!(read(&mut from, 5, second).await.unwrap_err().kind(), io::ErrorKind::UnexpectedEof);
        assert!(read(&mut from, 5, second).await.unwrap().is_none());
    }

    #[tokio::test]
    async fn nobody_is_waited_for_for_ever() {
        let (_silent, here) = tokio::io::duplex(8);
        let late = read(&mut tokio::io::BufReader::new(here), 5, Duration::from_millis(1)).await;
        assert_eq!(late.unwrap_err().kind(), io::ErrorKind::TimedOut);
    }
}
