//! Guards of locks that have a name: where each is taken, how far it lives, where it is used.

use super::edit::Change;
use super::shapes::{dropped, named, wait};
use super::source::{Nodes, Source, mentions, range};
use std::ops::Range;
use syn::spanned::Spanned;
use syn::{Block, Expr, Local, Pat, Stmt};

/// A guard: `let mut n = count.lock().unwrap();`, or one that a wait gives back.
pub struct Guard<'a> {
    /// Its name.
    pub name: String,
    /// The block in which it is taken.
    pub block: &'a Block,
    /// Which of the block's statements takes it.
    pub at: usize,
    /// That statement.
    pub local: &'a Local,
    /// An expression that takes the lock once more.
    pub again: String,
    /// It was not taken from the lock but given back by a wait.
    pub from_wait: bool,
    /// Which of the block's statements drops it; none: it lives to the end of the block.
    pub dropped: Option<usize>,
    /// Where it is named while it lives, in order.
    pub uses: Vec<Range<usize>>,
}

/// A place at which a guard can be dropped and one at which it can be taken again, between two of its uses.
#[derive(Debug, Clone)]
pub struct Gap {
    /// Before this byte it can be dropped.
    pub open: usize,
    /// Before this byte it can be taken again.
    pub close: usize,
    /// What follows it.
    pub before: proc_macro2::Span,
}

impl<'a> Guard<'a> {
    /// Every guard of a program, in reading order.
    #[must_use]
    pub fn all(source: &'a Source<'_>) -> Vec<Guard<'a>> {
        let mut guards: Vec<Guard<'a>> = Vec::new();
        for (block, at, stmt) in source.statements() {
            let Stmt::Local(local) = stmt else { continue };
            let (Some(name), Some(init)) = (named(local), &local.init) else {
                continue;
            };
            let (again, from_wait) = if source.takes_lock(&init.expr).is_some() {
                (source.flat(&init.expr), false)
            } else if let Some(wait) = wait(&init.expr) {
                match wait.args.first().and_then(|given| retake(source, given, &guards)) {
                    Some(again) => (again, true),
                    None => continue,
                }
            } else {
                continue;
            };
            let name = name.to_string();
            let later = &block.stmts[at + 1..];
            let dropped = later
                .iter()
                .position(|stmt| dropped(stmt).is_some_and(|it| *it == name));
            let shadowed = later.iter().position(|stmt| shadows(stmt, &name));
            // What shadows it may still use it: `let n = *n;`.
            let end = dropped.or(shadowed.map(|at| at + 1)).unwrap_or(later.len());
            let uses = later[..end].iter().flat_map(|stmt| mentions(stmt, &name));
            guards.push(Guard {
                uses: uses
                    .filter(|place| !shadowing(&later[..end], place, &name))
                    .collect(),
                name,
                block,
                at,
                local,
                again,
                from_wait,
                dropped: dropped.map(|index| at + 1 + index),
            });
        }
        guards
    }

    /// The statement that takes it.
    #[must_use]
    pub fn taken(&self) -> &'a Stmt {
        &self.block.stmts[self.at]
    }

    /// The statements during which it lives, that which drops it not among them.
    #[must_use]
    pub fn life(&self) -> &'a [Stmt] {
        &self.block.stmts[self.at + 1..self.dropped.unwrap_or(self.block.stmts.len())]
    }

    /// The gaps between two uses that follow each other, where a statement begins between them.
    #[must_use]
    pub fn gaps(&self) -> Vec<Gap> {
        let life = self.life();
        let mut blocks: Vec<&[Stmt]> = vec![life];
        for stmt in life {
            blocks.extend(Nodes::of_stmt(stmt).blocks.iter().map(|block| &*block.stmts));
        }
        let between = |first: usize, second: usize| {
            let inside = blocks.iter().filter_map(|stmts| {
                let close = stmts.iter().find(|stmt| {
                    let place = range(*stmt);
                    first < place.start && place.contains(&second)
                })?;
                let open = stmts.iter().find(|stmt| first < range(*stmt).start)?;
                Some(Gap {
                    open: range(open).start,
                    close: range(close).start,
                    before: close.span(),
                })
            });
            // The innermost place is the one right before the second use.
            inside.max_by_key(|gap| gap.close)
        };
        let mut gaps: Vec<Gap> = Vec::new();
        for pair in self.uses.windows(2) {
            let gap = between(pair[0].start, pair[1].start);
            gaps.extend(gap.filter(|gap| gaps.last().is_none_or(|last| last.close != gap.close)));
        }
        gaps
    }

    /// Drops the guard and takes it again in this gap.
    #[must_use]
    pub fn open(&self, change: Change, gap: &Gap) -> Change {
        let Guard { name, again, .. } = self;
        change
            .insert(gap.open, format!("drop({name}); "))
            .insert(gap.close, format!("{name} = {again}; "))
    }

    /// Makes the guard's variable one that can be assigned.
    #[must_use]
    pub fn made_mutable(&self, change: Change) -> Change {
        let mut pat = &self.local.pat;
        while let Pat::Type(typed) = pat {
            pat = &typed.pat;
        }
        match pat {
            Pat::Ident(ident) if ident.mutability.is_none() => {
                change.insert(range(&ident.ident).start, "mut ")
            }
            _ => change,
        }
    }
}

