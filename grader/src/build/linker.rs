//! How programs are linked: by the linker that comes with rustc, directly, with what the C compiler would tell it.
//!
//! rustc links through `cc`, which starts `collect2`, which starts the linker: five to ten milliseconds that decide
//! nothing. So `cc` is asked once what it would do. A link that fails in this way is tried again in rustc's own way,
//! which then has the last word; where the question has no clear answer, rustc's own way is the only one.

use super::process::Tool;
use serde::{Deserialize, Serialize};
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;
use std::time::Duration;

/// How to link.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Linker {
    /// rustc's own way.
    Default,
    /// This program, with these arguments besides those of rustc.
    Direct {
        /// Absolute.
        program: PathBuf,
        /// Start files, library directories and the dynamic linker, as `cc` names them.
        args: Vec<String>,
    },
}

/// Stands for the program's own object files in the question to `cc`.
const OBJECT: &str = "clew-object.o";
const OUTPUT: &str = "clew-output";

impl Linker {
    /// Asks `cc` how it links. Without a clear answer: [`Linker::Default`].
    pub(super) fn find(
        sysroot: &Path,
        host: &str,
        cc: Option<&Path>,
        path: OsString,
        interrupt: &AtomicBool,
    ) -> Self {
        let program = sysroot.join("lib/rustlib").join(host).join("bin/rust-lld");
        let answer = || {
            let question = ["-###", "-pie", "-nodefaultlibs", "-o", OUTPUT, OBJECT];
            let tool = Tool {
                program: cc?,
                args: question.map(OsString::from).to_vec(),
                env: vec![("PATH", path), ("LC_ALL", "C".into())],
                dir: PathBuf::from("/"),
                held: None,
                limit: Duration::from_secs(10),
            };
            let finished = tool.run(interrupt).ok()?;
            let architecture = host.split('-').next()?;
            recipe(&String::from_utf8_lossy(&finished.stderr), architecture)
        };
        match answer() {
            Some(args) if program.is_file() => Linker::Direct { program, args },
            _ => Linker::Default,
        }
    }

    /// Arguments for rustc that make it link in this way, with `libraries` searched at run time.
    pub(super) fn arguments(&self, libraries: Option<&Path>) -> Vec<OsString> {
        let codegen = |option: &str, value: OsString| {
            let mut text = OsString::from(format!("-C{option}="));
            text.push(value);
            text
        };
        // Every argument by itself: paths may hold commas and spaces.
        let search = libraries
            .map(|dir| ["-rpath".into(), dir.as_os_str().to_owned()])
            .into_iter()
            .flatten();
        match self {
            Linker::Default => search
                .flat_map(|arg: OsString| [OsString::from("-Xlinker"), arg])
                .map(|arg| codegen("link-arg", arg))
                .collect(),
            Linker::Direct { program, args } => {
                let how = [
                    codegen("linker", program.into()),
                    codegen("linker-flavor", "ld.lld".into()),
                ];
                // The programs are small: a second thread costs more than it brings.
                let own = args.iter().map(OsString::from).chain(["--threads=1".into()]);
                how.into_iter()
                    .chain(own.chain(search).map(|arg| codegen("link-arg", arg)))
                    .collect()
            }
        }
    }
}

/// The arguments that a C compiler (gcc or clang) gives to the linker, read from the output of `-###`, less those
/// that concern the files in question or compiling C.
fn recipe(output: &str, architecture: &str) -> Option<Vec<String>> {
    let command = output
        .lines()
        .map(words)
        .rfind(|words| words.iter().any(|word| word == OBJECT))?;
    let mut args = Vec::new();
    let mut words = command.into_iter().skip(1);
    while let Some(word) = words.next() {
        match word.as_str() {
            "-o" | "-plugin" => {
                words.next();
            }
            OBJECT => {}
            _ if word.starts_with("-plugin-opt=") || word.starts_with("-fuse-ld=") => {}
            _ => args.push(word),
        }
    }
    // An answer in another form than the usual one is not acted on.
    let value_of = |option: &str| args.iter().skip_while(|arg| *arg != option).nth(1);
    let starts = args.iter().any(|arg| arg.ends_with("crt1.o")) && value_of("-dynamic-linker").is_some();
    let fits = value_of("-m").is_some_and(|emulation| emulation.contains(architecture));
    let position_independent = args.iter().any(|arg| arg == "-pie");
    (starts && fits && position_independent).then_some(args)
}

