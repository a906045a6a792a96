//! Something done once made a look and a deed, between which others look too.

use crate::mutants::Operator;
use crate::mutants::edit::Change;
use crate::mutants::shapes::method;
use crate::mutants::source::{Source, range};

/// `cell.get_or_init(f)` → a look whether it is there; if not, it is made and put there.
pub(super) struct OnceSplit;

impl Operator for OnceSplit {
    fn name(&self) -> &'static str {
        "once-split"
    }

    fn changes(&self, source: &Source<'_>) -> Vec<Change> {
        let found = source.exprs().into_iter().filter_map(|expr| {
            let call = method(expr, "get_or_init", 1)?;
            let (place, make) = (source.of(&*call.receiver), source.of(&call.args[0]));
            let steps = format!(
                "{{ if {place}.get().is_none() {{ let _ = {place}.set(({make})()); }} {place}.get().unwrap() }}"
            );
            let what = "get_or_init made a look and a set";
            Some(Change::at(call.method.span(), what).replace(range(expr), steps))
        });
        found.collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mutants::operators::tests::table;

    #[test]
    fn several_find_nothing_and_make_it() {
        table(
            &OnceSplit,
            &[
                (
                    "let x = CELL.get_or_init(load);",
                    &[
                        "let x = { if CELL.get().is_none() { let _ = CELL.set((load)()); } CELL.get().unwrap() };",
                    ],
                ),
                ("let x = CELL.get();", &[]),
            ],
        );
    }
}
