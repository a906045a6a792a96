//! One captured output stream: what arrived, when, and up to the limit.

use crate::Capture;
use rustix::fd::OwnedFd;
use rustix::io::Errno;
use std::time::Duration;

/// How many bytes one read takes at most: as much as a pipe holds.
const CHUNK: usize = 64 * 1024;
/// How many reads follow one another before the watcher looks at anything else: a program that floods its
/// output must not keep it from its other duties.
const READS: usize = 16;

/// How a stream stands after a read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Flow {
    /// More may come.
    Open,
    /// Nobody can write any more.
    Closed,
    /// More came than the limit allows.
    Over,
}

/// The reading end of an output stream.
#[derive(Debug)]
pub(crate) struct Stream {
    /// Non-blocking; `None` once nothing more can come or nothing is captured.
    pipe: Option<OwnedFd>,
    capture: Capture,
    limit: usize,
}

impl Stream {
    /// Reads from `pipe`, which must be non-blocking, and keeps at most `limit` bytes.
    pub(crate) fn new(pipe: Option<OwnedFd>, limit: u64) -> Self {
        Stream {
            pipe,
            capture: Capture::default(),
            limit: usize::try_from(limit).unwrap_or(usize::MAX),
        }
    }

    /// The descriptor to poll, while there is one.
    pub(crate) fn pipe(&self) -> Option<&OwnedFd> {
        self.pipe.as_ref()
    }

    /// Takes what is there, up to a megabyte, and notes that it came at `now` (since the start).
    pub(crate) fn read(&mut self, now: Duration, chunk: &mut Vec<u8>) -> rustix::io::Result<Flow> {
        let before = self.capture.bytes.len();
        let mut flow = Flow::Open;
        chunk.resize(CHUNK, 0);
        for _ in 0..READS {
            let Some(pipe) = &self.pipe else { break };
            match rustix::io::read(pipe, &mut chunk[..]) {
                Ok(0) => {
                    self.pipe = None;
                    flow = Flow::Closed;
                }
                Ok(count) => {
                    let room = self.limit.saturating_sub(self.capture.bytes.len());
                    self.capture.bytes.extend_from_slice(&chunk[..count.min(room)]);
                    if count > room {
                        self.capture.truncated = true;
                        self.pipe = None;
                        flow = Flow::Over;
                    }
                }
                Err(Errno::AGAIN) => break,
                Err(Errno::INTR) => {}
                Err(error) => return Err(error),
            }
        }
        let after = self.capture.bytes.len();
        if after > before {
            self.capture.arrivals.push((now, after));
        }
        Ok(flow)
    }

    /// What was captured.
    pub(crate) fn finish(self) -> Capture {
        self.capture
    }
}

#[cfg(test)]
mod tests {
    use super::{Flow, Stream};
    use rustix::pipe::{PipeFlags, pipe_with};
    use std::time::Duration;

    /// A stream with this limit and the end that feeds it.
    fn stream(limit: u64) -> (Stream, rustix::fd::OwnedFd) {
        let (read, write) = pipe_with(PipeFlags::CLOEXEC | PipeFlags::NONBLOCK).expect("a pipe");
        (Stream::new(Some(read), limit), write)
    }

    #[test]
    fn arrivals_tell_when_how_much_had_come() {
        let (mut stream, write) = stream(100);
        let mut chunk = Vec::new();
        for (at, text) in [(1, "ab"), (5, "cde")] {
            rustix::io::write(&write, text.as_bytes()).expect("room in the pipe");
            assert_eq!(stream.read(Duration::from_millis(at), &mut chunk), Ok(Flow::Open));
        }
        assert_eq!(
            stream.read(Duration::from_millis(6), &mut chunk),
            Ok(Flow::Open),
            "nothing came"
        );
        drop(write);
        assert_eq!(
            stream.read(Duration::from_millis(7), &mut chunk),
            Ok(Flow::Closed)
        );
        let capture = stream.finish();
        assert_eq!(capture.bytes, b"abcde");
        assert_eq!(
            capture.arrivals,
            [(Duration::from_millis(1), 2), (Duration::from_millis(5), 5)]
        );
        assert!(!capture.truncated);
    }

    #[test]
    fn the_limit_itself_is_allowed_and_one_byte_more_is_not() {
        let mut chunk = Vec::new();
        let (mut exact, write) = stream(4);
        rustix::io::write(&write, b"1234").expect("room in the pipe");
        assert_eq!(exact.read(Duration::ZERO, &mut chunk), Ok(Flow::Open));
        rustix::io::write(&write, b"5").expect("room in the pipe");
        assert_eq!(exact.read(Duration::ZERO, &mut chunk), Ok(Flow::Over));
        let capture = exact.finish();
        assert_eq!(capture.bytes, b"1234");
        assert!(capture.truncated);
    }
}
