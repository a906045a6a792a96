//! The net under the surface: the C functions by which std would reach the system.
//!
//! Some of std cannot be replaced item by item: `Path::exists` and its like are methods of a type that everything else
//! uses too. std calls these functions through the dynamic linker, which finds ours first. While the program's code
//! runs they end the exploration; the explorer's own calls go on to the C library.
#![expect(unsafe_code, reason = "C functions, and the ones behind them")]

use crate::rt::{self, memory};
use core::ffi::{CStr, c_char, c_int, c_uint, c_void};
use core::panic::Location;

/// The C library's function of this name.
fn real(name: &CStr) -> *mut c_void {
    // SAFETY: a C string.
    let found = unsafe { libc::dlsym(libc::RTLD_NEXT, name.as_ptr()) };
    assert!(!found.is_null(), "the C library has {}", name.to_string_lossy());
    found
}

macro_rules! guarded {
    ($($item:literal: $(fn $name:ident($($arg:ident: $type:ty),*) -> $ret:ty;)*)*) => { $($(
        #[unsafe(no_mangle)]
        extern "C" fn $name($($arg: $type),*) -> $ret {
            if memory::in_program() {
                rt::refuse($item, Location::caller());
            }
            let name = concat!(stringify!($name), "\0").as_bytes();
            let name = CStr::from_bytes_with_nul(name).expect("it ends with a zero");
            // SAFETY: the function of this name has this type.
            let real = unsafe { core::mem::transmute::<*mut c_void, extern "C" fn($($type),*) -> $ret>(real(name)) };
            real($($arg),*)
        }
    )*)* };
}

type Pointer = *mut c_void;
type Text = *const c_char;

guarded! {
    "std::path::Path asking the file system":
        fn statx(dir: c_int, path: Text, flags: c_int, mask: c_uint, into: Pointer) -> c_int;
        fn stat64(path: Text, into: Pointer) -> c_int;
        fn lstat64(path: Text, into: Pointer) -> c_int;
        fn opendir(path: Text) -> Pointer;
        fn readlink(path: Text, into: Pointer, size: usize) -> isize;
        fn realpath(path: Text, into: Pointer) -> Pointer;
        fn getcwd(into: Pointer, size: usize) -> Pointer;
    "a file that is not modelled":
        fn mkdir(path: Text, mode: c_uint) -> c_int;
        fn rmdir(path: Text) -> c_int;
        fn unlink(path: Text) -> c_int;
        fn rename(from: Text, to: Text) -> c_int;
        fn symlink(to: Text, path: Text) -> c_int;
        fn pipe2(ends: Pointer, flags: c_int) -> c_int;
    "a socket that is not modelled":
        fn socket(domain: c_int, kind: c_int, protocol: c_int) -> c_int;
        fn socketpair(domain: c_int, kind: c_int, protocol: c_int, ends: Pointer) -> c_int;
        fn getaddrinfo(node: Text, service: Text, hints: Pointer, into: Pointer) -> c_int;
    "a process that is not modelled":
        fn fork() -> c_int;
        fn posix_spawnp(
            id: Pointer, file: Text, actions: Pointer, attributes: Pointer, args: Pointer, environment: Pointer
        ) -> c_int;
        fn execvp(file: Text, args: Pointer) -> c_int;
    "a thread that is not modelled":
        fn pthread_create(thread: Pointer, attributes: Pointer, start: Pointer, arg: Pointer) -> c_int;
}
