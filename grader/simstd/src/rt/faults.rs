//! Signals that the learner's code brings on itself: they end the task's coroutine and the schedule, never the search.

use super::task::Exit;
use super::{memory, stack};
use core::cell::UnsafeCell;
use core::ffi::{c_int, c_void};
use corosensei::trap::CoroutineTrapHandler;

/// What took a task down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    /// The stack overflowed.
    StackOverflow,
    /// `abort`.
    Abort,
    /// Memory ran out.
    Memory,
    /// Two seconds of processor time without a visible operation.
    EndlessLoop,
    /// Another signal.
    Signal(c_int),
}

/// Seconds of processor time that code may run without a visible operation.
const PATIENCE_TICKS: u32 = 8;
const TICK_MICROS: i64 = 250_000;

struct Watch {
    handler: Option<CoroutineTrapHandler<Exit>>,
    /// Counts visible operations.
    steps: u64,
    seen: u64,
    idle_ticks: u32,
}

struct Shared(UnsafeCell<Watch>);
// SAFETY: one thread; the signal handler runs on it too, and only while program code runs.
unsafe impl Sync for Shared {}
static WATCH: Shared = Shared(UnsafeCell::new(Watch {
    handler: None,
    steps: 0,
    seen: 0,
    idle_ticks: 0,
}));

/// From now on the code of a task with this trap handler runs.
#[inline]
pub(crate) fn arm(handler: CoroutineTrapHandler<Exit>) {
    // SAFETY: as for WATCH.
    unsafe {
        (*WATCH.0.get()).handler = Some(handler);
    }
}

/// A visible operation has happened.
#[inline]
pub(crate) fn progress() {
    // SAFETY: as for WATCH.
    unsafe {
        (*WATCH.0.get()).steps += 1;
    }
}

/// Installs the handlers, on a stack of their own. Call once.
pub(crate) fn install() {
    const SIZE: usize = 64 << 10;
    let alternate = Box::leak(vec![0_u8; SIZE].into_boxed_slice());
    let stack = libc::stack_t {
        ss_sp: alternate.as_mut_ptr().cast(),
        ss_flags: 0,
        ss_size: SIZE,
    };
    let tick = libc::timeval {
        tv_sec: 0,
        tv_usec: TICK_MICROS,
    };
    let timer = libc::itimerval {
        it_interval: tick,
        it_value: tick,
    };
    // SAFETY: plain system calls with valid arguments; the handler is ours.
    unsafe {
        libc::sigaltstack(&raw const stack, core::ptr::null_mut());
        for signal in [
            libc::SIGSEGV,
            libc::SIGBUS,
            libc::SIGILL,
            libc::SIGFPE,
            libc::SIGTRAP,
            libc::SIGABRT,
            libc::SIGVTALRM,
        ] {
            let mut action: libc::sigaction = core::mem::zeroed();
            action.sa_sigaction = handle as *const () as usize;
            action.sa_flags = libc::SA_SIGINFO | libc::SA_ONSTACK | libc::SA_NODEFER;
            libc::sigaction(signal, &raw const action, core::ptr::null_mut());
        }
        libc::setitimer(libc::ITIMER_VIRTUAL, &raw const timer, core::ptr::null_mut());
    }
}

unsafe extern "C" fn handle(signal: c_int, info: *mut libc::siginfo_t, context: *mut c_void) {
    // SAFETY: what the kernel promises a handler, and as for WATCH.
    let (info, context, watch) = unsafe {
        (
            &*info,
            &mut *context.cast::<libc::ucontext_t>(),
            &mut *WATCH.0.get(),
        )
    };
    let fault = match signal {
        libc::SIGVTALRM => {
            if !memory::in_program() || watch.steps != watch.seen {
                (watch.seen, watch.idle_ticks) = (watch.steps, 0);
                return;
            }
            watch.idle_ticks += 1;
            if watch.idle_ticks < PATIENCE_TICKS {
                return;
            }
            watch.idle_ticks = 0;
            Fault::EndlessLoop
        }
        // SAFETY: this signal has an address.
        libc::SIGSEGV if stack::guard_of(unsafe { info.si_addr() } as usize).is_some() => {
            Fault::StackOverflow
        }
        libc::SIGABRT if memory::exhausted() => Fault::Memory,
        libc::SIGABRT => Fault::Abort,
        other => Fault::Signal(other),
    };
    let Some(handler) = watch.handler.as_ref().filter(|_| memory::in_program()) else {
        // Our own fault: die by it.
        // SAFETY: plain system calls.
        unsafe {
            libc::signal(signal, libc::SIG_DFL);
            libc::raise(signal);
        }
        return;
    };
    // SAFETY: the handler belongs to the coroutine that was running; its stack is abandoned.
    let registers = unsafe { handler.setup_trap_handler(move || Exit::Fault(fault)) };
    set(context, registers);
}

#[cfg(target_arch = "x86_64")]
fn set(context: &mut libc::ucontext_t, registers: corosensei::trap::TrapHandlerRegs) {
    let corosensei::trap::TrapHandlerRegs {
        rip,
        rsp,
        rbp,
        rdi,
        rsi,
    } = registers;
    let words = &mut context.uc_mcontext.gregs;
    words[libc::REG_RIP as usize] = rip.cast_signed();
    words[libc::REG_RSP as usize] = rsp.cast_signed();
    words[libc::REG_RBP as usize] = rbp.cast_signed();
    words[libc::REG_RDI as usize] = rdi.cast_signed();
    words[libc::REG_RSI as usize] = rsi.cast_signed();
}

#[cfg(target_arch = "aarch64")]
fn set(context: &mut libc::ucontext_t, registers: corosensei::trap::TrapHandlerRegs) {
    let corosensei::trap::TrapHandlerRegs {
        pc,
        sp,
        x0,
        x1,
        x29,
        lr,
    } = registers;
    let words = &mut context.uc_mcontext;
    words.pc = pc;
    words.sp = sp;
    words.regs[0] = x0;
    words.regs[1] = x1;
    words.regs[29] = x29;
    words.regs[30] = lr;
}
