//! What is stored is found whole or not at all.

use super::*;
use std::os::unix::fs::MetadataExt;

/// Does something to the directory of a finished build.
type Damage = fn(&Path);

struct Setting {
    cache: Cache,
    _dir: tempfile::TempDir,
}

fn setting() -> Setting {
    let dir = tempfile::tempdir().unwrap();
    Setting {
        cache: Cache::open(&dir.path().join("a/cache")).unwrap(),
        _dir: dir,
    }
}

fn record(text: &str) -> Record {
    let rendered = format!("{text}\n");
    let said = Diagnostic {
        error: false,
        code: None,
        message: text.to_owned(),
        rendered,
        at: None,
    };
    Record {
        sources: vec!["src/main.rs".to_owned()],
        diagnostics: vec![said],
    }
}

fn key(text: &str) -> Key {
    Key::of([text.as_bytes()])
}

/// Stores a build whose program holds `bytes`.
fn store(cache: &Cache, name: &str, bytes: &str) -> PathBuf {
    let work = cache.work().unwrap();
    let program = work.dir.join("made");
    fs::write(&program, bytes).unwrap();
    cache
        .store(&key(name), &work, &record(name), Some(&program))
        .unwrap()
        .unwrap()
}

#[test]
fn where_a_part_ends_makes_a_difference() {
    let a = Key::of([b"ab".as_slice(), b"c"]);
    assert_eq!(a, Key::of([b"ab".as_slice(), b"c"]));
    assert_ne!(a, Key::of([b"a".as_slice(), b"bc"]));
    assert_ne!(a, Key::of([b"abc".as_slice()]));
    assert_eq!(a.as_str().len(), 64);
}

#[test]
fn a_build_is_found_again_by_another_grader() {
    let Setting { cache, _dir } = setting();
    assert_eq!(cache.find(&key("one")), None);
    let program = store(&cache, "one", "machine code");
    let other = Cache::open(&cache.dir).unwrap();
    assert_eq!(
        other.find(&key("one")),
        Some((record("one"), Some(program.clone())))
    );
    assert_eq!(fs::read_to_string(program).unwrap(), "machine code");
    assert_eq!(other.find(&key("two")), None);
}

#[test]
fn a_refused_program_is_found_again() {
    let Setting { cache, _dir } = setting();
    let work = cache.work().unwrap();
    assert_eq!(
        cache.store(&key("one"), &work, &record("no"), None).unwrap(),
        None
    );
    assert_eq!(cache.find(&key("one")), Some((record("no"), None)));
}

#[test]
fn the_second_to_store_takes_what_is_there() {
    let Setting { cache, _dir } = setting();
    let first = store(&cache, "one", "machine code");
    let running = fs::File::open(&first).unwrap();
    assert_eq!(store(&cache, "one", "machine code"), first);
    assert_eq!(
        running.metadata().unwrap().ino(),
        fs::metadata(first).unwrap().ino()
    );
}

#[test]
fn what_is_not_whole_is_not_found_and_is_replaced() {
    let Setting { cache, _dir } = setting();
    let damages: [(&str, Damage); 5] = [
        ("cut program", |dir| fs::write(dir.join(PROGRAM), "mach").unwrap()),
        ("no program", |dir| fs::remove_file(dir.join(PROGRAM)).unwrap()),
        ("cut record", |dir| {
            fs::write(dir.join(RECORD), "{\"form").unwrap();
        }),
        ("empty", |dir| fs::remove_file(dir.join(RECORD)).unwrap()),
        ("a later format", |dir| {
            let text = fs::read_to_string(dir.join(RECORD)).unwrap();
            fs::write(dir.join(RECORD), text.replace("\"format\":1", "\"format\":2")).unwrap();
        }),
    ];
    for (name, damage) in damages {
        let program = store(&cache, name, "machine code");
        damage(program.parent().unwrap());
        assert_eq!(cache.find(&key(name)), None, "{name}");
        let program = store(&cache, name, "machine code");
        assert_eq!(fs::read_to_string(&program).unwrap(), "machine code", "{name}");
        assert!(cache.find(&key(name)).is_some(), "{name}");
    }
}

#[test]
fn a_program_that_became_a_link_is_not_found() {
    let Setting { cache, _dir } = setting();
    let program = store(&cache, "one", "machine code");
    fs::rename(&program, cache.dir.join("elsewhere")).unwrap();
    std::os::unix::fs::symlink(cache.dir.join("elsewhere"), &program).unwrap();
    assert_eq!(cache.find(&key("one")), None);
}

