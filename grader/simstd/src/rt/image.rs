//! What must be as new in every schedule although it is not in an arena: the statics of the learner's library, and
//! std's own thread-local block (random keys of hash maps, panic count).

use core::ffi::{CStr, c_int, c_void};
use core::ptr;

/// A piece of memory and what it held at first.
struct Piece {
    at: *mut u8,
    first: Box<[u8]>,
}

impl Piece {
    fn of(at: *mut u8, size: usize) -> Self {
        // SAFETY: the caller found it as a mapped, writable range.
        Piece {
            at,
            first: unsafe { core::slice::from_raw_parts(at, size) }.into(),
        }
    }

    fn restore(&self) {
        // SAFETY: the same range, and none of the program's code is running.
        unsafe { ptr::copy_nonoverlapping(self.first.as_ptr(), self.at, self.first.len()) };
    }
}

/// The learner's library as it was when it was loaded.
pub(super) struct Image {
    /// Where the learner's code lies.
    code: core::ops::Range<usize>,
    /// Where the learner's library lies.
    range: core::ops::Range<usize>,
    statics: Vec<Piece>,
    locals: Option<Piece>,
    /// The words of std's thread-local block that every task has for itself.
    words: Vec<*mut u64>,
}

impl core::fmt::Debug for Image {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("Image")
            .field("statics", &self.statics.len())
            .finish_non_exhaustive()
    }
}

impl Image {
    /// Takes the image of the library that `inside` lies in, before any of its code has run.
    pub(super) fn take(inside: *const c_void) -> Self {
        let mut found = Found {
            inside: inside as usize,
            statics: Vec::new(),
            std_locals: None,
            range: 0..0,
            code: 0..0,
        };
        // SAFETY: the callback gets our own structure back.
        unsafe { libc::dl_iterate_phdr(Some(visit), (&raw mut found).cast()) };
        // Once now, so that lazily made values are there before the picture is taken.
        let _ = std::hash::BuildHasher::hash_one(&std::hash::RandomState::new(), 1);
        let _ = std::thread::current().id();
        let words = found
            .std_locals
            .map_or_else(Vec::new, |(at, size)| find_words(at, size));
        Image {
            code: found.code,
            range: found.range,
            statics: found
                .statics
                .into_iter()
                .map(|(at, size)| Piece::of(at, size))
                .collect(),
            locals: found.std_locals.map(|(at, size)| Piece::of(at, size)),
            words,
        }
    }

    /// Whether a place is in the learner's own source: its name is in the learner's library, and is not one of std's
    /// that came along with generic code.
    #[inline]
    pub(super) fn owns(&self, file: &str) -> bool {
        self.range.contains(&(file.as_ptr() as usize))
            && !(file.starts_with('/') && file.starts_with("/rustc/"))
    }

    /// Where on a stack the learner's own part begins, above what the engine has put on it since: right above the
    /// first return address into the learner's code.
    pub(crate) fn learners_part<'a>(&self, stack: &'a [u8]) -> &'a [u8] {
        let mut words = stack.chunks_exact(size_of::<usize>());
        let code = |it: &[u8]| {
            it.try_into()
                .is_ok_and(|it| self.code.contains(&usize::from_ne_bytes(it)))
        };
        match words.position(code) {
            Some(at) => &stack[(at + 1) * size_of::<usize>()..],
            None => stack,
        }
    }

    /// Makes everything as it was.
    pub(super) fn restore(&self) {
        for piece in self.statics.iter().chain(&self.locals) {
            piece.restore();
        }
    }

    /// The statics' bytes as they are now, for comparing states.
    pub(super) fn bytes(&self) -> impl Iterator<Item = &[u8]> {
        // SAFETY: still mapped.
        self.statics
            .iter()
            .map(|piece| unsafe { core::slice::from_raw_parts(piece.at, piece.first.len()) })
    }

    /// What the running task has of its own in std's thread-local block.
    #[inline]
    pub(super) fn own_words(&self) -> Own {
        let mut own = Own::default();
        for (word, at) in own.0.iter_mut().zip(&self.words) {
            // SAFETY: a word of this thread's block.
            *word = unsafe { at.read() };
        }
        own
    }

    /// Puts it back.
    #[inline]
    pub(super) fn set_own_words(&self, own: &Own) {
        for (word, at) in own.0.iter().zip(&self.words) {
            // SAFETY: as above.
            unsafe { at.write(*word) };
        }
    }
}

/// What a task has of its own in std's thread-local block while it does not run: the counter of hash keys, how many
/// panics it is in, and whether it is in the panic hook.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Own([u64; 4]);

