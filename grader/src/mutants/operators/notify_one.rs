//! Only one of many waiters is woken.

use crate::mutants::Operator;
use crate::mutants::edit::Change;
use crate::mutants::shapes::method;
use crate::mutants::source::{Source, range};

/// `notify_all` → `notify_one`.
pub(super) struct NotifyOne;

impl Operator for NotifyOne {
    fn name(&self) -> &'static str {
        "notify-one"
    }

    fn changes(&self, source: &Source<'_>) -> Vec<Change> {
        let calls = source
            .exprs()
            .into_iter()
            .filter_map(|expr| method(expr, "notify_all", 0));
        calls
            .map(|call| {
                Change::at(call.method.span(), "notify_all made notify_one")
                    .replace(range(&call.method), "notify_one")
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mutants::operators::tests::table;

    #[test]
    fn all_become_one() {
        table(
            &NotifyOne,
            &[
                ("f(); c.notify_all();", &["f(); c.notify_one();"]),
                ("c.notify_one();", &[]),
            ],
        );
    }
}