/// Splits a command as a shell would: white space, double quotes, backslashes.
fn words(line: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut quoted = false;
    let mut letters = line.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '"' => {
                quoted = !quoted;
                word.get_or_insert_default();
            }
            '\\' => word.get_or_insert_default().extend(letters.next()),
            _ if letter.is_whitespace() && !quoted => words.extend(word.take()),
            _ => word.get_or_insert_default().push(letter),
        }
    }
    words.extend(word);
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    const GCC: &str = r#"Using built-in specs.
COLLECT_GCC_OPTIONS='-pie' '-nodefaultlibs' '-o' 'clew-output' '-mtune=generic'
 /usr/lib/gcc/x86_64-linux-gnu/12/collect2 -plugin /usr/lib/liblto_plugin.so "-plugin-opt=-fresolution=/tmp/cc.res" --build-id -m elf_x86_64 "--hash-style=gnu" -dynamic-linker /lib64/ld-linux-x86-64.so.2 -pie -o clew-output /usr/lib/Scrt1.o /usr/lib/crti.o "-L/opt/my libs" -fuse-ld=lld clew-object.o /usr/lib/crtn.o
COLLECT_GCC_OPTIONS='-pie' '-nodefaultlibs'
"#;
    const CLANG: &str = r#"Debian clang version 14.0.6
 "/usr/bin/ld" "-pie" "--eh-frame-hdr" "-m" "aarch64linux" "-dynamic-linker" "/lib/ld-linux-aarch64.so.1" "-o" "clew-output" "/lib/Scrt1.o" "/lib/crti.o" "-L/usr/lib" "clew-object.o" "/lib/crtn.o"
"#;

    #[test]
    fn what_gcc_would_do() {
        let expected = [
            "--build-id",
            "-m",
            "elf_x86_64",
            "--hash-style=gnu",
            "-dynamic-linker",
            "/lib64/ld-linux-x86-64.so.2",
            "-pie",
            "/usr/lib/Scrt1.o",
            "/usr/lib/crti.o",
            "-L/opt/my libs",
            "/usr/lib/crtn.o",
        ];
        assert_eq!(recipe(GCC, "x86_64").unwrap(), expected);
    }

    #[test]
    fn what_clang_would_do() {
        let args = recipe(CLANG, "aarch64").unwrap();
        assert_eq!(args[..2], ["-pie", "--eh-frame-hdr"]);
        assert_eq!(args.last().unwrap(), "/lib/crtn.o");
        assert!(!args.iter().any(|arg| arg == OUTPUT));
    }

    #[test]
    fn an_answer_that_does_not_fit_is_none() {
        assert_eq!(recipe("", "x86_64"), None);
        assert_eq!(recipe("cc: error: unrecognized option", "x86_64"), None);
        assert_eq!(recipe(GCC, "aarch64"), None);
        for (part, instead) in [
            ("Scrt1.o", "start.o"),
            ("-dynamic-linker", "-dynamic"),
            (" -pie -o", " -o"),
            ("-m elf", "elf"),
        ] {
            assert!(GCC.contains(part));
            assert_eq!(recipe(&GCC.replace(part, instead), "x86_64"), None, "{part}");
        }
    }

    #[test]
    fn commands_are_split_as_a_shell_does() {
        assert_eq!(
            words(r#"  a "b c"  d\ e "f\"g" "" "#),
            ["a", "b c", "d e", "f\"g", ""]
        );
    }

    #[test]
    fn paths_are_arguments_of_their_own() {
        let libraries = Some(Path::new("/opt/a, b/lib"));
        let direct = Linker::Direct {
            program: "/opt/rust-lld".into(),
            args: vec!["-pie".to_owned()],
        };
        let text = |linker: &Linker| -> Vec<String> {
            linker
                .arguments(libraries)
                .into_iter()
                .map(|arg| arg.into_string().unwrap())
                .collect()
        };
        assert_eq!(
            text(&Linker::Default),
            [
                "-Clink-arg=-Xlinker",
                "-Clink-arg=-rpath",
                "-Clink-arg=-Xlinker",
                "-Clink-arg=/opt/a, b/lib"
            ]
        );
        assert_eq!(
            text(&direct),
            [
                "-Clinker=/opt/rust-lld",
                "-Clinker-flavor=ld.lld",
                "-Clink-arg=-pie",
                "-Clink-arg=--threads=1",
                "-Clink-arg=-rpath",
                "-Clink-arg=/opt/a, b/lib"
            ]
        );
        assert_eq!(Linker::Default.arguments(None), Vec::<OsString>::new());
    }
}
