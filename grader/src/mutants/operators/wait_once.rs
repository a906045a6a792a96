//! A condition that is looked at once, and not again after the wait.

use crate::mutants::Operator;
use crate::mutants::edit::Change;
use crate::mutants::shapes::{method, path_ends, wait};
use crate::mutants::source::{Nodes, Source, range};
use syn::{Expr, ExprWhile};

/// `while` around a wait → `if`; `wait_while` → at most one wait.
pub(super) struct WaitOnce;

impl Operator for WaitOnce {
    fn name(&self) -> &'static str {
        "wait-once"
    }

    fn changes(&self, source: &Source<'_>) -> Vec<Change> {
        let found = source.exprs().into_iter().filter_map(|expr| match expr {
            Expr::While(it) if waits(it) => {
                let change = Change::at(it.while_token.span, "`while` around a wait made `if`");
                Some(change.replace(range(&it.while_token), "if"))
            }
            _ => {
                let call = method(expr, "wait_while", 2)?;
                let [guard, condition] = [source.of(&call.args[0]), source.of(&call.args[1])];
                let condvar = source.of(&*call.receiver);
                // By way of an `Option`, since a closure called on the spot does not know the type of its argument.
                let once = format!(
                    "{{ let mut held = {guard}; if Some(&mut *held).is_some_and({condition}) {{ {condvar}.wait(held) }} else {{ Ok(held) }} }}"
                );
                let change = Change::at(call.method.span(), "wait_while made a single wait");
                Some(change.replace(range(expr), once))
            }
        });
        found.collect()
    }
}

/// A loop without a label of its own and without `break` or `continue`, which an `if` has not.
pub(super) fn waits(it: &ExprWhile) -> bool {
    let inside = Nodes::of_block(&it.body).exprs;
    let leaves = inside
        .iter()
        .any(|expr| matches!(expr, Expr::Break(_) | Expr::Continue(_)));
    let parks = |expr: &Expr| matches!(expr, Expr::Call(call) if path_ends(&call.func, &["park"]));
    it.label.is_none() && !leaves && inside.iter().any(|expr| wait(expr).is_some() || parks(expr))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mutants::operators::tests::table;

    #[test]
    fn there_is_no_second_look() {
        table(
            &WaitOnce,
            &[
                (
                    "while *n == 0 { n = c.wait(n).unwrap(); }",
                    &["if *n == 0 { n = c.wait(n).unwrap(); }"],
                ),
                (
                    "while !done() { thread::park(); }",
                    &["if !done() { thread::park(); }"],
                ),
                (
                    "n = c.wait_while(n, |n| *n == 0).unwrap();",
                    &[
                        "n = { let mut held = n; if Some(&mut *held).is_some_and(|n| *n == 0) { c.wait(held) } else { Ok(held) } }.unwrap();",
                    ],
                ),
                ("while n > 0 { n -= 1; }", &[]),
                (
                    "while *n == 0 { if done { break; } n = c.wait(n).unwrap(); }",
                    &[],
                ),
            ],
        );
    }
}
