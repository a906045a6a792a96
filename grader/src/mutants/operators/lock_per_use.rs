//! A critical section cut to pieces: the lock is taken anew for each use of what it guards.

use crate::mutants::Operator;
use crate::mutants::edit::Change;
use crate::mutants::guards::Guard;
use crate::mutants::source::Source;
use syn::spanned::Spanned;

/// Releases the lock between all uses at once. With one place to do so it would be no other mutant than `lock-split`.
pub(super) struct LockPerUse;

impl Operator for LockPerUse {
    fn name(&self) -> &'static str {
        "lock-per-use"
    }

    fn changes(&self, source: &Source<'_>) -> Vec<Change> {
        let guards = Guard::all(source);
        let found = guards.iter().filter_map(|guard| {
            let gaps = guard.gaps();
            let what = format!("lock of `{}` taken anew for each use", guard.name);
            let change = guard.made_mutable(Change::at(guard.local.span(), what));
            let all = gaps.iter().fold(change, |change, gap| guard.open(change, gap));
            (gaps.len() > 1).then_some(all)
        });
        found.collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mutants::operators::tests::table;

    #[test]
    fn every_gap_is_opened() {
        let again = "n = N.lock().unwrap();";
        table(
            &LockPerUse,
            &[
                (
                    "let n = N.lock().unwrap(); f(*n); g(*n); h(*n);",
                    &[&format!(
                        "let mut n = N.lock().unwrap(); f(*n); drop(n); {again} g(*n); drop(n); {again} h(*n);"
                    )],
                ),
                ("let n = N.lock().unwrap(); f(*n); g(*n);", &[]),
            ],
        );
    }
}
