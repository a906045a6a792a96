//! What the surface asks about atomics, standard streams and the process.

use super::{
    Ending, Engine, Handle, Hook, Kind, Place, STDIN, STDIN_LOCK, STDOUT, aside, engine, faults, here,
    memory, object, op, panics, pointer,
};

/// Announces a load; the surface reads its cell right after, and says what it read by [`note`].
pub(crate) fn load(atomic: &Handle, at: Place) {
    op(Kind::Load, object(atomic), 0, at);
}
/// Announces a store of `bits`; the surface writes its cell right after.
pub(crate) fn store(atomic: &Handle, bits: u64, at: Place) {
    op(Kind::Store, object(atomic), bits, at);
}
/// Announces a read-modify-write; the surface does it right after and says so by [`note`].
pub(crate) fn update(atomic: &Handle, at: Place) {
    op(Kind::Update, object(atomic), 0, at);
}
/// Tells what the operation just done read, and what it wrote (the same bits: nothing was written, as for a failed
/// compare-exchange). Values as the learner would print them fit in 64 bits; signed ones are sign-extended.
pub(crate) fn note(read: u64, wrote: u64) {
    let engine = engine();
    if let Some(event) = engine.trace.last_mut() {
        (event.value, event.wrote) = (read, wrote);
        if event.op.kind == Kind::Update {
            engine.stir();
        }
    }
}

/// Which standard stream.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stream {
    /// Standard output.
    Out,
    /// Standard error.
    Err,
    /// Standard input.
    In,
}
/// Writes `bytes` in one go; waits while another task holds the stream's lock.
pub(crate) fn print(stream: Stream, bytes: &[u8], at: Place) {
    if stream == Stream::Err {
        aside(|engine| engine.print_error(bytes));
    } else if !bytes.is_empty() {
        op(Kind::Print, STDOUT, bytes.len() as u64, at);
        aside(|engine| engine.print(bytes));
    }
}
/// Takes the stream's reentrant lock.
pub(crate) fn lock_stream(stream: Stream, at: Place) {
    match stream {
        Stream::Out if aside(Engine::deepen) => op(Kind::Lock, STDOUT, 0, at),
        Stream::In => op(Kind::Lock, STDIN_LOCK, 0, at),
        _ => 0,
    };
}
/// Gives it back.
pub(crate) fn unlock_stream(stream: Stream) {
    match stream {
        Stream::Out if aside(Engine::surface) => op(Kind::Unlock, STDOUT, 0, here()),
        Stream::In => op(Kind::Unlock, STDIN_LOCK, 0, here()),
        _ => 0,
    };
}
/// Everything that is left of standard input; empty at its end.
pub(crate) fn input_rest(at: Place) -> &'static [u8] {
    op(Kind::Input, STDIN, 0, at);
    let engine = engine();
    &engine.settings.stdin[engine.read.min(engine.settings.stdin.len())..]
}
/// `n` bytes of standard input are used up. Not an operation.
pub(crate) fn input_take(n: usize) {
    engine().read += n;
}
/// Reads from standard input into `buffer`: how many bytes; 0 at the end.
pub(crate) fn input(buffer: &mut [u8], at: Place) -> usize {
    op(Kind::Input, STDIN, 0, at);
    aside(|engine| engine.input(buffer))
}
/// Ends the process.
pub(crate) fn exit(code: i32, at: Place) -> ! {
    memory::leave();
    engine().exit(code, at)
}
/// Aborts the process.
pub(crate) fn abort(at: Place) -> ! {
    op(Kind::Abort, 0, 0, at);
    memory::leave();
    let engine = pointer();
    // SAFETY: as for `op`.
    unsafe { Engine::stop(engine, Ending::Fault(faults::Fault::Abort, (*engine).current)) }
}
/// Ends the whole exploration: `item` (such as `std::process::Command::spawn`) is not modelled.
pub(crate) fn refuse(item: &'static str, at: Place) -> ! {
    memory::leave();
    // SAFETY: as for `op`.
    unsafe { Engine::stop(pointer(), Ending::Refused(item, at)) }
}
/// The explored program's arguments after its own name. Not an operation.
pub(crate) fn args() -> Vec<String> {
    engine().settings.args.clone()
}
/// The learner's panic hook, if there is one.
pub(crate) fn hook() -> &'static mut Option<Hook> {
    &mut engine().hook
}
/// Unwinds with `payload`, without calling the hook, as `std::panic::resume_unwind`.
pub(crate) fn resume(payload: Box<dyn core::any::Any + Send>) -> ! {
    let engine = engine();
    engine.tasks[engine.current]
        .as_mut()
        .expect("the running task")
        .panics += 1;
    std::panic::resume_unwind(payload)
}
/// Calls the learner's panic machinery: how many panics the current task is inside is kept per task, so
/// `catch_unwind` of the surface must call this instead of std's.
pub(crate) fn catch<R>(body: impl FnOnce() -> R) -> Result<R, Box<dyn core::any::Any + Send>> {
    panics::catch(body)
}
/// The current task's thread-local slots: key address → value pointer. The surface runs the destructors.
pub(crate) fn locals() -> &'static mut Vec<(usize, *mut u8)> {
    let engine = engine();
    &mut engine.tasks[engine.current]
        .as_mut()
        .expect("the running task")
        .locals
}