/// How to take the lock again whose guard was given to a wait.
fn retake(source: &Source<'_>, given: &Expr, before: &[Guard<'_>]) -> Option<String> {
    if source.takes_lock(given).is_some() {
        return Some(source.flat(given));
    }
    let name = super::shapes::variable(given)?;
    let taken = before.iter().rev().find(|guard| *name == guard.name)?;
    Some(taken.again.clone())
}

/// Whether a statement gives the name to something else.
fn shadows(stmt: &Stmt, name: &str) -> bool {
    matches!(stmt, Stmt::Local(local) if !mentions(&local.pat, name).is_empty())
}

/// Whether the name at this place is the one that shadows.
fn shadowing(stmts: &[Stmt], place: &Range<usize>, name: &str) -> bool {
    stmts.iter().any(|stmt| match stmt {
        Stmt::Local(local) => mentions(&local.pat, name).contains(place),
        _ => false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn guards(body: &str) -> Vec<(String, String, usize, usize)> {
        let text = format!("fn f() {{ {body} }}");
        let source = Source::parse(&text).unwrap();
        let all = Guard::all(&source);
        let shown = all.iter();
        shown
            .map(|it| (it.name.clone(), it.again.clone(), it.uses.len(), it.gaps().len()))
            .collect()
    }

    #[test]
    fn guards_live_until_they_are_dropped_shadowed_or_at_the_end() {
        let one = |uses, gaps| vec![("n".to_owned(), "N.lock().unwrap()".to_owned(), uses, gaps)];
        for (body, expected) in [
            (
                "let mut n = N.lock().unwrap(); let t = *n; *n = t - 1;",
                one(2, 1),
            ),
            (
                "let mut n = N.lock().unwrap(); *n += 1; drop(n); f(n);",
                one(1, 0),
            ),
            ("let n = N.lock().unwrap(); let n = *n; f(n); f(n);", one(1, 0)),
            (
                "let n: G = N.lock().unwrap(); if *n > 0 { f(*n); g(*n) }",
                one(3, 2),
            ),
            ("let n = N.lock().unwrap(); f(*n, *n);", one(2, 0)),
            ("let n = N.read();", vec![]),
            ("let out = std::io::stdout().lock(); f(out);", vec![]),
        ] {
            assert_eq!(guards(body), expected, "{body}");
        }
    }

    #[test]
    fn a_guard_that_a_wait_gives_back_belongs_to_the_same_lock() {
        let found =
            guards("let n = N.lock().unwrap(); let mut n = C.wait_while(n, |n| *n == 0).unwrap(); *n -= 1;");
        let again: Vec<_> = found.iter().map(|it| it.1.as_str()).collect();
        assert_eq!(again, ["N.lock().unwrap()", "N.lock().unwrap()"]);
        let own =
            "fn lock() -> MutexGuard<'static, u8> { N.lock().unwrap() } fn g() { let n = lock(); f(*n); }";
        assert_eq!(Guard::all(&Source::parse(own).unwrap())[0].again, "lock()");
        assert_eq!(
            guards("let n = C.wait(N.lock().unwrap()).unwrap(); f(n);")[0].1,
            "N.lock().unwrap()"
        );
    }
}
