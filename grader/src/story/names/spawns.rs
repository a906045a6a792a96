//! What a file spawns: the name of the handle and of the function that the new task runs.

use super::Spot;
use super::bindings::unwrapped;
use syn::spanned::Spanned;
use syn::visit::{self, Visit};
use syn::{Expr, Pat, Stmt};

/// Every call of a function or method called `spawn`.
#[derive(Debug, Default)]
pub(super) struct Spawns {
    found: Vec<Spawn>,
}

#[derive(Debug)]
struct Spawn {
    at: Spot,
    /// `let NAME = thread::spawn(…)`.
    handle: Option<String>,
    /// The function that the closure does nothing but call.
    runs: Option<String>,
}

/// Names that every other program gives its handles: they say nothing about the task.
const EMPTY_WORDS: &[&str] = &[
    "handle",
    "handles",
    "join_handle",
    "join_handles",
    "h",
    "hs",
    "t",
    "th",
    "ts",
    "thread",
    "threads",
    "join",
    "joins",
    "child",
    "children",
    "jh",
    "task",
    "tasks",
    "result",
    "results",
    "_",
    "r",
    "s",
    "spawned",
];

impl Spawns {
    /// Collects them.
    pub(super) fn of(file: &syn::File) -> Self {
        let mut spawns = Spawns::default();
        spawns.visit_file(file);
        spawns
    }

    /// What to call the tasks that are spawned at `spot`. `container` is what the source binds around it: the
    /// collection that the handles go into.
    pub(super) fn name(&self, spot: Spot, container: impl FnOnce() -> Option<String>) -> Option<String> {
        let spawn = self.found.iter().find(|spawn| spawn.at == spot);
        let telling = |name: &String| !EMPTY_WORDS.contains(&name.trim_start_matches('_'));
        let handle = spawn.and_then(|spawn| spawn.handle.clone()).filter(telling);
        let runs = || spawn.and_then(|spawn| spawn.runs.clone()).filter(telling);
        handle
            .or_else(runs)
            .or_else(|| container().filter(telling).map(|name| one_of(&name)))
            .map(|name| name.trim_start_matches('_').replace('_', " "))
    }
}

/// One of `workers` is a `worker`.
fn one_of(plural: &str) -> String {
    match plural.strip_suffix('s') {
        Some(one) if one.len() > 1 && !one.ends_with('s') => one.to_owned(),
        _ => plural.to_owned(),
    }
}

impl<'ast> Visit<'ast> for Spawns {
    fn visit_local(&mut self, local: &'ast syn::Local) {
        visit::visit_local(self, local);
        let name = match &local.pat {
            Pat::Ident(ident) => ident.ident.to_string(),
            Pat::Type(typed) => match &*typed.pat {
                Pat::Ident(ident) => ident.ident.to_string(),
                _ => return,
            },
            _ => return,
        };
        let Some(init) = &local.init else { return };
        if let Some(spot) = spawn_spot(unwrapped(&init.expr))
            && let Some(spawn) = self.found.iter_mut().find(|spawn| spawn.at == spot)
        {
            spawn.handle = Some(name);
        }
    }

    fn visit_expr(&mut self, expr: &'ast Expr) {
        visit::visit_expr(self, expr);
        if let Some(at) = spawn_spot(expr) {
            let runs = match expr {
                Expr::Call(call) => call.args.last(),
                Expr::MethodCall(call) => call.args.last(),
                _ => None,
            };
            self.found.push(Spawn {
                at,
                handle: None,
                runs: runs.and_then(function),
            });
        }
    }
}

/// Where std says that a `spawn` happens: a call by its first token, a method by its name.
fn spawn_spot(expr: &Expr) -> Option<Spot> {
    let is_spawn = |name: &syn::Ident| name == "spawn" || name == "spawn_scoped";
    match expr {
        Expr::Call(call) => {
            let Expr::Path(path) = &*call.func else {
                return None;
            };
            is_spawn(&path.path.segments.last()?.ident).then(|| Spot::start(call.span()))
        }
        Expr::MethodCall(call) => is_spawn(&call.method).then(|| Spot::start(call.method.span())),
        _ => None,
    }
}

/// The function that `expr` is, or that a closure of one expression calls.
fn function(expr: &Expr) -> Option<String> {
    match expr {
        Expr::Path(path) => Some(path.path.segments.last()?.ident.to_string()),
        Expr::Closure(closure) => called(&closure.body),
        _ => None,
    }
}

fn called(expr: &Expr) -> Option<String> {
    match expr {
        Expr::Call(call) => match &*call.func {
            Expr::Path(path) => Some(path.path.segments.last()?.ident.to_string()),
            _ => None,
        },
        Expr::MethodCall(call) if call.method == "unwrap" || call.method == "expect" => {
            called(&call.receiver)
        }
        Expr::Block(block) => match block.block.stmts.as_slice() {
            [Stmt::Expr(only, _)] => called(only),
            _ => None,
        },
        _ => None,
    }
}
