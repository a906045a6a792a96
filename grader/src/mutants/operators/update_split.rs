//! One update under a lock made two steps, between which the lock is free: the update that gets lost.

use crate::mutants::Operator;
use crate::mutants::edit::Change;
use crate::mutants::guards::Guard;
use crate::mutants::source::{Source, outermost, range};
use syn::spanned::Spanned;
use syn::{BinOp, Expr, ExprBinary};

/// `*n.lock().unwrap() += 1;` → one lock to read, another one to write.
pub(super) struct UpdateSplit;

impl Operator for UpdateSplit {
    fn name(&self) -> &'static str {
        "update-split"
    }

    fn changes(&self, source: &Source<'_>) -> Vec<Change> {
        let guards = Guard::all(source);
        let updates = source.exprs().into_iter().filter_map(|expr| match expr {
            Expr::Binary(update) => Some((update, sign(&update.op)?)),
            _ => None,
        });
        let found = updates.filter_map(|(update, sign)| {
            let (place, by) = (source.of(&*update.left), source.of(&*update.right));
            let change = |between: &str| {
                let steps = format!("{{ let seen = {place} {sign} ({by}); {between}{place} = seen; }}");
                Change::at(
                    update.span(),
                    "update made a read and a write, with the lock free in between",
                )
                .replace(range(update), steps)
            };
            let inside = crate::mutants::source::Nodes::of_expr(&update.left).exprs;
            if outermost(inside, |expr| source.takes_lock(expr).is_some())
                .next()
                .is_some()
            {
                return Some(change(""));
            }
            // The innermost guard of that name.
            let guard = guards.iter().rev().find(|guard| uses(guard, update))?;
            let Guard { name, again, .. } = guard;
            Some(guard.made_mutable(change(&format!("drop({name}); {name} = {again}; "))))
        });
        found.collect()
    }
}

/// Whether what is updated belongs to this guard.
fn uses(guard: &Guard<'_>, update: &ExprBinary) -> bool {
    let place = range(&*update.left);
    guard
        .uses
        .iter()
        .any(|mention| place.start <= mention.start && mention.end <= place.end)
}

/// The sign of an operator that also assigns.
fn sign(operator: &BinOp) -> Option<&'static str> {
    match operator {
        BinOp::AddAssign(_) => Some("+"),
        BinOp::SubAssign(_) => Some("-"),
        BinOp::MulAssign(_) => Some("*"),
        BinOp::DivAssign(_) => Some("/"),
        BinOp::BitXorAssign(_) => Some("^"),
        BinOp::BitAndAssign(_) => Some("&"),
        BinOp::BitOrAssign(_) => Some("|"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mutants::operators::tests::table;

    #[test]
    fn the_lock_is_free_between_the_read_and_the_write() {
        table(
            &UpdateSplit,
            &[
                (
                    "*n.lock().unwrap() += 1;",
                    &["{ let seen = *n.lock().unwrap() + (1); *n.lock().unwrap() = seen; };"],
                ),
                (
                    "let mut it = m.lock().unwrap(); it.left -= k;",
                    &[
                        "let mut it = m.lock().unwrap(); { let seen = it.left - (k); drop(it); it = m.lock().unwrap(); it.left = seen; };",
                    ],
                ),
                ("let mut n = 1; n += 1;", &[]),
            ],
        );
    }
}
