//! `mpsc` channels: unbounded, bounded and rendezvous.

use super::{Kind, Op, value};

/// What is known of a channel. Messages are numbered from 1 in the order in which they were sent.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct Channel {
    /// Room for so many; none: no limit.
    pub bound: Option<u64>,
    /// Messages sent.
    pub sent: u64,
    /// Messages received.
    pub received: u64,
    /// Senders alive.
    pub senders: u64,
    /// The receiver is gone.
    pub closed: bool,
}

impl Channel {
    pub(super) fn open(bound: Option<usize>) -> Self {
        Channel {
            bound: bound.map(|it| it as u64),
            senders: 1,
            ..Channel::default()
        }
    }

    /// A channel whose senders are not known; the bound is what a `send` says of it.
    pub(super) fn seen_from(op: &Op) -> Self {
        let bound = (matches!(op.kind, Kind::Send | Kind::TrySend) && op.arg != 0).then_some(op.arg);
        Channel {
            bound,
            senders: u64::from(u32::MAX),
            ..Channel::default()
        }
    }

    fn waiting(&self) -> u64 {
        self.sent - self.received
    }

    /// Room for one more. A rendezvous takes any number of offers; the senders wait for the taking.
    fn room(&self) -> bool {
        self.bound
            .is_none_or(|bound| bound == 0 || self.waiting() < bound)
    }

    pub(super) fn possible(&self, op: &Op) -> bool {
        match op.kind {
            Kind::Send => self.closed || self.room(),
            Kind::Taken => self.closed || self.received >= op.arg,
            _ => self.waiting() > 0 || self.senders == 0,
        }
    }

    /// Sending gives the number of the message, receiving too; or that it failed, or that the other side is gone.
    pub(super) fn perform(&mut self, op: &Op) -> u64 {
        match op.kind {
            Kind::Send | Kind::TrySend => {
                if self.closed {
                    value::DISCONNECTED
                } else if op.kind == Kind::TrySend && (!self.room() || (self.bound == Some(0) && op.arg == 0))
                {
                    value::FAILED
                } else {
                    self.sent += 1;
                    self.sent
                }
            }
            Kind::Taken => {
                if self.received >= op.arg {
                    value::DONE
                } else {
                    value::DISCONNECTED
                }
            }
            Kind::Recv | Kind::TryRecv | Kind::RecvTimeout => {
                if self.waiting() > 0 {
                    self.received += 1;
                    self.received
                } else if self.senders == 0 {
                    value::DISCONNECTED
                } else {
                    value::FAILED
                }
            }
            Kind::DropSender => {
                self.senders = self.senders.saturating_sub(1);
                self.senders
            }
            _ => {
                self.closed = true;
                value::DONE
            }
        }
    }
}
