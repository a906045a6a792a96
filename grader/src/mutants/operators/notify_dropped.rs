//! A wake-up that never comes: a notify or an unpark removed.

use crate::mutants::Operator;
use crate::mutants::edit::Change;
use crate::mutants::shapes::{expression, method};
use crate::mutants::source::{Source, range};

/// `changed.notify_all();` → nothing.
pub(super) struct NotifyDropped;

impl Operator for NotifyDropped {
    fn name(&self) -> &'static str {
        "notify-dropped"
    }

    fn changes(&self, source: &Source<'_>) -> Vec<Change> {
        let found = source.statements().filter_map(|(_, _, stmt)| {
            let expr = expression(stmt)?;
            let call = ["notify_one", "notify_all", "unpark"]
                .iter()
                .find_map(|name| method(expr, name, 0))?;
            let what = format!("{} removed", call.method);
            Some(Change::at(call.method.span(), what).replace(range(expr), "()"))
        });
        found.collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mutants::operators::tests::table;

    #[test]
    fn nobody_is_woken() {
        table(
            &NotifyDropped,
            &[
                ("f(); c.notify_all();", &["f(); ();"]),
                ("if n == 0 { c.notify_one() }", &["if n == 0 { () }"]),
                ("t.thread().unpark();", &["();"]),
                ("c.notify(1);", &[]),
            ],
        );
    }
}