#[test]
fn a_link_is_not_kept_as_a_program() {
    let Setting { cache, _dir } = setting();
    let work = cache.work().unwrap();
    let program = work.dir.join("made");
    std::os::unix::fs::symlink("/bin/true", &program).unwrap();
    let fault = cache
        .store(&key("one"), &work, &record("one"), Some(&program))
        .unwrap_err();
    assert!(
        fault.to_string().ends_with("made is not a regular file"),
        "{fault}"
    );
    assert_eq!(cache.find(&key("one")), None);
}

#[test]
fn many_graders_at_once_do_no_harm() {
    let Setting { cache, _dir } = setting();
    let other = Cache::open(&cache.dir).unwrap();
    let caches = [&cache, &other];
    std::thread::scope(|scope| {
        for n in 0..8 {
            let cache = caches[n % 2];
            scope.spawn(move || {
                for round in 0..20 {
                    let name = format!("{}", (n + round) % 5);
                    let program = store(cache, &name, &format!("program {name}"));
                    assert_eq!(fs::read_to_string(program).unwrap(), format!("program {name}"));
                    assert_eq!(cache.find(&key(&name)).unwrap().0, record(&name));
                }
            });
        }
    });
    assert_eq!(fs::read_dir(cache.dir.join("work")).unwrap().count(), 0);
}

#[test]
fn builds_under_way_leave_nothing() {
    let Setting { cache, _dir } = setting();
    let work = cache.work().unwrap();
    fs::write(work.dir.join("half"), "a program").unwrap();
    let dir = work.dir.clone();
    drop(work);
    assert!(!dir.exists());
}

#[test]
fn crates_are_remembered() {
    let Setting { cache, _dir } = setting();
    assert!(cache.memory(&key("one")).is_none());
    cache.remember_crate(&key("one"));
    assert!(cache.memory(&key("one")).is_some());
    assert!(cache.memory(&key("two")).is_none());
}

#[test]
fn nothing_but_the_program_is_kept_of_a_build() {
    let Setting { cache, _dir } = setting();
    let work = cache.work().unwrap();
    fs::create_dir(work.dir.join("rustcAbCdEf")).unwrap();
    for file in ["made", "made.d", "rustcAbCdEf/list"] {
        fs::write(work.dir.join(file), "text").unwrap();
    }
    let program = work.dir.join("made");
    let program = cache
        .store(&key("one"), &work, &record("one"), Some(&program))
        .unwrap()
        .unwrap();
    let kept = fs::read_dir(program.parent().unwrap()).unwrap();
    let mut kept: Vec<_> = kept.map(|entry| entry.unwrap().file_name()).collect();
    kept.sort();
    assert_eq!(kept, [RECORD, PROGRAM]);
}

#[test]
fn a_sweep_keeps_what_was_of_use_last() {
    let Setting { cache, _dir } = setting();
    for n in 0..PROGRAMS.count + 3 {
        let program = store(&cache, &n.to_string(), "p");
        // Apart by a second each: file systems may count no finer.
        let age = Duration::from_secs((PROGRAMS.count + 10 - n) as u64);
        let dir = fs::File::open(program.parent().unwrap()).unwrap();
        dir.set_modified(dir.metadata().unwrap().modified().unwrap() - age)
            .unwrap();
    }
    assert!(
        cache.find(&key("0")).is_some(),
        "nothing is swept before its time"
    );
    cache.sweep();
    let left: Vec<usize> = (0..PROGRAMS.count + 3)
        .filter(|n| cache.find(&key(&n.to_string())).is_some())
        .collect();
    assert_eq!(left.len(), PROGRAMS.count);
    assert_eq!(left[..2], [0, 4], "a find keeps an entry young");
}

#[test]
fn a_temporary_cache_goes_away() {
    let cache = Cache::open_temporary().unwrap();
    let dir = cache.dir.clone();
    assert!(cache.scratch().is_dir());
    drop(cache);
    assert!(!dir.exists());
}

#[test]
fn a_place_that_cannot_be_written_is_named() {
    let fault = Cache::open(Path::new("/proc/clew")).unwrap_err();
    assert!(
        fault
            .to_string()
            .starts_with("cannot make the directory /proc/clew/programs: "),
        "{fault}"
    );
    assert_eq!(fault.exit_code(), 3);
}

#[test]
fn texts_are_remembered() {
    let Setting { cache, _dir } = setting();
    assert_eq!(cache.recall("toolchains", &key("one")), None);
    cache.memorize("toolchains", &key("one"), b"first");
    cache.memorize("toolchains", &key("one"), b"second");
    assert_eq!(cache.recall("toolchains", &key("one")).unwrap(), b"second");
}

#[test]
fn a_cache_that_was_removed_meanwhile_is_made_again() {
    let Setting { cache, _dir } = setting();
    fs::remove_dir_all(&cache.dir).unwrap();
    store(&cache, "one", "machine code");
    assert!(cache.find(&key("one")).is_some());
}
