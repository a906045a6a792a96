//! One thread more or less than there should be.

use super::number::off_by_one;
use crate::mutants::Operator;
use crate::mutants::edit::Change;
use crate::mutants::shapes::mapped;
use crate::mutants::source::{Source, range};
use syn::Expr;
use syn::spanned::Spanned;

/// The range over which threads are started ends one later or sooner; of a list of them the first is left out.
pub(super) struct Workers;

impl Operator for Workers {
    fn name(&self) -> &'static str {
        "workers"
    }

    fn changes(&self, source: &Source<'_>) -> Vec<Change> {
        let mut changes = Vec::new();
        for expr in source.exprs() {
            let over = match expr {
                Expr::ForLoop(all) if source.starts_in(&all.body) => &*all.expr,
                _ => match mapped(expr) {
                    Some((over, closure)) if source.starts_within(&closure.body) => over,
                    _ => continue,
                },
            };
            let mut inner = over;
            while let Expr::Paren(paren) = inner {
                inner = &paren.expr;
            }
            if let Expr::Range(numbers) = inner {
                let ends = numbers.end.iter().flat_map(|end| {
                    let near = off_by_one(source, end).into_iter();
                    near.map(move |other| (end, other))
                });
                changes.extend(ends.map(|(end, other)| {
                    let what = format!("threads up to {} made up to {other}", source.of(&**end));
                    Change::at(end.span(), what).replace(range(&**end), other)
                }));
            } else if let Expr::Array(list) = inner
                && let (Some(first), Some(second)) = (list.elems.first(), list.elems.get(1))
            {
                let change = Change::at(first.span(), "first thread left out");
                changes.push(change.replace(range(first).start..range(second).start, ""));
            } else if matches!(expr, Expr::ForLoop(_)) {
                let fewer = format!("IntoIterator::into_iter({}).skip(1)", source.of(over));
                changes.push(Change::at(over.span(), "first thread left out").replace(range(over), fewer));
            }
        }
        changes
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mutants::operators::tests::table;

    #[test]
    fn the_range_ends_elsewhere() {
        table(
            &Workers,
            &[
                (
                    "for i in 1..=3 { ts.push(spawn(f)); }",
                    &[
                        "for i in 1..=4 { ts.push(spawn(f)); }",
                        "for i in 1..=2 { ts.push(spawn(f)); }",
                    ],
                ),
                (
                    "(0..N).map(|i| spawn(f));",
                    &[
                        "(0..(N + 1)).map(|i| spawn(f));",
                        "(0..(N - 1)).map(|i| spawn(f));",
                    ],
                ),
                (
                    "for (a, b) in MENU { spawn(f); }",
                    &["for (a, b) in IntoIterator::into_iter(MENU).skip(1) { spawn(f); }"],
                ),
                ("for n in [1, 2] { spawn(f); }", &["for n in [2] { spawn(f); }"]),
                (
                    "let ts = [1, 2].map(|n| spawn(f));",
                    &["let ts = [2].map(|n| spawn(f));"],
                ),
                ("for i in 0..3 { f(i); }", &[]),
            ],
        );
    }
}
