//! A toolchain is found, remembered, and found again when anything that decides it changes.

use super::super::testing::script;
use super::*;

/// A `rustc` on `PATH` that stands for rustup's: it answers with a toolchain of the name in `RUSTUP_TOOLCHAIN`.
struct Machine {
    dir: tempfile::TempDir,
    cache: Cache,
    environment: Environment,
}

impl Machine {
    fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let at = |path: &str| dir.path().join(path);
        for sub in ["bin", "home/.rustup", "course/inner", "toolchains"] {
            fs::create_dir_all(at(sub)).unwrap();
        }
        let calls = at("calls");
        let proxy = "echo call >> CALLS; echo TOOLCHAINS/${RUSTUP_TOOLCHAIN:-stable}"
            .replace("CALLS", &calls.display().to_string())
            .replace("TOOLCHAINS", &at("toolchains").display().to_string());
        script(&at("bin/rustc"), &proxy);
        let cache = Cache::open(&at("cache")).unwrap();
        let environment = Environment {
            path: at("bin").into(),
            home: Some(at("home")),
            ..Environment::default()
        };
        let machine = Machine {
            dir,
            cache,
            environment,
        };
        machine.install("stable", "1");
        machine
    }

    /// Puts a toolchain there, or updates it.
    fn install(&self, name: &str, version: &str) {
        let sysroot = self.dir.path().join("toolchains").join(name);
        fs::create_dir_all(sysroot.join("bin")).unwrap();
        fs::create_dir_all(sysroot.join("lib/rustlib/x86_64-unknown-linux-gnu/lib")).unwrap();
        script(
            &sysroot.join("bin/rustc"),
            &format!("echo rustc {version}; echo host: x86_64-unknown-linux-gnu"),
        );
    }

    fn find(&self) -> Result<Toolchain> {
        let root = self.dir.path().join("course/inner");
        Toolchain::find(&self.environment, &root, &self.cache, &AtomicBool::new(false))
    }

    fn version(&self) -> String {
        self.find().unwrap().version.lines().next().unwrap().to_owned()
    }

    /// How often the proxy was called.
    fn calls(&self) -> usize {
        fs::read_to_string(self.dir.path().join("calls"))
            .unwrap_or_default()
            .lines()
            .count()
    }
}

#[test]
fn the_real_rustc_is_found_once() {
    let machine = Machine::new();
    let found = machine.find().unwrap();
    let sysroot = machine.dir.path().join("toolchains/stable");
    assert_eq!(found.rustc, sysroot.join("bin/rustc"));
    assert_eq!(found.sysroot, sysroot);
    assert_eq!(found.host, "x86_64-unknown-linux-gnu");
    assert_eq!(found.version, "rustc 1\nhost: x86_64-unknown-linux-gnu\n");
    assert_eq!(
        (found.cargo.as_ref(), &found.linker, found.shared_std.as_ref()),
        (None, &Linker::Default, None)
    );
    assert_eq!(machine.calls(), 1);
    assert_eq!(machine.find().unwrap(), found);
    assert_eq!(machine.calls(), 1);
}

#[test]
fn an_update_is_noticed() {
    let machine = Machine::new();
    assert_eq!(machine.version(), "rustc 1");
    machine.install("stable", "2");
    assert_eq!(machine.version(), "rustc 2");
    fs::write(
        machine
            .dir
            .path()
            .join("toolchains/stable/lib/librustc_driver.so"),
        "new",
    )
    .unwrap();
    machine.version();
    assert_eq!(machine.calls(), 3);
    fs::remove_dir_all(machine.dir.path().join("toolchains/stable")).unwrap();
    // The proxy now names a directory without a compiler, so that it has to answer itself, and cannot.
    assert!(
        machine
            .find()
            .unwrap_err()
            .to_string()
            .contains("does not say which system")
    );
}

#[test]
fn every_way_to_choose_a_toolchain_is_noticed() {
    let mut machine = Machine::new();
    let at = |machine: &Machine, path: &str| machine.dir.path().join(path);
    machine.find().unwrap();
    for (number, file) in [
        "course/inner/rust-toolchain.toml",
        "course/rust-toolchain",
        "home/.rustup/settings.toml",
    ]
    .iter()
    .enumerate()
    {
        fs::write(at(&machine, file), "channel").unwrap();
        machine.find().unwrap();
        assert_eq!(machine.calls(), 2 + number, "{file}");
        machine.find().unwrap();
        assert_eq!(machine.calls(), 2 + number, "{file}");
    }
    machine.install("beta", "3");
    machine.environment.rustup_toolchain = Some("beta".into());
    assert_eq!(machine.version(), "rustc 3");
    assert_eq!(machine.calls(), 5);
    // The variable outweighs the files.
    fs::write(
        at(&machine, "course/inner/rust-toolchain.toml"),
        "another channel",
    )
    .unwrap();
    machine.find().unwrap();
    assert_eq!(machine.calls(), 5);
}

#[test]
fn no_rustc_is_said_with_a_remedy() {
    let mut machine = Machine::new();
    machine.environment.path = "/nowhere".into();
    let fault = machine.find().unwrap_err();
    assert_eq!(fault.to_string(), "no rustc on PATH");
    assert!(fault.hints[0].contains("https://rustup.rs"));
}

#[test]
fn a_rustc_that_fails_is_quoted() {
    let machine = Machine::new();
    let proxy = machine.dir.path().join("bin/rustc");
    script(
        &proxy,
        "echo \"error: toolchain 'beta' is not installed\" >&2; exit 1",
    );
    let fault = machine.find().unwrap_err();
    let expected = format!(
        "{} does not work: error: toolchain 'beta' is not installed",
        proxy.display()
    );
    assert_eq!(fault.to_string(), expected);
}

/// The toolchain that these tests were built with is understood, and is what rustc itself says it is.
#[test]
fn this_machine() {
    #[expect(
        clippy::disallowed_methods,
        reason = "the test stands in for the command line"
    )]
    let environment = Environment::read(|name| std::env::var_os(name));
    let cache = Cache::open_temporary().unwrap();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let found = Toolchain::find(&environment, root, &cache, &AtomicBool::new(false)).unwrap();
    assert!(found.rustc.starts_with(&found.sysroot) && found.rustc.is_file());
    assert!(found.cargo.as_ref().unwrap().is_file());
    assert!(found.version.starts_with("rustc 1."));
    assert!(found.host.contains("linux"));
    assert!(found.shared_std.is_some());
    let again = Toolchain::find(&environment, root, &cache, &AtomicBool::new(false)).unwrap();
    assert_eq!(found, again);
}
