//! Joins moved to where the threads are started: each is waited for before the next one begins.

use crate::mutants::Operator;
use crate::mutants::edit::Change;
use crate::mutants::shapes::{
    expression, is_spawn, iterated, join, joins, last_segment, loop_body, mapped, named, names, variable,
};
use crate::mutants::source::{Source, range};
use syn::spanned::Spanned;
use syn::{Block, Expr, Ident, Local, Pat, Stmt};

const WHAT: &str = "joined at once";

/// Joins a thread where it is started: in the loop that starts it, right after it, or by an iterator that is not
/// collected and so starts each thread only when its handle is asked for.
pub(super) struct JoinAtOnce;

impl Operator for JoinAtOnce {
    fn name(&self) -> &'static str {
        "join-at-once"
    }

    fn changes(&self, source: &Source<'_>) -> Vec<Change> {
        let found = source.statements().filter_map(|(block, at, stmt)| {
            let later = &block.stmts[at + 1..];
            match stmt {
                Stmt::Local(local) => lazily(source, local)
                    .or_else(|| unrolled(source, local))
                    .or_else(|| moved_up(source, local, later)),
                Stmt::Expr(expr, _) => scoped(stmt, expr).or_else(|| pushed(source, loop_body(expr)?, later)),
                _ => None,
            }
        });
        found.collect()
    }
}

/// `let threads: Vec<_> = (0..5).map(|i| spawn(…)).collect();` without the `collect`.
fn lazily(source: &Source<'_>, local: &Local) -> Option<Change> {
    let Expr::MethodCall(collect) = &*local.init.as_ref()?.expr else {
        return None;
    };
    let (_, started) = mapped(&collect.receiver)?;
    if collect.method != "collect" || !source.starts_within(&started.body) {
        return None;
    }
    let end = range(collect).end;
    let change = Change::at(collect.method.span(), WHAT).replace(range(&*collect.receiver).end..end, "");
    Some(match &local.pat {
        // The type was that of the collection.
        Pat::Type(typed) => change.replace(range(&*typed.pat).end..range(typed).end, ""),
        _ => change,
    })
}

/// `let threads = [1, 2].map(|n| spawn(…));` as an iterator.
fn unrolled(source: &Source<'_>, local: &Local) -> Option<Change> {
    let expr = &local.init.as_ref()?.expr;
    let constant =
        |expr: &Expr| last_segment(expr).is_some_and(|it| !it.to_string().contains(char::is_lowercase));
    let (over, started) =
        mapped(expr).filter(|(over, _)| matches!(over, Expr::Array(_)) || constant(over))?;
    let change = Change::at(over.span(), WHAT).insert(range(over).end, ".into_iter()");
    (source.starts_within(&started.body) && named(local).is_some()).then_some(change)
}

/// `let a = spawn(…); let b = spawn(…); a.join()` with the join right after the `let`.
fn moved_up(source: &Source<'_>, local: &Local, later: &[Stmt]) -> Option<Change> {
    let name = named(local).filter(|_| local.init.as_ref().is_some_and(|init| source.starts(&init.expr)))?;
    let at = later
        .iter()
        .position(|stmt| joins(stmt) && names(stmt, name))
        .filter(|at| later[..*at].iter().any(|stmt| !joins(stmt)))?;
    let change = Change::at(name.span(), WHAT);
    if joined(&later[at], name) {
        let moved = format!(" {}", source.flat(&later[at]));
        return Some(
            change
                .insert(range(local).end, moved)
                .replace(range(&later[at]), ""),
        );
    }
    // What the thread gives back is used where it is joined, so another one, which has nothing to wait for, gives it there.
    let again =
        format!(" let {name} = {{ let value = {name}.join(); std::thread::spawn(move || value.unwrap()) }};");
    Some(change.insert(range(local).end, again))
}

fn joined(stmt: &Stmt, name: &Ident) -> bool {
    let call = expression(stmt).and_then(join);
    call.and_then(|call| variable(&call.receiver))
        .is_some_and(|it| it == name)
}

