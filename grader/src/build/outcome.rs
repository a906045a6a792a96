//! What a run of rustc came to: a program, the author's error, or trouble that the author has no part in.

use super::diagnostics::Said;
use super::process::Finished;
use crate::fault::{Fault, Result};
use rustix::fs::statvfs;
use rustix::process::Signal;
use std::os::unix::process::ExitStatusExt;
use std::path::Path;

/// What a run of rustc came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Outcome {
    /// There is a program.
    Built,
    /// The compiler refused it.
    Refused,
    /// The compiler refused it when it was all but done; none of our doing, if rustc's own way of linking fails too.
    LinkFailed,
    /// The compiler itself broke down over it: how.
    Crashed(String),
    /// The compiler was stopped at its time limit.
    OutOfTime,
}

/// A build needs some room: with less than this, strange failures are put down to the disk.
const ROOM: u64 = 8 << 20;
const ROOM_FILES: u64 = 16;

/// Signals by which a compiler dies of the program that it compiles, as by a stack overflow over a type without end.
const CRASHES: [Signal; 7] = [
    Signal::SEGV,
    Signal::BUS,
    Signal::ILL,
    Signal::FPE,
    Signal::ABORT,
    Signal::TRAP,
    Signal::SYS,
];

const INSTALL_CC: &str = "Install a C compiler with its C library: `sudo apt install build-essential` on Debian and \
                          Ubuntu, `sudo dnf install gcc` on Fedora, `sudo pacman -S base-devel` on Arch.";

impl Outcome {
    /// Judges a run that wrote below `dir`.
    ///
    /// # Errors
    /// The disk is full, there is no linker, something killed the compiler, or it did not even start to compile.
    pub(super) fn of(finished: &Finished, said: &Said, dir: &Path) -> Result<Self> {
        let Some(status) = finished.status else {
            return Ok(Outcome::OutOfTime);
        };
        if status.success() {
            return Ok(Outcome::Built);
        }
        if let Some(text) = said
            .placeless_errors()
            .map(|error| &error.rendered)
            .find(|text| is_full_disk(text))
        {
            return Err(full_disk(dir, text));
        }
        if let Some(signal) = status.signal() {
            return killed(signal, said, dir);
        }
        match status.code() {
            Some(101) => crashed(
                "the compiler crashed: this is a bug in rustc".to_owned(),
                said,
                dir,
            ),
            _ if said
                .placeless_errors()
                .any(|error| is_link_failure(&error.message)) =>
            {
                not_for_want_of_room(dir, &said.loose)?;
                Ok(Outcome::LinkFailed)
            }
            _ if said.diagnostics.iter().any(|diagnostic| diagnostic.error) => Ok(Outcome::Refused),
            _ => {
                not_for_want_of_room(dir, &said.loose)?;
                Err(Fault::ours("rustc failed without an error message")
                    .because(finished.complaint())
                    .hint(
                        "Try `rustc --version`; `rustup toolchain install stable` repairs most toolchains.",
                    ))
            }
        }
    }
}

/// Whether a link that failed in rustc's own way failed because this machine cannot link at all.
pub(super) fn linker_trouble(said: &Said) -> Option<Fault> {
    let error = said
        .placeless_errors()
        .find(|error| is_link_failure(&error.message))?;
    let text = anstream::adapter::strip_str(&error.rendered).to_string();
    if error.message.contains("not found") || error.message.contains("could not exec") {
        return Some(Fault::ours("no C compiler (`cc`) on PATH: nothing can be linked").hint(INSTALL_CC));
    }
    // The start files belong to the C library; no program can make the linker miss them.
    let start_file = text
        .lines()
        .find(|line| line.contains("crt1.o") && line.contains("cannot"))?;
    Some(
        Fault::ours("the C library's files for linking are missing")
            .because(start_file.trim())
            .hint(INSTALL_CC),
    )
}

