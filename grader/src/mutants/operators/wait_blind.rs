//! A wait without a look at what is waited for: it may have come about before.

use super::wait_once::waits;
use crate::mutants::Operator;
use crate::mutants::edit::Change;
use crate::mutants::shapes::method;
use crate::mutants::source::{Source, range};
use syn::Expr;

/// `while` around a wait → the wait alone; `wait_while` → `wait`.
pub(super) struct WaitBlind;

impl Operator for WaitBlind {
    fn name(&self) -> &'static str {
        "wait-blind"
    }

    fn changes(&self, source: &Source<'_>) -> Vec<Change> {
        let found = source.exprs().into_iter().filter_map(|expr| match expr {
            // A condition that binds names cannot be left out.
            Expr::While(it) if waits(it) && !matches!(&*it.cond, Expr::Let(_)) => {
                let head = range(&it.while_token).start..range(&it.body.brace_token.span.open()).start;
                Some(Change::at(it.while_token.span, "waits without looking first").replace(head, ""))
            }
            _ => {
                let call = method(expr, "wait_while", 2)?;
                let place = range(&call.method).start..range(expr).end;
                let plain = format!("wait({})", source.of(&call.args[0]));
                Some(Change::at(call.method.span(), "waits without looking first").replace(place, plain))
            }
        });
        found.collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mutants::operators::tests::table;

    #[test]
    fn there_is_no_look_at_all() {
        table(
            &WaitBlind,
            &[
                (
                    "while *n == 0 { n = c.wait(n).unwrap(); }",
                    &["{ n = c.wait(n).unwrap(); }"],
                ),
                (
                    "n = c.wait_while(n, |n| *n == 0).unwrap();",
                    &["n = c.wait(n).unwrap();"],
                ),
                ("while n > 0 { n -= 1; }", &[]),
            ],
        );
    }
}
