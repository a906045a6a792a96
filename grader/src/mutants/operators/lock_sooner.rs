//! A lock taken one statement too early: it is held during something that was done without it.

use crate::mutants::Operator;
use crate::mutants::edit::Change;
use crate::mutants::guards::Guard;
use crate::mutants::shapes::{named, names};
use crate::mutants::source::{Source, mentions};
use syn::Stmt;
use syn::spanned::Spanned;

/// `sleep(); let n = m.lock().unwrap();` → `let n = m.lock().unwrap(); sleep();`.
pub(super) struct LockSooner;

impl Operator for LockSooner {
    fn name(&self) -> &'static str {
        "lock-sooner"
    }

    fn changes(&self, source: &Source<'_>) -> Vec<Change> {
        let guards = Guard::all(source);
        let found = guards
            .iter()
            .filter(|guard| !guard.from_wait)
            .filter_map(|guard| {
                let before = guard.block.stmts.get(guard.at.checked_sub(1)?)?;
                let needed = match before {
                    Stmt::Item(_) => return None,
                    // The lock itself may come from there; two guards that change places are `lock-order`.
                    Stmt::Local(local) => named(local).is_none_or(|name| names(guard.taken(), name)),
                    _ => !mentions(before, &guard.name).is_empty(),
                };
                if needed || guards.iter().any(|other| std::ptr::eq(other.taken(), before)) {
                    return None;
                }
                let what = format!("lock of `{}` taken before this", guard.name);
                Some(Change::at(before.span(), what).swap(source, before, guard.taken()))
            });
        found.collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mutants::operators::tests::table;

    #[test]
    fn the_statement_before_is_done_with_the_lock() {
        table(
            &LockSooner,
            &[
                (
                    "sleep(); let n = m.lock().unwrap(); f(*n);",
                    &["let n = m.lock().unwrap(); sleep(); f(*n);"],
                ),
                ("let m = make(); let n = m.lock().unwrap(); f(*n);", &[]),
                ("let a = x.lock().unwrap(); let b = y.lock().unwrap();", &[]),
                ("let n = m.lock().unwrap(); f(*n);", &[]),
            ],
        );
    }
}