fn is_link_failure(message: &str) -> bool {
    message.starts_with("linking with `")
        || message.starts_with("could not exec the linker")
        || (message.starts_with("linker `") && message.ends_with("not found"))
}

fn killed(signal: i32, said: &Said, dir: &Path) -> Result<Outcome> {
    let out_of_memory = said.loose.contains("memory allocation of") || said.loose.contains("out of memory");
    let name = Signal::from_named_raw(signal);
    if name.is_some_and(|name| CRASHES.contains(&name)) && !out_of_memory {
        return crashed(format!("the compiler crashed (signal {signal})"), said, dir);
    }
    let fault = Fault::ours(format!("something killed the compiler (signal {signal})"));
    if out_of_memory || name == Some(Signal::KILL) {
        return Err(fault
            .hint("The machine is probably out of memory: close other programs, or build fewer at once."));
    }
    Err(fault)
}

fn crashed(how: String, said: &Said, dir: &Path) -> Result<Outcome> {
    not_for_want_of_room(dir, &said.loose)?;
    Ok(Outcome::Crashed(how))
}

fn is_full_disk(text: &str) -> bool {
    // What rustc quotes may be names from the program, and the linker quotes without marking it: only rustc's own
    // words are believed.
    let mut own_words = text.split('`').step_by(2);
    let full =
        |words: &str| words.contains("No space left on device") || words.contains("Disk quota exceeded");
    !text.contains("linking with `") && own_words.any(full)
}

/// A failure that a full disk may have caused is ours: rustc and linkers die in many ways of it.
fn not_for_want_of_room(dir: &Path, words: &str) -> Result<()> {
    let full = statvfs(dir).is_ok_and(|disk| {
        let bytes = disk.f_bavail.saturating_mul(disk.f_frsize);
        // File systems that do not count files say 0 of 0.
        bytes < ROOM || (disk.f_files > 0 && disk.f_favail < ROOM_FILES)
    });
    if full { Err(full_disk(dir, words)) } else { Ok(()) }
}

fn full_disk(dir: &Path, words: &str) -> Fault {
    let words = anstream::adapter::strip_str(words).to_string();
    let first = words.lines().find(|line| !line.trim().is_empty());
    let fault = Fault::ours(format!("no space left for building in {}", dir.display()));
    let fault = match first {
        Some(line) => fault.because(line.trim().trim_start_matches("error: ")),
        None => fault,
    };
    fault.hint("Free some space on that disk and try again.")
}

#[cfg(test)]
mod tests {
    use super::super::diagnostics::own;
    use super::super::{Diagnostic, Place};
    use super::*;
    use std::process::ExitStatus;

    /// `status`: an exit code, or a signal as a negative number.
    fn outcome(status: i32, diagnostics: Vec<Diagnostic>, loose: &str) -> Result<Outcome> {
        let raw = if status < 0 { -status } else { status << 8 };
        let status = Some(ExitStatus::from_raw(raw));
        let finished = Finished {
            status,
            stdout: Vec::new(),
            stderr: loose.into(),
        };
        let said = Said {
            diagnostics,
            loose: loose.to_owned(),
        };
        let dir = tempfile::tempdir().unwrap();
        Outcome::of(&finished, &said, dir.path())
    }

    fn placed(message: &str) -> Diagnostic {
        let at = Some(Place {
            file: "src/main.rs".to_owned(),
            line: 1,
            column: Some(1),
        });
        Diagnostic {
            at,
            ..own(true, message)
        }
    }

