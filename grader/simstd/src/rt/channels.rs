//! What the surface asks about channels.

use super::{Handle, Kind, Place, aside, deadline, engine, here, object, op, value};

/// What became of sending. After `Done` the surface pushes the value at the end of its queue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sent {
    /// The value is in.
    Done,
    /// No receiver.
    Disconnected,
    /// `try_send` only: no room.
    Full,
}
/// What became of receiving. After `Done` the surface pops the value at the front of its queue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Received {
    /// There is a value.
    Done,
    /// Nothing is left and no sender either.
    Disconnected,
    /// `try_recv` and `recv_timeout` only: nothing in time.
    Empty,
}
/// Opens a channel with one sender and one receiver. `bound` None: unbounded. Call once, at creation.
pub(crate) fn channel_open(channel: &Handle, bound: Option<usize>) {
    aside(|engine| engine.open(channel, bound));
}
/// Sends, waiting for room in a bounded channel. For bound 0 (rendezvous) it is two steps, and `push` is called
/// between them: the offer, and the wait until a receiver took it. For other bounds `push` is called at `Done` too, so
/// the surface never pushes by itself.
pub(crate) fn send(channel: &Handle, push: &mut dyn FnMut(), at: Place) -> Sent {
    let channel = object(channel);
    let bound = bound_of(channel);
    let number = op(Kind::Send, channel, bound.unwrap_or(0), at);
    if number == value::DISCONNECTED {
        return Sent::Disconnected;
    }
    push();
    if bound == Some(0) && op(Kind::Taken, channel, number, at) == value::DISCONNECTED {
        return Sent::Disconnected;
    }
    Sent::Done
}
/// Sends if it can be done at once.
pub(crate) fn try_send(channel: &Handle, push: &mut dyn FnMut(), at: Place) -> Sent {
    let channel = object(channel);
    match op(Kind::TrySend, channel, bound_of(channel).unwrap_or(0), at) {
        value::DISCONNECTED => Sent::Disconnected,
        value::FAILED => Sent::Full,
        _ => {
            push();
            Sent::Done
        }
    }
}
/// Receives, waiting for a value (at most `timeout` nanoseconds).
pub(crate) fn recv(channel: &Handle, timeout: Option<u64>, at: Place) -> Received {
    let kind = if timeout.is_some() {
        Kind::RecvTimeout
    } else {
        Kind::Recv
    };
    received(op(kind, object(channel), deadline(timeout), at))
}
/// Receives if there is a value.
pub(crate) fn try_recv(channel: &Handle, at: Place) -> Received {
    received(op(Kind::TryRecv, object(channel), 0, at))
}
/// One more sender, made at `at`. Returns its number, for [`drop_sender`]. The first one has number 0.
pub(crate) fn clone_sender(channel: &Handle, at: Place) -> u32 {
    aside(|engine| engine.clone_sender(channel, at))
}
/// Sender number `sender` is gone.
pub(crate) fn drop_sender(channel: &Handle, sender: u32) {
    let id = object(channel);
    op(Kind::DropSender, id, u64::from(sender), here());
    engine().objects[id as usize].senders.retain(|it| it.0 != sender);
}
/// The receiver is gone; the surface drops what is left in the queue.
pub(crate) fn drop_receiver(channel: &Handle) {
    op(Kind::DropReceiver, object(channel), 0, here());
}

fn received(value: u64) -> Received {
    match value {
        value::DISCONNECTED => Received::Disconnected,
        value::FAILED => Received::Empty,
        _ => Received::Done,
    }
}

fn bound_of(channel: u32) -> Option<u64> {
    engine().objects[channel as usize]
        .state
        .as_channel()
        .and_then(|it| it.bound)
}
