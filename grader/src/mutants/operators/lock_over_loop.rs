//! A lock that each turn of a loop took for itself, taken once for the whole loop.

use crate::mutants::Operator;
use crate::mutants::edit::Change;
use crate::mutants::guards::Guard;
use crate::mutants::shapes::{expression, loop_body};
use crate::mutants::source::{Source, range};
use syn::spanned::Spanned;

/// `for … { let n = m.lock().unwrap(); … }` → `let n = m.lock().unwrap(); for … { … }`.
pub(super) struct LockOverLoop;

impl Operator for LockOverLoop {
    fn name(&self) -> &'static str {
        "lock-over-loop"
    }

    fn changes(&self, source: &Source<'_>) -> Vec<Change> {
        let mut changes = Vec::new();
        for guard in Guard::all(source).iter().filter(|guard| !guard.from_wait) {
            let whole = source.statements().find(|(_, _, stmt)| {
                let body = expression(stmt).and_then(loop_body);
                body.is_some_and(|body| std::ptr::eq(body, guard.block))
            });
            let Some((_, _, whole)) = whole else { continue };
            let what = format!("lock of `{}` taken once for the whole loop", guard.name);
            let change = Change::at(guard.local.span(), what).replace(range(guard.taken()), "");
            let change = change.insert(range(whole).start, format!("{} ", source.of(guard.taken())));
            changes.push(match guard.dropped {
                Some(at) => change.replace(range(&guard.block.stmts[at]), ""),
                None => change,
            });
        }
        changes
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mutants::operators::tests::table;

    #[test]
    fn the_lock_is_held_over_all_turns() {
        table(
            &LockOverLoop,
            &[
                (
                    "for _ in 0..3 { let mut n = m.lock().unwrap(); *n += 1; }",
                    &["let mut n = m.lock().unwrap(); for _ in 0..3 {  *n += 1; }"],
                ),
                (
                    "loop { f(); let mut n = m.lock().unwrap(); *n += 1; drop(n); g(); }",
                    &["let mut n = m.lock().unwrap(); loop { f();  *n += 1;  g(); }"],
                ),
                ("let n = m.lock().unwrap(); f(*n);", &[]),
            ],
        );
    }
}
