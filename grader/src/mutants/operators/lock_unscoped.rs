//! An inner block removed, so that the guards in it live to the end of the block around it.

use crate::mutants::Operator;
use crate::mutants::edit::Change;
use crate::mutants::guards::Guard;
use crate::mutants::source::{Source, range};
use syn::spanned::Spanned;
use syn::{Block, Expr, Stmt};

/// `{ let mut n = m.lock().unwrap(); *n += 1; } rest();` without the braces, also where the block gives a value.
pub(super) struct LockUnscoped;

impl Operator for LockUnscoped {
    fn name(&self) -> &'static str {
        "lock-unscoped"
    }

    fn changes(&self, source: &Source<'_>) -> Vec<Change> {
        let guards = Guard::all(source);
        let found = source.statements().filter_map(|(block, at, stmt)| {
            let inner = match stmt {
                Stmt::Expr(Expr::Block(it), _) if it.label.is_none() => &it.block,
                Stmt::Local(local) => match &*local.init.as_ref()?.expr {
                    Expr::Block(it) if it.label.is_none() => &it.block,
                    _ => return None,
                },
                _ => return None,
            };
            let lives = |guard: &&Guard<'_>| std::ptr::eq(guard.block, inner) && guard.dropped.is_none();
            let guard = guards.iter().find(lives)?;
            // At the end of the outer block both ends are one.
            if at + 1 == block.stmts.len() {
                return None;
            }
            let what = format!("block around the lock of `{}` removed", guard.name);
            let change = Change::at(guard.local.span(), what);
            Some(opened(change, source, stmt, inner))
        });
        found.collect()
    }
}

fn opened(change: Change, source: &Source<'_>, stmt: &Stmt, inner: &Block) -> Change {
    let (open, close) = (
        range(&inner.brace_token.span.open()),
        range(&inner.brace_token.span.close()),
    );
    // With a value, `let x = ` moves to where the value is.
    let (head, value) = match (stmt, inner.stmts.last()) {
        (Stmt::Local(local), Some(value @ Stmt::Expr(_, None))) => (
            format!("let {} = ", source.of(&local.pat)),
            Some(range(value).start),
        ),
        _ => (String::new(), None),
    };
    let end = if matches!(
        (stmt, inner.stmts.last()),
        (Stmt::Expr(..), Some(Stmt::Expr(_, None)))
    ) {
        ";"
    } else {
        ""
    };
    let change = change
        .replace(range(stmt).start..open.end, "")
        .replace(close, end);
    match value {
        Some(place) => change.insert(place, head),
        None => change,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mutants::operators::tests::table;

    #[test]
    fn the_braces_go_and_what_is_in_them_stays() {
        table(
            &LockUnscoped,
            &[
                (
                    "{ let mut n = m.lock().unwrap(); *n += 1; } f();",
                    &[" let mut n = m.lock().unwrap(); *n += 1;  f();"],
                ),
                (
                    "let x = { let n = m.lock().unwrap(); *n }; f(x);",
                    &[" let n = m.lock().unwrap(); let x = *n ; f(x);"],
                ),
                (
                    "{ let n = m.lock().unwrap(); f(*n) } g();",
                    &[" let n = m.lock().unwrap(); f(*n) ; g();"],
                ),
                ("{ let n = m.lock().unwrap(); f(*n); }", &[]),
                ("{ let n = 1; f(n); } g();", &[]),
            ],
        );
    }
}
