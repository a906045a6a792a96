//! The runner: loads one explorable program, runs the search over its schedules, writes the report.
//!
//! `explorer PROGRAM.so REQUEST.json REPORT.json RECORDER`. The report is written whole or not at all.
#![expect(unsafe_code, reason = "it loads a library and calls its entry")]

use simstd::__clew;
use std::ffi::{CStr, CString, OsString};
use std::os::unix::ffi::OsStringExt as _;
use std::process::ExitCode;

type Entry = extern "C" fn() -> i32;

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("explorer: {why}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<(), String> {
    let words: Vec<OsString> = std::env::args_os().skip(1).collect();
    let [program, request, report, recorder] = words
        .try_into()
        .map_err(|_| "usage: explorer PROGRAM REQUEST REPORT RECORDER")?;
    let text = std::fs::read_to_string(&request).map_err(|why| format!("{}: {why}", request.display()))?;
    let request: wire::Request =
        serde_json::from_str(&text).map_err(|why| format!("{}: {why}", request.display()))?;
    let mut options = std::fs::OpenOptions::new();
    let file = options
        .read(true)
        .write(true)
        .create(true)
        .truncate(false)
        .open(&recorder);
    file.and_then(|it| __clew::open_recorder(&it))
        .map_err(|why| format!("{}: {why}", recorder.display()))?;
    let entry = load(program)?;
    let found =
        __clew::explore(&request, entry).map_err(|why| format!("the engine cannot be set up: {why}"))?;
    let mut partial = report.clone();
    partial.push(".part");
    let bytes = serde_json::to_vec(&found).map_err(|why| why.to_string())?;
    std::fs::write(&partial, bytes)
        .and_then(|()| std::fs::rename(&partial, &report))
        .map_err(|why| format!("{}: {why}", report.display()))
}

/// Loads the program and finds its entry.
fn load(program: OsString) -> Result<Entry, String> {
    let path = CString::new(program.into_vec()).map_err(|_| "the program's path has a NUL byte in it")?;
    // SAFETY: loading runs the library's initialisers, of which a Rust cdylib has none of the learner's.
    let library = unsafe { libc::dlopen(path.as_ptr(), libc::RTLD_NOW | libc::RTLD_LOCAL) };
    let entry = if library.is_null() {
        library
    } else {
        // SAFETY: a loaded library and a C string.
        unsafe { libc::dlsym(library, c"__clew_main".as_ptr()) }
    };
    if entry.is_null() {
        // SAFETY: dlerror gives a C string or null.
        let why = unsafe { libc::dlerror() };
        // SAFETY: as above.
        let why = if why.is_null() {
            "it has no entry".into()
        } else {
            unsafe { CStr::from_ptr(why) }.to_string_lossy()
        };
        return Err(format!("the program cannot be loaded: {}", why));
    }
    // SAFETY: the entry that the build appended has this type.
    Ok(unsafe { std::mem::transmute::<*mut libc::c_void, Entry>(entry) })
}
