//! A join removed: the thread is let go, and nobody waits for it.

use crate::mutants::Operator;
use crate::mutants::edit::Change;
use crate::mutants::shapes::{expression, join, mapped};
use crate::mutants::source::{Source, range};
use syn::{Expr, Stmt};

/// `worker.join().unwrap();` → `drop(worker);`.
pub(super) struct JoinRemoved;

impl Operator for JoinRemoved {
    fn name(&self) -> &'static str {
        "join-removed"
    }

    fn changes(&self, source: &Source<'_>) -> Vec<Change> {
        let statements = source.statements().filter_map(|(_, _, stmt)| {
            let call = join(expression(stmt)?)?;
            let end = if matches!(stmt, Stmt::Expr(_, None)) {
                ""
            } else {
                ";"
            };
            Some((range(stmt), call, end))
        });
        let closures = source.exprs().into_iter().filter_map(|expr| {
            let (_, closure) =
                mapped(expr).filter(|_| matches!(expr, Expr::MethodCall(it) if it.method == "for_each"))?;
            Some((range(&*closure.body), join(&closure.body)?, ""))
        });
        let found = statements.chain(closures);
        found
            .map(|(place, call, end)| {
                // Not just nothing: what gives the handle, such as `pop`, must still happen.
                let thread = source.of(&*call.receiver);
                Change::at(call.method.span(), "join removed").replace(place, format!("drop({thread}){end}"))
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mutants::operators::tests::table;

    #[test]
    fn the_handle_is_dropped_instead() {
        table(
            &JoinRemoved,
            &[
                ("h.join().unwrap();", &["drop(h);"]),
                ("for t in ts { t.join().unwrap() }", &["for t in ts { drop(t) }"]),
                ("let _ = h.join();", &["drop(h);"]),
                (
                    "ts.into_iter().for_each(|t| t.join().unwrap());",
                    &["ts.into_iter().for_each(|t| drop(t));"],
                ),
                (
                    "while let Some(t) = ts.pop() { t.join()?; }",
                    &["while let Some(t) = ts.pop() { drop(t); }"],
                ),
                ("spawn(f).join().unwrap(); g();", &["drop(spawn(f)); g();"]),
                ("let x = h.join().unwrap(); words.join(\", \");", &[]),
            ],
        );
    }
}
