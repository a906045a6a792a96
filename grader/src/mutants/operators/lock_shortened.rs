//! A lock released as soon as what it guards has been used for the last time.

use crate::mutants::Operator;
use crate::mutants::edit::Change;
use crate::mutants::guards::Guard;
use crate::mutants::shapes::names;
use crate::mutants::source::{Source, range};
use syn::spanned::Spanned;

/// `let mut n = m.lock().unwrap(); *n += 1; rest();` → `…; *n += 1; drop(n); rest();`.
pub(super) struct LockShortened;

impl Operator for LockShortened {
    fn name(&self) -> &'static str {
        "lock-shortened"
    }

    fn changes(&self, source: &Source<'_>) -> Vec<Change> {
        let guards = Guard::all(source);
        let found = guards.iter().filter_map(|guard| {
            let name = syn::Ident::new(&guard.name, guard.local.span());
            let life = guard.life();
            let last = life.iter().rposition(|stmt| names(stmt, &name))?;
            // What follows while the lock is still held.
            let next = life.get(last + 1)?;
            let what = format!("lock of `{name}` released before this");
            let change = Change::at(next.span(), what).insert(range(next).start, format!("drop({name}); "));
            Some(match guard.dropped {
                Some(at) => change.replace(range(&guard.block.stmts[at]), ""),
                None => change,
            })
        });
        found.collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mutants::operators::tests::table;

    #[test]
    fn what_follows_the_last_use_is_no_longer_guarded() {
        table(
            &LockShortened,
            &[
                (
                    "let mut n = m.lock().unwrap(); *n += 1; f(); g()",
                    &["let mut n = m.lock().unwrap(); *n += 1; drop(n); f(); g()"],
                ),
                (
                    "let mut n = m.lock().unwrap(); *n += 1; f(); drop(n);",
                    &["let mut n = m.lock().unwrap(); *n += 1; drop(n); f(); "],
                ),
                ("let mut n = m.lock().unwrap(); *n += 1; drop(n); f();", &[]),
                ("let n = m.lock().unwrap(); f(*n)", &[]),
            ],
        );
    }
}
