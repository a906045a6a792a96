//! A wake-up that comes before the change that it tells of.

use crate::mutants::Operator;
use crate::mutants::edit::Change;
use crate::mutants::guards::Guard;
use crate::mutants::shapes::{expression, method};
use crate::mutants::source::{Source, range};
use syn::Stmt;

/// Moves a notify in front of the lock under which the change is made, or else of the statement before it.
pub(super) struct NotifyEarly;

impl Operator for NotifyEarly {
    fn name(&self) -> &'static str {
        "notify-early"
    }

    fn changes(&self, source: &Source<'_>) -> Vec<Change> {
        let guards = Guard::all(source);
        let found = source.statements().filter_map(|(block, at, stmt)| {
            let expr = expression(stmt)?;
            let call = ["notify_one", "notify_all", "unpark"]
                .iter()
                .find_map(|name| method(expr, name, 0))?;
            // Under the lock a notify may stand anywhere: nobody who is woken gets on before the lock is released.
            let taken = guards
                .iter()
                .rev()
                .find(|guard| std::ptr::eq(guard.block, block) && guard.at < at);
            let first = taken.map_or_else(|| at.checked_sub(1), |guard| Some(guard.at))?;
            let before = block
                .stmts
                .get(first)
                .filter(|stmt| !matches!(stmt, Stmt::Item(_)))?;
            let end = if matches!(stmt, Stmt::Expr(_, None)) {
                ";"
            } else {
                ""
            };
            let change = Change::at(
                call.method.span(),
                format!("{} moved before the change", call.method),
            )
            .insert(range(before).start, format!("{}{end} ", source.of(stmt)));
            Some(change.replace(range(stmt), ""))
        });
        found.collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mutants::operators::tests::table;

    #[test]
    fn the_wake_up_comes_before_the_lock() {
        table(
            &NotifyEarly,
            &[
                (
                    "let mut n = m.lock().unwrap(); *n += 1; c.notify_one();",
                    &["c.notify_one(); let mut n = m.lock().unwrap(); *n += 1; "],
                ),
                (
                    "*m.lock().unwrap() = true; c.notify_all()",
                    &["c.notify_all(); *m.lock().unwrap() = true; "],
                ),
                (
                    "{ let mut n = m.lock().unwrap(); *n += 1; } c.notify_one();",
                    &["c.notify_one(); { let mut n = m.lock().unwrap(); *n += 1; } "],
                ),
                ("if n == 0 { c.notify_one(); }", &[]),
            ],
        );
    }
}