    #[test]
    fn what_the_author_did() {
        assert_eq!(outcome(0, vec![own(false, "unused")], ""), Ok(Outcome::Built));
        assert_eq!(
            outcome(1, vec![placed("mismatched types")], ""),
            Ok(Outcome::Refused)
        );
        assert_eq!(
            outcome(1, vec![own(true, "`main` function not found")], ""),
            Ok(Outcome::Refused)
        );
        // Words of the author's own make no trouble of ours.
        assert_eq!(
            outcome(1, vec![placed("No space left on device")], ""),
            Ok(Outcome::Refused)
        );
        let library = own(
            true,
            "could not find native static library `No space left on device`, perhaps …",
        );
        assert_eq!(outcome(1, vec![library], ""), Ok(Outcome::Refused));
        let linking = own(
            true,
            "linking with `cc` failed: exit status: 1\nundefined symbol: No space left on device",
        );
        assert_eq!(outcome(1, vec![linking], ""), Ok(Outcome::LinkFailed));
        assert_eq!(
            outcome(1, vec![own(true, "linker `/x/rust-lld` not found")], ""),
            Ok(Outcome::LinkFailed)
        );
        for signal in [4, 6, 7, 8, 11] {
            let how = format!("the compiler crashed (signal {signal})");
            assert_eq!(outcome(-signal, Vec::new(), ""), Ok(Outcome::Crashed(how)));
        }
        let how = "the compiler crashed: this is a bug in rustc".to_owned();
        assert_eq!(
            outcome(101, vec![own(true, "the compiler unexpectedly panicked")], ""),
            Ok(Outcome::Crashed(how))
        );
    }

    #[test]
    fn what_the_machine_did() {
        let full = own(true, "could not write output to x.o: No space left on device");
        for (status, diagnostics, loose, words) in [
            (1, vec![placed("a"), full], "", "no space left for building in "),
            (
                1,
                vec![own(true, "failed to write x: Disk quota exceeded (os error 122)")],
                "",
                "no space left for building",
            ),
            (-9, Vec::new(), "", "something killed the compiler (signal 9)"),
            (-15, Vec::new(), "", "something killed the compiler (signal 15)"),
            (
                -6,
                Vec::new(),
                "memory allocation of 64 bytes failed\n",
                "something killed the compiler (signal 6)",
            ),
            (
                -6,
                Vec::new(),
                "LLVM ERROR: out of memory\n",
                "something killed the compiler (signal 6)",
            ),
            (
                127,
                Vec::new(),
                "librustc_driver.so: cannot open",
                "rustc failed without an error message: librustc_driver.so",
            ),
        ] {
            let fault = outcome(status, diagnostics, loose).unwrap_err();
            assert!(fault.to_string().starts_with(words), "{fault}");
            assert_eq!(fault.exit_code(), 3);
        }
    }

    #[test]
    fn a_full_disk_is_to_blame_for_every_crash() {
        // The kernel's own file system has no room at all.
        let dir = Path::new("/proc");
        let said = Said::default();
        for raw in [7, 11, 101 << 8, 1 << 8] {
            let finished = Finished {
                status: Some(ExitStatus::from_raw(raw)),
                stdout: Vec::new(),
                stderr: Vec::new(),
            };
            let fault = Outcome::of(&finished, &said, dir).unwrap_err();
            assert_eq!(fault.to_string(), "no space left for building in /proc");
            assert_eq!(fault.hints, ["Free some space on that disk and try again."]);
        }
    }

    #[test]
    fn a_machine_that_cannot_link() {
        let trouble = |message: &str, rendered: &str| {
            let error = Diagnostic {
                rendered: rendered.to_owned(),
                ..own(true, message)
            };
            linker_trouble(&Said {
                diagnostics: vec![error],
                loose: String::new(),
            })
            .map(|fault| fault.to_string())
        };
        let no_cc = "no C compiler (`cc`) on PATH: nothing can be linked";
        assert_eq!(trouble("linker `cc` not found", "").unwrap(), no_cc);
        let failed = "linking with `cc` failed: exit status: 1";
        let missing = "  = note: ld: cannot find Scrt1.o: No such file or directory";
        assert!(
            trouble(failed, missing)
                .unwrap()
                .starts_with("the C library's files for linking are missing: = note")
        );
        assert_eq!(trouble(failed, "undefined symbol: nothing_here"), None);
        assert_eq!(trouble("mismatched types", missing), None);
    }
}
