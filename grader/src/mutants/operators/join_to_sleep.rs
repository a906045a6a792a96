//! A join replaced by a sleep that is surely long enough: the way in which waiting is guessed.

use crate::mutants::Operator;
use crate::mutants::edit::Change;
use crate::mutants::shapes::{expression, iterated, join};
use crate::mutants::source::{Source, range};
use syn::{Expr, Stmt};

/// Longer than any exercise lets a thread work.
const PAUSE: &str = "std::thread::sleep(std::time::Duration::from_secs(2));";

/// `worker.join().unwrap();` → `drop(worker); sleep(2 s);`, and a loop of joins → one such sleep.
pub(super) struct JoinToSleep;

impl Operator for JoinToSleep {
    fn name(&self) -> &'static str {
        "join-to-sleep"
    }

    fn changes(&self, source: &Source<'_>) -> Vec<Change> {
        let mut changes = Vec::new();
        let mut in_loops = Vec::new();
        for (_, _, stmt) in source.statements() {
            let Some(expr) = expression(stmt) else { continue };
            let (handles, at) = if let Expr::ForLoop(all) = expr
                && let Some(handles) = iterated(all)
                && let [only] = &*all.body.stmts
                && let Some(call) = expression(only).and_then(join)
            {
                in_loops.push(range(only));
                (source.of(handles), call.method.span())
            } else if let Some(call) = join(expr).filter(|_| !in_loops.contains(&range(stmt))) {
                (source.of(&*call.receiver), call.method.span())
            } else {
                continue;
            };
            let end = if matches!(stmt, Stmt::Expr(it, None) if !matches!(it, Expr::ForLoop(_))) {
                ""
            } else {
                ";"
            };
            let slept = format!("{{ drop({handles}); {PAUSE} }}{end}");
            changes
                .push(Change::at(at, "join replaced by a sleep of two seconds").replace(range(stmt), slept));
        }
        changes
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mutants::operators::tests::table;

    #[test]
    fn a_loop_of_joins_becomes_one_sleep() {
        let slept = |it: &str, end: &str| format!("{{ drop({it}); {PAUSE} }}{end}");
        table(
            &JoinToSleep,
            &[
                ("h.join().unwrap();", &[&slept("h", ";")]),
                ("for t in ts { t.join().unwrap(); }", &[&slept("ts", ";")]),
                (
                    "for t in &ts { t.join().unwrap(); f(); }",
                    &[&format!("for t in &ts {{ {} f(); }}", slept("t", ";"))],
                ),
                ("let x = h.join().unwrap();", &[]),
            ],
        );
    }
}
