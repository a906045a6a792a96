//! A meeting that is not waited for: the wait at a barrier or for a child process removed.

use crate::mutants::Operator;
use crate::mutants::edit::Change;
use crate::mutants::shapes::{bare, expression, method};
use crate::mutants::source::{Source, range};

/// `barrier.wait();` or `child.wait()?;` → nothing.
pub(super) struct WaitRemoved;

impl Operator for WaitRemoved {
    fn name(&self) -> &'static str {
        "wait-removed"
    }

    fn changes(&self, source: &Source<'_>) -> Vec<Change> {
        let found = source.statements().filter_map(|(_, _, stmt)| {
            let expr = expression(stmt)?;
            let call = method(bare(expr), "wait", 0)?;
            Some(Change::at(call.method.span(), "wait removed").replace(range(expr), "()"))
        });
        found.collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mutants::operators::tests::table;

    #[test]
    fn nobody_waits() {
        table(
            &WaitRemoved,
            &[
                ("START.wait(); f();", &["(); f();"]),
                ("child.wait().unwrap();", &["();"]),
                ("let leader = b.wait(); c.wait(n);", &[]),
            ],
        );
    }
}
