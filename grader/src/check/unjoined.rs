//! Threads that nobody can join: a handle that is dropped where the thread is started.
//!
//! Whether a thread still runs when `main` returns cannot be told from outside without luck; that its handle is
//! thrown away can be read off the source.

use super::Check;
use super::names::{Imports, place};
use crate::build::{Place, SourceFile};
use crate::finding::Finding;
use crate::observe::Seen;
use crate::verdict::Verdict;
use syn::visit::{self, Visit};
use syn::{Expr, Stmt};

/// Every thread can be joined.
#[derive(Debug)]
pub struct Unjoined;

impl Check for Unjoined {
    fn key(&self) -> &'static str {
        "unjoined-threads"
    }

    fn asks(&self) -> String {
        "keeps the handle of every thread".to_owned()
    }

    fn verdicts(&self) -> Vec<Verdict> {
        vec![Verdict::Unjoined]
    }

    fn judge(&self, seen: &Seen) -> Vec<Finding> {
        let places: Vec<Place> = seen.sources.iter().flat_map(dropped_handles).collect();
        let Some(first) = places.first() else {
            return Vec::new();
        };
        let message = format!(
            "the thread started at line {} can never be joined: its handle is thrown away",
            first.line
        );
        vec![Finding {
            places,
            ..Finding::new(Verdict::Unjoined, message)
        }]
    }
}

/// Where a file starts threads and drops their handles in the same breath.
fn dropped_handles(file: &SourceFile) -> Vec<Place> {
    let Ok(syntax) = syn::parse_file(&file.text) else {
        return Vec::new();
    };
    let mut imports = Imports::default();
    imports.visit_file(&syntax);
    let mut finder = Finder {
        file,
        imports,
        found: Vec::new(),
    };
    finder.visit_file(&syntax);
    finder.found
}

struct Finder<'a> {
    file: &'a SourceFile,
    imports: Imports,
    found: Vec<Place>,
}

impl<'ast> Visit<'ast> for Finder<'_> {
    fn visit_stmt(&mut self, node: &'ast Stmt) {
        let dropped = match node {
            Stmt::Expr(expr, Some(_)) => Some(dropped_argument(expr).unwrap_or(expr)),
            Stmt::Local(local) if matches!(local.pat, syn::Pat::Wild(_)) => {
                local.init.as_ref().map(|init| init.expr.as_ref())
            }
            _ => None,
        };
        if let Some(at) = dropped.and_then(|expr| self.spawned(expr)) {
            self.found.push(at);
        }
        visit::visit_stmt(self, node);
    }
}

impl Finder<'_> {
    /// The place of the spawn whose handle is the value of `expr`.
    fn spawned(&self, expr: &Expr) -> Option<Place> {
        match expr {
            Expr::Call(call) => {
                let Expr::Path(function) = call.func.as_ref() else {
                    return None;
                };
                let name = path_text(&function.path);
                let spawns = self
                    .imports
                    .resolve(&name)
                    .iter()
                    .any(|full| full == "std::thread::spawn");
                let first = function.path.segments.first()?;
                spawns.then(|| place(self.file, first.ident.span()))
            }
            Expr::MethodCall(call) if call.method == "spawn" => self
                .is_builder(&call.receiver)
                .then(|| place(self.file, call.method.span())),
            Expr::MethodCall(call) if call.method == "unwrap" || call.method == "expect" => {
                self.spawned(&call.receiver)
            }
            Expr::Try(inner) => self.spawned(&inner.expr),
            Expr::Paren(inner) => self.spawned(&inner.expr),
            _ => None,
        }
    }

    /// Whether a chain of calls starts with `std::thread::Builder::new()`.
    fn is_builder(&self, expr: &Expr) -> bool {
        match expr {
            Expr::MethodCall(call) => self.is_builder(&call.receiver),
            Expr::Call(call) => matches!(call.func.as_ref(), Expr::Path(function)
                if self.imports.resolve(&path_text(&function.path)).iter().any(|full| full == "std::thread::Builder::new")),
            _ => false,
        }
    }
}

/// The `x` of `drop(x)`.
fn dropped_argument(expr: &Expr) -> Option<&Expr> {
    let Expr::Call(call) = expr else { return None };
    let Expr::Path(function) = call.func.as_ref() else {
        return None;
    };
    function
        .path
        .segments
        .last()
        .filter(|segment| segment.ident == "drop")?;
    call.args.first()
}

fn path_text(path: &syn::Path) -> String {
    path.segments
        .iter()
        .map(|segment| segment.ident.to_string())
        .collect::<Vec<_>>()
        .join("::")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::tests_support::written;

    #[test]
    fn a_handle_dropped_at_once_is_seen_and_a_kept_one_is_not() {
        let cases = [
            ("thread::spawn(|| work());", Some(3)),
            ("let _ = thread::spawn(|| work());", Some(3)),
            ("drop(thread::spawn(|| work()));", Some(3)),
            ("std::thread::spawn(work);", Some(3)),
            ("for i in 0..3 {\n thread::spawn(move || work(i)); }", Some(4)),
            ("thread::Builder::new().name(n).spawn(work).unwrap();", Some(3)),
            ("thread::Builder::new()\n.spawn(work)?;", Some(4)),
            ("let h = thread::spawn(work);", None),
            ("handles.push(thread::spawn(work));", None),
            ("thread::spawn(work).join().unwrap();", None),
            ("thread::scope(|s| { s.spawn(work); });", None),
            (
                "let handles: Vec<_> = (0..3).map(|_| thread::spawn(work)).collect();",
                None,
            ),
            ("pool.spawn(work);", None),
        ];
        for (body, line) in cases {
            let source = format!("use std::thread;\nfn main() {{\n{body}\n}}");
            let findings = Unjoined.judge(&written(&source));
            assert_eq!(
                findings.first().map(|finding| finding.places[0].line),
                line,
                "{body}"
            );
        }
    }
}
