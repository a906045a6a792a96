//! Shapes of code that operators look for: taking a lock, starting a thread, joining it, waiting.

use super::source::mentions;
use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens;
use syn::{Block, Expr, ExprCall, ExprClosure, ExprForLoop, ExprMethodCall, Ident, Local, Pat, Stmt};

/// What is left of an expression without what merely unwraps its result: `x.lock().unwrap()` → `x.lock()`.
#[must_use]
pub fn bare(expr: &Expr) -> &Expr {
    match expr {
        Expr::MethodCall(call) if unwraps(call) => bare(&call.receiver),
        Expr::Try(inner) => bare(&inner.expr),
        Expr::Paren(inner) => bare(&inner.expr),
        _ => expr,
    }
}

fn unwraps(call: &ExprMethodCall) -> bool {
    let name = call.method.to_string();
    ["unwrap", "expect", "unwrap_or_else", "unwrap_or_default", "ok"].contains(&name.as_str())
}

/// Whether a result was unwrapped, and not only put in parentheses.
fn unwrapped(expr: &Expr) -> bool {
    match expr {
        Expr::MethodCall(call) => unwraps(call),
        Expr::Try(_) => true,
        Expr::Paren(inner) => unwrapped(&inner.expr),
        _ => false,
    }
}

/// A method call of this name with so many arguments.
#[must_use]
pub fn method<'a>(expr: &'a Expr, name: &str, arguments: usize) -> Option<&'a ExprMethodCall> {
    match expr {
        Expr::MethodCall(call) if call.method == name && call.args.len() == arguments => Some(call),
        _ => None,
    }
}

/// Taking a lock, unwrapped if need be: `m.lock().unwrap()`, `rw.read()?`, `self.lock()`.
#[must_use]
pub fn acquisition(expr: &Expr) -> Option<&ExprMethodCall> {
    let inner = bare(expr);
    let lock = method(inner, "lock", 0);
    // A bare `lock()` may be a helper that unwraps; `read` and `write` have many other meanings. Standard streams are
    // locked too, but that is another matter.
    let lock = lock.or_else(|| {
        let guarded = method(inner, "read", 0).or_else(|| method(inner, "write", 0));
        guarded.filter(|_| unwrapped(expr))
    })?;
    let stream = |call: &ExprCall| path_ends(&call.func, &["stdout", "stderr", "stdin"]);
    match &*lock.receiver {
        Expr::Call(call) if stream(call) => None,
        _ => Some(lock),
    }
}

/// Waiting on a condition variable with a guard: `cv.wait(guard)`, `cv.wait_while(guard, …)` and their kin.
#[must_use]
pub fn wait(expr: &Expr) -> Option<&ExprMethodCall> {
    match bare(expr) {
        Expr::MethodCall(call)
            if call.method.to_string().starts_with("wait") && (1..=3).contains(&call.args.len()) =>
        {
            Some(call)
        }
        _ => None,
    }
}

/// Whether a path's last segment is one of these names.
#[must_use]
pub fn path_ends(expr: &Expr, names: &[&str]) -> bool {
    last_segment(expr).is_some_and(|ident| names.iter().any(|name| ident == name))
}

/// The last segment of a path.
#[must_use]
pub fn last_segment(expr: &Expr) -> Option<&Ident> {
    match expr {
        Expr::Path(path) => path.path.segments.last().map(|segment| &segment.ident),
        _ => None,
    }
}

/// Starting a thread (or a process), itself: `thread::spawn(…)`, `scope.spawn(…)`, unwrapped if need be.
#[must_use]
pub fn is_spawn(expr: &Expr) -> bool {
    match bare(expr) {
        Expr::MethodCall(call) => call.method == "spawn" || call.method == "spawn_scoped",
        Expr::Call(call) => path_ends(&call.func, &["spawn"]),
        _ => false,
    }
}

/// Joining a thread, unwrapped if need be. Joining strings and paths takes an argument.
#[must_use]
pub fn join(expr: &Expr) -> Option<&ExprMethodCall> {
    method(bare(expr), "join", 0)
}

