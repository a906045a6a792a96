//! Concurrency mutants: what is wrong on purpose with one place of a right program. An exercise's checks are worth as
//! much as they tell such programs from the solution.
//!
//! [`operators`] change programs, one kind of change per file; [`edit`] makes the changes, on the text, so that lines
//! stay where they are; [`source`], [`shapes`], [`helpers`] and [`guards`] find
//! the places. [`compare`] says whether the explorer
//! can tell a mutant from the solution, [`accepted`] which mutants may slip through. [`trial`] puts all of this together,
//! [`result`] is what came of it, and [`show`] how that is written.

pub mod accepted;
pub mod compare;
pub mod edit;
pub mod guards;
pub mod helpers;
pub mod operators;
pub mod result;
pub mod shapes;
pub mod show;
pub mod source;
pub mod trial;

use edit::Change;
pub use operators::OPERATORS;
use source::Source;
use std::collections::HashSet;

/// One way to make a concurrent program wrong.
pub trait Operator: Sync {
    /// Its name, as reports and lists of accepted mutants give it: `join-removed`.
    fn name(&self) -> &'static str;

    /// Every change of this kind that the program has a place for.
    fn changes(&self, source: &Source<'_>) -> Vec<Change>;
}

/// A program with one change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mutant {
    /// The name of the operator that made it.
    pub operator: &'static str,
    /// The line of the solution, from 1.
    pub line: u32,
    /// What is changed, in a few words.
    pub what: String,
    /// That line as it stands in the solution, without the blanks around it.
    pub at: String,
    /// The whole program.
    pub text: String,
}

/// Every mutant of a program, in the order of lines. Of mutants with the same text there is only the first.
///
/// # Errors
/// The program is not valid Rust: the parser's words.
pub fn mutants(text: &str) -> Result<Vec<Mutant>, String> {
    let source = Source::parse(text)?;
    let mut known: HashSet<String> = HashSet::from([text.to_owned()]);
    let mut mutants = Vec::new();
    for operator in OPERATORS {
        for change in operator.changes(&source) {
            // A change whose edits overlap is none; one that changes nothing is known.
            let Some(changed) = change.apply(text).filter(|changed| known.insert(changed.clone())) else {
                continue;
            };
            let at = text.lines().nth(change.line.saturating_sub(1) as usize);
            mutants.push(Mutant {
                operator: operator.name(),
                line: change.line,
                what: change.what,
                at: at.unwrap_or_default().trim().to_owned(),
                text: changed,
            });
        }
    }
    mutants.sort_by_key(|mutant| mutant.line);
    Ok(mutants)
}
