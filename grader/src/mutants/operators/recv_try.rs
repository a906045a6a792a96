//! A receiver that does not wait for a message.

use crate::mutants::Operator;
use crate::mutants::edit::Change;
use crate::mutants::shapes::{channel, method, variable};
use crate::mutants::source::{Source, range};
use syn::spanned::Spanned;
use syn::{Expr, Stmt};

/// `recv()` → `try_recv()`, and a loop over a receiver → a loop over what is there already.
pub(super) struct RecvTry;

impl Operator for RecvTry {
    fn name(&self) -> &'static str {
        "recv-try"
    }

    fn changes(&self, source: &Source<'_>) -> Vec<Change> {
        let receivers: Vec<String> = source
            .statements()
            .filter_map(|(_, _, stmt)| match stmt {
                Stmt::Local(local) => channel(local).map(|(_, receiver)| receiver.to_string()),
                _ => None,
            })
            .collect();
        let found = source.exprs().into_iter().filter_map(|expr| {
            if let Some(call) = method(expr, "recv", 0) {
                let change = Change::at(call.method.span(), "recv made try_recv");
                return Some(change.replace(range(&call.method), "try_recv"));
            }
            let Expr::ForLoop(all) = expr else { return None };
            let over = match &*all.expr {
                Expr::Reference(it) => &*it.expr,
                it => it,
            };
            let name = variable(over).filter(|name| receivers.contains(&name.to_string()))?;
            let change = Change::at(all.expr.span(), "takes only the messages that are there");
            Some(change.replace(range(&*all.expr), format!("{name}.try_iter()")))
        });
        found.collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mutants::operators::tests::table;

    #[test]
    fn nobody_waits_for_a_message() {
        table(
            &RecvTry,
            &[
                (
                    "while let Ok(x) = rx.recv() {}",
                    &["while let Ok(x) = rx.try_recv() {}"],
                ),
                (
                    "let (tx, rx) = channel(); for x in &rx {}",
                    &["let (tx, rx) = channel(); for x in rx.try_iter() {}"],
                ),
                ("for x in list {} rx.try_recv();", &[]),
            ],
        );
    }
}