/// Whether a thread is joined anywhere in a statement, also among the arguments of a macro.
#[must_use]
pub fn joins(stmt: &Stmt) -> bool {
    fn within(tokens: TokenStream) -> bool {
        let mut joined = 0;
        tokens.into_iter().any(|token| match token {
            // `.join()`, token by token.
            TokenTree::Group(group) if joined == 2 && group.stream().is_empty() => true,
            TokenTree::Group(group) => {
                joined = 0;
                within(group.stream())
            }
            TokenTree::Punct(dot) if dot.as_char() == '.' => {
                joined = 1;
                false
            }
            TokenTree::Ident(name) if joined == 1 && name == "join" => {
                joined = 2;
                false
            }
            _ => {
                joined = 0;
                false
            }
        })
    }
    within(stmt.to_token_stream())
}

/// The expression of a statement that is nothing but an expression.
#[must_use]
pub fn expression(stmt: &Stmt) -> Option<&Expr> {
    match stmt {
        Stmt::Expr(expr, _) => Some(expr),
        Stmt::Local(Local {
            pat: Pat::Wild(_),
            init: Some(init),
            ..
        }) if init.diverge.is_none() => Some(&init.expr),
        _ => None,
    }
}

/// The name that a `let` gives, where it gives one name only.
#[must_use]
pub fn named(local: &Local) -> Option<&Ident> {
    fn of(pat: &Pat) -> Option<&Ident> {
        match pat {
            Pat::Ident(pat) if pat.subpat.is_none() => Some(&pat.ident),
            Pat::Type(typed) => of(&typed.pat),
            _ => None,
        }
    }
    of(&local.pat)
}

/// The variable that a statement drops: `drop(x);`.
#[must_use]
pub fn dropped(stmt: &Stmt) -> Option<&Ident> {
    let Stmt::Expr(Expr::Call(call), _) = stmt else {
        return None;
    };
    if !path_ends(&call.func, &["drop"]) || call.args.len() != 1 {
        return None;
    }
    variable(call.args.first()?)
}

/// A plain variable.
#[must_use]
pub fn variable(expr: &Expr) -> Option<&Ident> {
    match expr {
        Expr::Path(path) if path.qself.is_none() => path.path.get_ident(),
        _ => None,
    }
}

/// A collection's variable in `for … in threads`, `for … in threads.into_iter()` or `for … in threads.drain(..)`.
#[must_use]
pub fn iterated(over: &ExprForLoop) -> Option<&Ident> {
    match &*over.expr {
        Expr::MethodCall(call) if call.method == "into_iter" || call.method == "drain" => {
            variable(&call.receiver)
        }
        expr => variable(expr),
    }
}

/// The body of a loop of any kind, if this is one.
#[must_use]
pub fn loop_body(expr: &Expr) -> Option<&Block> {
    match expr {
        Expr::ForLoop(it) => Some(&it.body),
        Expr::While(it) => Some(&it.body),
        Expr::Loop(it) => Some(&it.body),
        _ => None,
    }
}

/// A closure that runs once for each item of an iterator: `….map(|i| …)`.
#[must_use]
pub fn mapped(expr: &Expr) -> Option<(&Expr, &ExprClosure)> {
    let Expr::MethodCall(call) = expr else { return None };
    if !["map", "for_each", "flat_map"]
        .iter()
        .any(|name| call.method == name)
    {
        return None;
    }
    match call.args.first()? {
        Expr::Closure(closure) => Some((&call.receiver, closure)),
        _ => None,
    }
}

/// The names of channels' ends: `senders` and `receivers` of every `let (tx, rx) = …channel(…)`.
#[must_use]
pub fn channel(local: &Local) -> Option<(&Ident, &Ident)> {
    let Expr::Call(call) = bare(&local.init.as_ref()?.expr) else {
        return None;
    };
    if !path_ends(&call.func, &["channel", "sync_channel"]) {
        return None;
    }
    let pat = match &local.pat {
        Pat::Type(typed) => &typed.pat,
        pat => pat,
    };
    let Pat::Tuple(ends) = pat else { return None };
    match (ends.elems.first()?, ends.elems.get(1)?) {
        (Pat::Ident(sender), Pat::Ident(receiver)) => Some((&sender.ident, &receiver.ident)),
        _ => None,
    }
}

/// Whether a statement names a variable.
#[must_use]
pub fn names(stmt: &Stmt, name: &Ident) -> bool {
    !mentions(stmt, &name.to_string()).is_empty()
}