/// The words of std's block that count hash maps and panics, found by what changes.
fn find_words(at: *mut u8, size: usize) -> Vec<*mut u64> {
    // SAFETY: this thread's block, aligned to words.
    let words = || unsafe { core::slice::from_raw_parts(at.cast::<u64>(), size / 8) }.to_vec();
    let before = words();
    let _ = std::hash::RandomState::new();
    let with_map = words();
    let (sender, inside) = std::sync::mpsc::channel();
    let block = at as usize;
    let hook = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |_| {
        // SAFETY: as above.
        let now = unsafe { core::slice::from_raw_parts(block as *const u64, size / 8) }.to_vec();
        let _ = sender.send(now);
    }));
    let _ = std::panic::catch_unwind(|| panic!("to see where panics are counted"));
    std::panic::set_hook(hook);
    let in_panic = inside.recv().unwrap_or_default();
    let changed =
        |i: &usize| before[*i] != with_map[*i] || in_panic.get(*i).is_some_and(|it| *it != with_map[*i]);
    let changed: Vec<usize> = (0..before.len()).filter(changed).collect();
    if changed.len() > Own::default().0.len() {
        // Not the std that we know: better nothing than the wrong words.
        return Vec::new();
    }
    // SAFETY: inside the block.
    changed
        .into_iter()
        .map(|it| unsafe { at.cast::<u64>().add(it) })
        .collect()
}

struct Found {
    inside: usize,
    statics: Vec<(*mut u8, usize)>,
    std_locals: Option<(*mut u8, usize)>,
    code: core::ops::Range<usize>,
    range: core::ops::Range<usize>,
}

unsafe extern "C" fn visit(info: *mut libc::dl_phdr_info, _: usize, data: *mut c_void) -> c_int {
    // SAFETY: what dl_iterate_phdr promises.
    let (info, found) = unsafe { (&*info, &mut *data.cast::<Found>()) };
    // SAFETY: as above.
    let headers = unsafe { core::slice::from_raw_parts(info.dlpi_phdr, info.dlpi_phnum.into()) };
    let base = info.dlpi_addr as usize;
    let range = |h: &libc::Elf64_Phdr| (base + h.p_vaddr as usize, base + (h.p_vaddr + h.p_memsz) as usize);
    let is = |h: &libc::Elf64_Phdr, kind| h.p_type == kind;
    let holds = |h: &libc::Elf64_Phdr| {
        let (from, to) = range(h);
        is(h, libc::PT_LOAD) && (from..to).contains(&found.inside)
    };
    if headers.iter().any(holds) {
        let loaded = || headers.iter().filter(|h| is(h, libc::PT_LOAD)).map(&range);
        let (from, to) = (loaded().map(|it| it.0).min(), loaded().map(|it| it.1).max());
        let code = headers
            .iter()
            .find(|h| is(h, libc::PT_LOAD) && h.p_flags & libc::PF_X != 0);
        found.code = code.map(&range).map_or(0..0, |(from, to)| from..to);
        found.range = from.unwrap_or(0)..to.unwrap_or(0);
        let relro = headers
            .iter()
            .find(|h| is(h, libc::PT_GNU_RELRO))
            .map_or((0, 0), &range);
        // The linker rounds the protected part up to a page.
        let relro = (relro.0, relro.1.next_multiple_of(4096));
        for header in headers
            .iter()
            .filter(|h| is(h, libc::PT_LOAD) && h.p_flags & libc::PF_W != 0)
        {
            let (from, to) = range(header);
            let from = if (relro.0..relro.1).contains(&from) {
                relro.1
            } else {
                from
            };
            if from < to {
                found.statics.push((from as *mut u8, to - from));
            }
        }
    }
    // SAFETY: a C string, or null for the program itself.
    let name = if info.dlpi_name.is_null() {
        c""
    } else {
        unsafe { CStr::from_ptr(info.dlpi_name) }
    };
    if name.to_bytes().windows(7).any(|w| w == b"libstd-") && !info.dlpi_tls_data.is_null() {
        let size = headers
            .iter()
            .find(|h| is(h, libc::PT_TLS))
            .map_or(0, |h| h.p_memsz as usize);
        found.std_locals = Some((info.dlpi_tls_data.cast(), size));
    }
    0
}

/// std asks the C library for the random keys of hash maps; the dynamic linker finds this one first.
#[unsafe(no_mangle)]
extern "C" fn getrandom(buffer: *mut u8, size: usize, _flags: u32) -> isize {
    // SAFETY: the caller's promise.
    unsafe { ptr::write_bytes(buffer, 0x5a, size) };
    size.cast_signed()
}
