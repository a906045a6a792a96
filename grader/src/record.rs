//! What the learner has reached so far, in a small text file that people can read and mend.

use crate::fault::{Fault, Result};
use crate::verdict::Verdict;
use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;

/// The record of a learner.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Record {
    entries: BTreeMap<String, Entry>,
    /// Lines that this version cannot read; they are kept as they are.
    foreign: Vec<String>,
}

/// What is remembered of one exercise.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Entry {
    /// The last verdict; none: only hints were asked for.
    pub last: Option<Verdict>,
    /// Whether it ever passed.
    pub passed: bool,
    /// How many hints were shown since the last verdict changed.
    pub hints: usize,
}

const HEAD: &str = "# exercise  last-verdict  ever-passed  hints-shown";

impl Record {
    /// Reads the record; a file that does not exist is an empty one.
    ///
    /// # Errors
    /// The file exists and cannot be read.
    pub fn load(path: &Path) -> Result<Self> {
        match std::fs::read(path) {
            Ok(bytes) => Ok(Record::parse(&String::from_utf8_lossy(&bytes))),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(Record::default()),
            Err(error) => Err(Fault::io("cannot read the progress file", path, &error)),
        }
    }

    fn parse(text: &str) -> Self {
        let mut record = Record::default();
        for line in text
            .lines()
            .filter(|line| !line.trim().is_empty() && *line != HEAD)
        {
            match parse_line(line) {
                Some((name, entry)) => drop(record.entries.insert(name, entry)),
                None => record.foreign.push(line.to_owned()),
            }
        }
        record
    }

    fn render(&self) -> String {
        let mut text = format!("{HEAD}\n");
        for (name, entry) in &self.entries {
            let last = entry.last.map_or("-", Verdict::word);
            let passed = if entry.passed { "passed" } else { "open" };
            // Writing to a string cannot fail.
            let _ = writeln!(text, "{name}  {last}  {passed}  {}", entry.hints);
        }
        for line in &self.foreign {
            text.push_str(line);
            text.push('\n');
        }
        text
    }

    /// Writes the record in one step: whoever reads it sees the old one or the new one.
    ///
    /// # Errors
    /// It cannot be written: a read-only checkout, a full disk.
    pub fn save(&self, path: &Path) -> Result<()> {
        let partial = path.with_extension(format!("{}.partial", std::process::id()));
        std::fs::write(&partial, self.render())
            .and_then(|()| std::fs::rename(&partial, path))
            .map_err(|error| {
                // The half-written file is of no use to anybody, and its absence is no new trouble.
                let _ = std::fs::remove_file(&partial);
                Fault::io("cannot write the progress file", path, &error)
            })
    }

    /// What is remembered of an exercise.
    #[must_use]
    pub fn entry(&self, name: &str) -> Entry {
        self.entries.get(name).copied().unwrap_or_default()
    }

    /// Whether the exercise passed when it was last graded.
    #[must_use]
    pub fn is_done(&self, name: &str) -> bool {
        self.entry(name).last == Some(Verdict::Pass)
    }

    /// Notes a verdict. Another verdict than the last one starts its hints from the first.
    pub fn note(&mut self, name: &str, verdict: Verdict) {
        let entry = self.entries.entry(name.to_owned()).or_default();
        if entry.last != Some(verdict) {
            entry.hints = 0;
        }
        entry.last = Some(verdict);
        entry.passed |= verdict == Verdict::Pass;
    }

    /// Notes how many hints have been shown.
    pub fn note_hints(&mut self, name: &str, shown: usize) {
        self.entries.entry(name.to_owned()).or_default().hints = shown;
    }

    /// Forgets the last verdict and the hints, as after a reset. That it once passed stays.
    pub fn reset(&mut self, name: &str) {
        if let Some(entry) = self.entries.get_mut(name) {
            *entry = Entry {
                passed: entry.passed,
                ..Entry::default()
            };
        }
    }
}

fn parse_line(line: &str) -> Option<(String, Entry)> {
    let mut words = line.split_whitespace();
    let name = words.next()?.to_owned();
    let last = match words.next()? {
        "-" => None,
        word => Some(word.parse().ok()?),
    };
    let passed = match words.next()? {
        "passed" => true,
        "open" => false,
        _ => return None,
    };
    let hints = words.next()?.parse().ok()?;
    words
        .next()
        .is_none()
        .then_some((name, Entry { last, passed, hints }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_survives_being_written_and_read() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("progress.txt");
        assert_eq!(Record::load(&path).unwrap(), Record::default());
        let mut record = Record::parse("from-the-future  ???\n");
        record.note("race-counter", Verdict::Wrong);
        record.note_hints("race-counter", 2);
        record.note("hello-threads", Verdict::Pass);
        record.save(&path).unwrap();
        assert_eq!(Record::load(&path).unwrap(), record);
        assert!(
            std::fs::read_to_string(&path)
                .unwrap()
                .ends_with("from-the-future  ???\n")
        );
    }

    #[test]
    fn another_verdict_starts_the_hints_again_and_a_pass_is_not_forgotten() {
        let mut record = Record::default();
        record.note("x", Verdict::Pass);
        record.note("x", Verdict::Wrong);
        record.note_hints("x", 2);
        record.note("x", Verdict::Wrong);
        assert_eq!(
            record.entry("x"),
            Entry {
                last: Some(Verdict::Wrong),
                passed: true,
                hints: 2
            }
        );
        record.note("x", Verdict::Deadlock);
        assert_eq!(record.entry("x").hints, 0);
        record.reset("x");
        assert_eq!(
            record.entry("x"),
            Entry {
                last: None,
                passed: true,
                hints: 0
            }
        );
        assert!(!record.is_done("x"));
    }

    #[test]
    fn a_directory_in_its_place_is_a_clear_fault() {
        let dir = tempfile::tempdir().unwrap();
        let fault = Record::load(dir.path()).unwrap_err();
        assert!(
            fault.message.starts_with("cannot read the progress file"),
            "{fault}"
        );
    }
}
