//! One output of a program: what arrived and when, up to a limit.

use crate::Capture;
use rustix::io::Errno;
use std::os::fd::OwnedFd;
use std::time::Duration;

/// An output that is being read.
pub(crate) struct Output {
    fd: Option<OwnedFd>,
    limit: usize,
    kept: Capture,
}

/// A pipe's usual size: one call empties it.
const CHUNK: usize = 64 * 1024;
/// Arrivals beyond this are not told apart any more: they all count as part of the last one.
const MOST_ARRIVALS: usize = 10_000;

impl Output {
    pub(crate) fn new(fd: Option<OwnedFd>, limit: u64) -> Self {
        Output {
            fd,
            limit: usize::try_from(limit).unwrap_or(usize::MAX),
            kept: Capture::default(),
        }
    }

    /// The descriptor to wait for; none once everything has been read.
    pub(crate) fn fd(&self) -> Option<&OwnedFd> {
        self.fd.as_ref()
    }

    /// Reads what is there. Ends at the limit, so that a flood cannot keep us here.
    pub(crate) fn drain(&mut self, now: Duration) {
        let mut chunk = vec![0; CHUNK];
        while let Some(fd) = self.fd.as_ref().filter(|_| !self.kept.truncated) {
            match rustix::io::read(fd, &mut chunk) {
                Ok(0) => self.fd = None,
                Ok(count) => self.keep(&chunk[..count], now),
                Err(Errno::INTR) => {}
                Err(Errno::AGAIN) => return,
                // A pipe has no other errors; should one come up, what was read so far is all there is.
                Err(_) => self.fd = None,
            }
        }
    }

    fn keep(&mut self, bytes: &[u8], now: Duration) {
        let room = self.limit - self.kept.bytes.len();
        self.kept.bytes.extend_from_slice(&bytes[..bytes.len().min(room)]);
        self.kept.truncated = bytes.len() > room;
        let length = self.kept.bytes.len();
        let full = self.kept.arrivals.len() == MOST_ARRIVALS;
        match self.kept.arrivals.last_mut() {
            Some(last) if last.0 == now || full => last.1 = length,
            _ => self.kept.arrivals.push((now, length)),
        }
    }

    /// Whether more came than may.
    pub(crate) fn overflowed(&self) -> bool {
        self.kept.truncated
    }

    pub(crate) fn finish(self) -> Capture {
        self.kept
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(bytes: &[u8], limit: u64) -> Capture {
        let (reader, writer) = rustix::pipe::pipe().unwrap();
        rustix::io::ioctl_fionbio(&reader, true).unwrap();
        rustix::io::write(&writer, bytes).unwrap();
        let mut output = Output::new(Some(reader), limit);
        output.drain(Duration::from_millis(3));
        output.finish()
    }

    #[test]
    fn the_limit_itself_may_be_reached_and_not_passed() {
        let kept = written(b"12345", 5);
        assert_eq!(
            (kept.bytes.as_slice(), kept.truncated),
            (b"12345".as_slice(), false)
        );
        let cut = written(b"123456", 5);
        assert_eq!((cut.bytes.as_slice(), cut.truncated), (b"12345".as_slice(), true));
        assert_eq!(cut.arrivals, [(Duration::from_millis(3), 5)]);
    }
}
