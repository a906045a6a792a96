//! A thread's registers, read while it stands still for an instant.
//!
//! The kernel shows a waiting thread's program counter and stack pointer to whoever may trace it, but not its frame
//! pointer, and std's own code cannot be unwound without that. So the thread is seized, read and let go at once;
//! what it waits in is not disturbed.

use rustix::time::Timespec;
use std::ffi::c_void;
use std::ptr::null_mut;

/// The registers that unwinding begins with.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Registers {
    pub(crate) pc: u64,
    pub(crate) sp: u64,
    /// The frame pointer; 0 where it is not known.
    pub(crate) fp: u64,
    /// The link register; 0 where there is none or it is not known.
    pub(crate) lr: u64,
}

/// How often a thread is asked whether it stands still, and how long it is left alone in between: two seconds in all,
/// since on a busy machine a thread may have to wait for a processor to stop on.
const LOOKS: u32 = 20_000;
const BETWEEN_LOOKS: Timespec = Timespec {
    tv_sec: 0,
    tv_nsec: 100_000,
};

/// Threads that were seized and could not be let go, because they did not stop in time. Once they have been killed,
/// their exits are ours to take: until then their process cannot end.
#[derive(Debug, Default)]
pub(crate) struct Seized(Vec<i32>);

impl Seized {
    /// A thread's registers; none: it has ended, or we may not trace it, or it did not stop within some seconds.
    pub(crate) fn registers(&mut self, tid: i32) -> Option<Registers> {
        ptrace(libc::PTRACE_SEIZE, tid, null_mut()).then_some(())?;
        let stopped = ptrace(libc::PTRACE_INTERRUPT, tid, null_mut()) && stands_still(tid);
        let registers = if stopped { read(tid) } else { None };
        if !ptrace(libc::PTRACE_DETACH, tid, null_mut()) {
            self.0.push(tid);
        }
        registers
    }

    /// Whether some thread could not be let go.
    pub(crate) fn holds_any(&self) -> bool {
        !self.0.is_empty()
    }

    /// Takes the exits of the threads that could not be let go, once they have been killed, in whatever order they
    /// come: a process's first thread ends only after all of its others. To be called by the thread that seized them.
    pub(crate) fn take_exits(&mut self) {
        for _ in 0..MOST_ROUNDS {
            self.0.retain(|tid| !has_ended(*tid));
            if self.0.is_empty() {
                return;
            }
            let _ = rustix::thread::nanosleep(&BETWEEN_LOOKS);
        }
    }
}

/// Ten seconds: only a thread that the kernel itself holds on to takes longer to die.
const MOST_ROUNDS: u32 = 100_000;

#[expect(unsafe_code, reason = "no safe wrapper waits for a thread")]
fn has_ended(tid: i32) -> bool {
    let mut status = 0;
    // SAFETY: the pointer is to a live local of the right type.
    let waited = unsafe { libc::waitpid(tid, &raw mut status, libc::__WALL | libc::WNOHANG) };
    // A killed thread may still report the stop that was asked of it. An error means that it is gone already.
    waited < 0 || (waited == tid && !libc::WIFSTOPPED(status))
}

/// Waits until a seized thread has stopped.
fn stands_still(tid: i32) -> bool {
    for _ in 0..LOOKS {
        if has_stopped(tid) {
            return true;
        }
        // Should a signal cut it short, the next look only comes sooner.
        let _ = rustix::thread::nanosleep(&BETWEEN_LOOKS);
    }
    false
}

#[expect(
    unsafe_code,
    reason = "no safe wrapper waits for the stops of another process's thread only"
)]
fn has_stopped(tid: i32) -> bool {
    let Ok(id) = libc::id_t::try_from(tid) else {
        return false;
    };
    // SAFETY: siginfo_t is plain data, for which all zeros is a value.
    let mut info: libc::siginfo_t = unsafe { std::mem::zeroed() };
    // An exit is left for whoever waits for it: only a stop is asked for.
    let options = libc::WSTOPPED | libc::__WALL | libc::WNOHANG;
    // SAFETY: the pointer is to a live local of the right type.
    let answered = unsafe { libc::waitid(libc::P_PID, id, &raw mut info, options) } == 0;
    // SAFETY: after waitid the field is set, to 0 where nothing has stopped.
    answered && unsafe { info.si_pid() } == tid
}

#[expect(unsafe_code, reason = "there is no safe ptrace")]
fn ptrace(request: libc::c_uint, tid: i32, data: *mut c_void) -> bool {
    // SAFETY: the requests made here read nothing and write only to `data`, which is null or points to a live local
    // that is large enough for what the request writes.
    unsafe { libc::ptrace(request, tid, null_mut::<c_void>(), data) == 0 }
}

#[cfg(target_arch = "x86_64")]
#[expect(unsafe_code, reason = "plain data from the kernel")]
fn read(tid: i32) -> Option<Registers> {
    // SAFETY: the registers are plain integers, for which all zeros is a value.
    let mut all: libc::user_regs_struct = unsafe { std::mem::zeroed() };
    let filled = ptrace(libc::PTRACE_GETREGS, tid, (&raw mut all).cast());
    filled.then_some(Registers {
        pc: all.rip,
        sp: all.rsp,
        fp: all.rbp,
        lr: 0,
    })
}

#[cfg(target_arch = "aarch64")]
#[expect(unsafe_code, reason = "plain data from the kernel")]
fn read(tid: i32) -> Option<Registers> {
    // SAFETY: the registers are plain integers, for which all zeros is a value.
    let mut all: libc::user_regs_struct = unsafe { std::mem::zeroed() };
    let mut slice = libc::iovec {
        iov_base: (&raw mut all).cast(),
        iov_len: size_of_val(&all),
    };
    let set = std::ptr::without_provenance_mut::<c_void>(libc::NT_PRSTATUS as usize);
    // SAFETY: the kernel writes at most `iov_len` bytes to `iov_base`, which is a live local of that size.
    let filled = unsafe {
        libc::ptrace(
            libc::PTRACE_GETREGSET,
            tid,
            set,
            (&raw mut slice).cast::<c_void>(),
        ) == 0
    };
    filled.then_some(Registers {
        pc: all.pc,
        sp: all.sp,
        fp: all.regs[29],
        lr: all.regs[30],
    })
}
