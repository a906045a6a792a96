//! Two locks taken in the other order.

use crate::mutants::Operator;
use crate::mutants::edit::Change;
use crate::mutants::guards::Guard;
use crate::mutants::shapes::names;
use crate::mutants::source::{Source, range};
use syn::spanned::Spanned;
use syn::{Expr, ExprIf, ExprTuple, Ident, Stmt};

/// Two guards change places; `if a < b { (a, b) } else { (b, a) }` gives the same order in both cases.
pub(super) struct LockOrder;

impl Operator for LockOrder {
    fn name(&self) -> &'static str {
        "lock-order"
    }

    fn changes(&self, source: &Source<'_>) -> Vec<Change> {
        let guards: Vec<Guard<'_>> = Guard::all(source)
            .into_iter()
            .filter(|guard| !guard.from_wait)
            .collect();
        let pairs = guards.windows(2).filter_map(|pair| {
            let [first, second] = pair else { return None };
            let between = first.block.stmts.get(first.at + 1..second.at)?;
            let named = |guard: &Guard<'_>, stmt: &Stmt| names(stmt, &Ident::new(&guard.name, stmt.span()));
            let apart = named(first, second.taken()) || between.iter().any(|stmt| named(first, stmt));
            if !std::ptr::eq(first.block, second.block)
                || apart
                || first.dropped.is_some_and(|at| at < second.at)
            {
                return None;
            }
            let what = format!(
                "locks of `{}` and `{}` taken in the other order",
                first.name, second.name
            );
            Some(Change::at(first.local.span(), what).swap(source, first.taken(), second.taken()))
        });
        let chosen = source.exprs().into_iter().filter_map(|expr| match expr {
            Expr::If(it) => same_order(source, it),
            _ => None,
        });
        pairs.chain(chosen).collect()
    }
}

/// Both branches give the same things in different orders: then the second is made like the first.
fn same_order(source: &Source<'_>, choice: &ExprIf) -> Option<Change> {
    let Expr::Block(otherwise) = &*choice.else_branch.as_ref()?.1 else {
        return None;
    };
    let (first, second) = (tuple(&choice.then_branch.stmts)?, tuple(&otherwise.block.stmts)?);
    let sorted = |tuple: &ExprTuple| {
        let mut parts: Vec<String> = tuple.elems.iter().map(|part| source.flat(part)).collect();
        parts.sort();
        parts
    };
    let change = Change::at(second.span(), "locks chosen in the same order in both cases");
    let permuted = sorted(first) == sorted(second) && source.flat(first) != source.flat(second);
    permuted.then(|| change.replace(range(second), source.flat(first)))
}

fn tuple(stmts: &[Stmt]) -> Option<&ExprTuple> {
    match stmts {
        [Stmt::Expr(Expr::Tuple(tuple), None)] => Some(tuple),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mutants::operators::tests::table;

    #[test]
    fn the_second_lock_comes_first() {
        table(
            &LockOrder,
            &[
                (
                    "let a = x.lock().unwrap(); sleep(); let b = y.lock().unwrap(); f(*a, *b);",
                    &["let b = y.lock().unwrap(); sleep(); let a = x.lock().unwrap(); f(*a, *b);"],
                ),
                (
                    "let (f, s) = if i < j { (a, b) } else { (b, a) };",
                    &["let (f, s) = if i < j { (a, b) } else { (a, b) };"],
                ),
                (
                    "let a = x.lock().unwrap(); drop(a); let b = y.lock().unwrap();",
                    &[],
                ),
                ("let a = x.lock().unwrap(); let b = a.y.lock().unwrap();", &[]),
                ("let t = if i < j { (a, b) } else { (c, a) };", &[]),
            ],
        );
    }
}
