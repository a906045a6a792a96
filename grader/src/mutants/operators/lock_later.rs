//! A lock taken only when what it guards is first used.

use crate::mutants::Operator;
use crate::mutants::edit::Change;
use crate::mutants::guards::Guard;
use crate::mutants::shapes::names;
use crate::mutants::source::{Source, range};
use syn::spanned::Spanned;

/// `let n = m.lock().unwrap(); rest(); f(*n);` → `rest(); let n = m.lock().unwrap(); f(*n);`.
pub(super) struct LockLater;

impl Operator for LockLater {
    fn name(&self) -> &'static str {
        "lock-later"
    }

    fn changes(&self, source: &Source<'_>) -> Vec<Change> {
        let guards = Guard::all(source);
        let found = guards
            .iter()
            .filter(|guard| !guard.from_wait)
            .filter_map(|guard| {
                let name = syn::Ident::new(&guard.name, guard.local.span());
                let first = guard
                    .life()
                    .iter()
                    .position(|stmt| names(stmt, &name))
                    .filter(|at| *at > 0)?;
                let place = range(&guard.life()[first]).start;
                let what = format!("lock of `{name}` taken only before its first use");
                let change = Change::at(guard.local.span(), what)
                    .insert(place, format!("{} ", source.of(guard.taken())));
                Some(change.replace(range(guard.taken()), ""))
            });
        found.collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mutants::operators::tests::table;

    #[test]
    fn the_lock_moves_to_the_first_use() {
        table(
            &LockLater,
            &[
                (
                    "let n = m.lock().unwrap(); f(); g(*n);",
                    &[" f(); let n = m.lock().unwrap(); g(*n);"],
                ),
                ("let n = m.lock().unwrap(); g(*n);", &[]),
                ("let n = m.lock().unwrap(); f();", &[]),
            ],
        );
    }
}
