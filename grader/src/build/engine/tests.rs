//! Which explorer is built when, with a cargo that builds nothing.

use super::super::Linker;
use super::super::testing::script;
use super::*;
use tempfile::TempDir;

/// Notes how it was called, makes what it should have built, and does `more`.
fn cargo(dir: &Path, more: &str) -> PathBuf {
    let text = format!(
        "echo \"$@\" >> {0}/calls\nfor arg; do [ \"$last\" = --target-dir ] && out=$arg/release; last=$arg; done\n{more}\nmkdir -p \
         $out/deps\necho program > $out/explorer\necho std > $out/libsimstd.so\necho core > $out/libsimcore.rlib\necho lib > $out/deps/libwire-1.rlib\necho note > \
         $out/deps/wire-1.d",
        dir.display()
    );
    script(&dir.join("cargo"), &text)
}

/// A workspace with sources, a cache, and a toolchain.
struct Yard {
    dir: TempDir,
    cache: Cache,
    toolchain: Toolchain,
    offline: bool,
}

impl Yard {
    fn new(more: &str) -> Self {
        let dir = tempfile::tempdir().unwrap();
        for (file, text) in [
            ("Cargo.toml", ""),
            ("Cargo.lock", ""),
            ("grader/simstd/src/lib.rs", "//! std"),
            ("grader/simstd/benches/speed.rs", ""),
            ("grader/simstd/BENCHMARKS.md", ""),
            ("grader/wire/Cargo.toml", "wire"),
        ] {
            let file = dir.path().join("workspace").join(file);
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(file, text).unwrap();
        }
        let cache = Cache::open(&dir.path().join("cache")).unwrap();
        let toolchain = Toolchain {
            rustc: "/t/bin/rustc".into(),
            cargo: Some(cargo(dir.path(), more)),
            sysroot: "/t".into(),
            version: "rustc 1.95".to_owned(),
            host: "x86_64-unknown-linux-gnu".to_owned(),
            linker: Linker::Default,
            shared_std: Some("/t/lib".into()),
            path: "/bin".into(),
        };
        Yard {
            dir,
            cache,
            toolchain,
            offline: false,
        }
    }

    fn sources(&self) -> PathBuf {
        self.dir.path().join("workspace")
    }

    fn write(&self, file: &str) {
        fs::write(self.sources().join(file), "other").unwrap();
    }

    fn workshop<R>(&self, work: impl FnOnce(&Workshop<'_>) -> R) -> R {
        let environment = Environment {
            path: "/usr/bin:/bin".into(),
            ..Environment::default()
        };
        work(&Workshop {
            cache: &self.cache,
            toolchain: &self.toolchain,
            environment: &environment,
            offline: self.offline,
            interrupt: &AtomicBool::new(false),
        })
    }

    fn engine(&self) -> Result<Engine> {
        self.workshop(|workshop| workshop.engine(&self.sources(), &|| {}))
    }

    fn key(&self) -> Key {
        self.workshop(|workshop| workshop.key(&self.sources())).unwrap()
    }

    /// How cargo was called.
    fn calls(&self) -> Vec<String> {
        let text = fs::read_to_string(self.dir.path().join("calls")).unwrap_or_default();
        text.lines().map(str::to_owned).collect()
    }
}

#[test]
fn the_key_is_the_content_of_what_is_built() {
    let yard = Yard::new("");
    let plain = yard.key();
    yard.write("grader/simstd/BENCHMARKS.md");
    yard.write("grader/simstd/benches/speed.rs");
    assert_eq!(yard.key(), plain);
    for file in ["grader/simstd/src/lib.rs", "grader/wire/Cargo.toml", "Cargo.lock"] {
        let before = yard.key();
        yard.write(file);
        assert_ne!(yard.key(), before, "{file}");
    }
    let before = yard.key();
    let newer = Yard {
        toolchain: Toolchain {
            version: "rustc 1.96".to_owned(),
            ..yard.toolchain.clone()
        },
        ..yard
    };
    assert_ne!(newer.key(), before);
}

#[test]
fn it_is_built_once_without_the_network() {
    let yard = Yard::new("");
    let engine = yard.engine().unwrap();
    assert_eq!(fs::read_to_string(engine.program()).unwrap(), "program\n");
    let deps = engine.dir.join("deps");
    assert!(deps.join("libwire-1.rlib").is_file() && !deps.join("wire-1.d").exists());
    assert_eq!(yard.engine().unwrap(), engine);
    assert_eq!(yard.calls().len(), 1);
    assert!(yard.calls()[0].contains("--release --locked") && yard.calls()[0].contains("--offline"));
    // Another content is another explorer, and the first is still there.
    yard.write("grader/simstd/src/lib.rs");
    assert_ne!(yard.engine().unwrap(), engine);
    assert!(engine.program().is_file());
}

#[test]
fn two_graders_at_once_build_it_once() {
    let yard = Yard::new("");
    let engines: Vec<Engine> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..4).map(|_| scope.spawn(|| yard.engine().unwrap())).collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    assert!(engines.iter().all(|engine| *engine == engines[0]));
    assert_eq!(yard.calls().len(), 1);
}

#[test]
fn whoever_waits_for_another_grader_can_be_interrupted() {
    let yard = Yard::new("");
    let kept = yard.dir.path().join("cache/engines");
    let environment = Environment::default();
    let workshop = Workshop {
        cache: &yard.cache,
        toolchain: &yard.toolchain,
        environment: &environment,
        offline: true,
        interrupt: &AtomicBool::new(true),
    };
    let lock = workshop.lock(&kept).unwrap();
    assert_eq!(workshop.lock(&kept).unwrap_err().exit_code(), 130);
    drop(lock);
    assert!(workshop.lock(&kept).is_ok());
}

/// The crates were never fetched: the first call fails, the second may use the network.
#[test]
fn crates_are_fetched_where_they_are_missing() {
    let fails = "case \"$*\" in *--offline*) echo 'error: no matching package' >&2; exit 101;; esac";
    let yard = Yard::new(fails);
    assert!(yard.engine().is_ok());
    assert_eq!(yard.calls().len(), 2);
    let yard = Yard {
        offline: true,
        ..Yard::new(fails)
    };
    let fault = yard.engine().unwrap_err();
    assert_eq!(fault.message, "cargo cannot build the explorer");
    assert_eq!(fault.causes, ["no matching package"]);
    assert!(fault.hints[0].contains("without `--offline`"), "{fault:?}");
}

#[test]
fn what_does_not_compile_is_not_fetched() {
    let yard = Yard::new("echo 'error: could not compile `simstd`' >&2; exit 101");
    let fault = yard.engine().unwrap_err();
    assert_eq!((fault.exit_code(), yard.calls().len()), (3, 1));
}

#[test]
fn what_is_missing_is_told_with_a_remedy() {
    let yard = Yard::new("");
    fs::remove_dir_all(yard.sources()).unwrap();
    let fault = yard.engine().unwrap_err();
    assert!(fault.message.contains("its sources are no longer in "), "{fault}");
    let mut yard = Yard::new("");
    yard.toolchain.cargo = None;
    assert_eq!(
        yard.engine().unwrap_err().message,
        "no cargo beside rustc or on PATH"
    );
    yard.toolchain.shared_std = None;
    let fault = yard.engine().unwrap_err();
    assert!(fault.message.contains("no std as a shared library"), "{fault}");
    assert_eq!(fault.exit_code(), 3);
}
