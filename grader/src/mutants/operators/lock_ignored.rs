//! A guard that nobody uses, thrown away at once: `let _ = …` instead of `let _guard = …`.

use crate::mutants::Operator;
use crate::mutants::edit::Change;
use crate::mutants::shapes::{dropped, named, names};
use crate::mutants::source::{Source, range};
use syn::spanned::Spanned;
use syn::{Expr, Pat, Stmt};

/// Names such as `_guard` keep what they name to the end of the block; `_` keeps nothing.
pub(super) struct LockIgnored;

impl Operator for LockIgnored {
    fn name(&self) -> &'static str {
        "lock-ignored"
    }

    fn changes(&self, source: &Source<'_>) -> Vec<Change> {
        let mut changes = Vec::new();
        for (block, at, stmt) in source.statements() {
            let Stmt::Local(local) = stmt else { continue };
            let (Some(name), Some(init)) = (named(local), &local.init) else {
                continue;
            };
            let later = &block.stmts[at + 1..];
            let used = later
                .iter()
                .any(|stmt| names(stmt, name) && dropped(stmt).is_none());
            let call = matches!(&*init.expr, Expr::MethodCall(_) | Expr::Call(_));
            // Behind the last statement the guard is gone in any case; a literal guards nothing.
            if used || later.is_empty() || !call {
                continue;
            }
            let pat = match &local.pat {
                Pat::Type(typed) => &typed.pat,
                pat => pat,
            };
            let what = format!("`{name}` thrown away at once");
            let change = Change::at(local.span(), what).replace(range(pat), "_");
            let drops = later
                .iter()
                .filter(|stmt| dropped(stmt).is_some_and(|it| it == name));
            changes.push(drops.fold(change, |change, stmt| change.replace(range(stmt), "")));
        }
        changes
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mutants::operators::tests::table;

    #[test]
    fn what_only_its_name_kept_alive_is_gone() {
        table(
            &LockIgnored,
            &[
                (
                    "let _guard = m.lock().unwrap(); work();",
                    &["let _ = m.lock().unwrap(); work();"],
                ),
                (
                    "let permit = s.acquire(); work(); drop(permit);",
                    &["let _ = s.acquire(); work(); "],
                ),
                ("let n = m.lock().unwrap(); work(*n);", &[]),
                ("work(); let _guard = m.lock().unwrap();", &[]),
                ("let _n = 1; work();", &[]),
            ],
        );
    }
}