/// `scope.spawn(…);` with a join behind it.
fn scoped(stmt: &Stmt, expr: &Expr) -> Option<Change> {
    let thread = matches!(expr, Expr::MethodCall(call) if call.method == "spawn") && is_spawn(expr);
    let change = Change::at(stmt.span(), WHAT).insert(range(expr).end, ".join().unwrap()");
    thread.then_some(change)
}

/// `for … { threads.push(spawn(…)); } for t in threads { t.join() }` with the second loop within the first.
fn pushed(source: &Source<'_>, body: &Block, later: &[Stmt]) -> Option<Change> {
    let (push, threads) = body.stmts.iter().find_map(|stmt| {
        let Expr::MethodCall(push) = expression(stmt)? else {
            return None;
        };
        let started = |stmt: &Stmt| match stmt {
            Stmt::Local(local) => local.init.as_ref().is_some_and(|init| source.starts(&init.expr)),
            _ => false,
        };
        let started = source.starts_within(push.args.first()?) || body.stmts.iter().any(started);
        (push.method == "push" && started).then_some((stmt, variable(&push.receiver)?))
    })?;
    let all = later
        .iter()
        .filter(|stmt| names(stmt, threads))
        .find_map(|stmt| match expression(stmt)? {
            Expr::ForLoop(all) if joins(stmt) && iterated(all)? == threads => Some(all),
            _ => None,
        })?;
    let end = if matches!(push, Stmt::Expr(_, None)) {
        ";"
    } else {
        ""
    };
    let inner = format!(
        "{end} for {} in {threads}.drain(..) {}",
        source.flat(&all.pat),
        source.flat(&all.body)
    );
    Some(Change::at(push.span(), WHAT).insert(range(push).end, inner))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mutants::operators::tests::table;

    #[test]
    fn each_thread_is_waited_for_before_the_next() {
        table(
            &JoinAtOnce,
            &[
                (
                    "let ts: Vec<_> = (0..5).map(|i| spawn(move || f(i))).collect(); for t in ts { t.join().unwrap(); }",
                    &["let ts = (0..5).map(|i| spawn(move || f(i))); for t in ts { t.join().unwrap(); }"],
                ),
                (
                    "for i in 0..5 { ts.push(spawn(f)); } for t in ts { t.join(); }",
                    &[
                        "for i in 0..5 { ts.push(spawn(f)); for t in ts.drain(..) { t.join(); } } for t in ts { t.join(); }",
                    ],
                ),
                (
                    "let a = spawn(f); let b = spawn(g); a.join().unwrap(); b.join().unwrap();",
                    &["let a = spawn(f); a.join().unwrap(); let b = spawn(g);  b.join().unwrap();"],
                ),
                (
                    "thread::scope(|s| { s.spawn(f); });",
                    &["thread::scope(|s| { s.spawn(f).join().unwrap(); });"],
                ),
                (
                    "let ts = [1, 2].map(|n| spawn(f)); for t in ts { t.join(); }",
                    &["let ts = [1, 2].into_iter().map(|n| spawn(f)); for t in ts { t.join(); }"],
                ),
                (
                    "let a = spawn(f); let b = spawn(g); h(a.join(), b.join());",
                    &[
                        "let a = spawn(f); let a = { let value = a.join(); std::thread::spawn(move || value.unwrap()) }; \
                         let b = spawn(g); h(a.join(), b.join());",
                    ],
                ),
                (
                    "let a = spawn(f); let b = spawn(g); println!(\"{}\", a.join().unwrap());",
                    &[
                        "let a = spawn(f); let a = { let value = a.join(); std::thread::spawn(move || value.unwrap()) }; \
                         let b = spawn(g); println!(\"{}\", a.join().unwrap());",
                    ],
                ),
                ("let a = spawn(f); a.join().unwrap();", &[]),
                ("let v: Vec<_> = (0..5).map(|i| i + 1).collect();", &[]),
            ],
        );
    }
}
