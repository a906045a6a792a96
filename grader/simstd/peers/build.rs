//! Makes each peer's edition of the litmus programs: the same text, with the peer's name for `std`.
#![expect(
    clippy::disallowed_methods,
    reason = "a build script learns from cargo's environment where to write"
)]

use anyhow::{Context as _, Result};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

/// What loom can finish within a person's patience, and within its limit of five threads.
const FOR_LOOM: [&str; 5] = [
    "lock_unlock_2x2",
    "lock_unlock_2x5",
    "lock_unlock_3x1",
    "lock_unlock_3x2",
    "lock_unlock_4x1",
];

fn main() -> Result<()> {
    let litmus = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../tests/litmus");
    let out = PathBuf::from(std::env::var_os("OUT_DIR").context("run by cargo")?);
    println!("cargo::rerun-if-changed={}", litmus.display());
    let mut programs = Vec::new();
    for entry in fs::read_dir(&litmus).with_context(|| litmus.display().to_string())? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "rs") {
            let name = path.file_stem().context("a name")?.to_string_lossy().into_owned();
            programs.push((name, fs::read_to_string(&path)?));
        }
    }
    programs.sort();
    edition("shuttle", &out, programs.iter())?;
    edition(
        "loom",
        &out,
        programs
            .iter()
            .filter(|(name, _)| FOR_LOOM.contains(&name.as_str())),
    )
}

/// Writes the programs for one peer, and a list of them to be included by its module.
fn edition<'a>(peer: &str, out: &Path, programs: impl Iterator<Item = &'a (String, String)>) -> Result<()> {
    let dir = out.join(peer);
    fs::create_dir_all(&dir)?;
    let mut modules = String::new();
    let mut list = String::new();
    for (name, text) in programs {
        let file = dir.join(format!("{name}.rs"));
        fs::write(&file, translated(text, peer))?;
        let path = file.to_str().context("a path in UTF-8")?;
        writeln!(
            modules,
            "#[path = {path:?}]\n#[allow(clippy::all, clippy::pedantic)]\nmod {name};"
        )?;
        writeln!(list, "    (\"{name}\", {name}::main),")?;
    }
    let list = format!(
        "{modules}\n/// The programs by name.\npub(crate) const PROGRAMS: &[(&str, fn())] = &[\n{list}];\n"
    );
    Ok(fs::write(out.join(format!("{peer}.rs")), list)?)
}

/// The program with the peer's threads, locks and hints in place of std's.
fn translated(text: &str, peer: &str) -> String {
    text.replace("use std::sync", &format!("use {peer}::sync"))
        .replace("use std::thread", &format!("use {peer}::thread"))
        .replace(
            "use std::{hint, thread}",
            &format!("use {peer}::{{hint, thread}}"),
        )
        .replace("\nfn main()", "\npub(crate) fn main()")
}
