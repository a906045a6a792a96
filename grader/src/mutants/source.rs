//! A program's text with its syntax tree, as operators see it: blocks, statements and expressions in reading order.

use super::helpers::Helpers;
use super::shapes::{acquisition, bare, is_spawn, last_segment};
use proc_macro2::{Span, TokenStream, TokenTree};
use quote::ToTokens;
use std::ops::Range;
use syn::parse::Parser;
use syn::punctuated::Punctuated;
use syn::spanned::Spanned;
use syn::visit::{self, Visit};
use syn::{Block, Expr, Ident, Macro, Stmt, Token};

/// A program to be mutated.
pub struct Source<'a> {
    text: &'a str,
    tree: syn::File,
    /// What macros such as `println!` are called with is no part of the tree, but usually a list of expressions.
    arguments: Vec<Expr>,
    helpers: Helpers,
}

/// Macros within the arguments of macros are looked into so deep.
const DEEPEST: usize = 8;

impl<'a> Source<'a> {
    /// Reads a program.
    ///
    /// # Errors
    /// It is not valid Rust: the parser's words.
    pub fn parse(text: &'a str) -> Result<Self, String> {
        // Not `parse_file`: that skips a first line `#!…` and a byte order mark, and then every place is off.
        let tree = syn::parse_str(text).map_err(|error| error.to_string())?;
        let mut arguments = Vec::new();
        let mut macros = Macros::default();
        macros.visit_file(&tree);
        for _ in 0..DEEPEST {
            let found: Vec<Expr> = std::mem::take(&mut macros.0)
                .into_iter()
                .flat_map(listed)
                .collect();
            for argument in &found {
                macros.visit_expr(argument);
            }
            arguments.extend(found);
        }
        let helpers = Helpers::of(&tree);
        Ok(Source {
            text,
            tree,
            arguments,
            helpers,
        })
    }

    /// Where an expression takes a lock: `m.lock().unwrap()`, or a function of the program's own that gives back a guard.
    #[must_use]
    pub fn takes_lock(&self, expr: &Expr) -> Option<Span> {
        if let Some(call) = acquisition(expr) {
            return Some(call.method.span());
        }
        let name = called(expr)?;
        self.helpers.lock.contains(&name.to_string()).then(|| name.span())
    }

    /// Whether an expression starts a thread, itself or by a function of the program's own that gives back its handle.
    #[must_use]
    pub fn starts(&self, expr: &Expr) -> bool {
        is_spawn(expr) || called(expr).is_some_and(|name| self.helpers.start.contains(&name.to_string()))
    }

    /// Whether something in an expression does so.
    #[must_use]
    pub fn starts_within(&self, expr: &Expr) -> bool {
        Nodes::of_expr(expr)
            .exprs
            .into_iter()
            .any(|expr| self.starts(expr))
    }

    /// Whether something in a block does so.
    #[must_use]
    pub fn starts_in(&self, block: &Block) -> bool {
        Nodes::of_block(block)
            .exprs
            .into_iter()
            .any(|expr| self.starts(expr))
    }

    /// Every block, outer ones first.
    #[must_use]
    pub fn blocks(&self) -> Vec<&Block> {
        self.nodes().blocks
    }

    /// Every expression, outer ones first.
    #[must_use]
    pub fn exprs(&self) -> Vec<&Expr> {
        self.nodes().exprs
    }

    /// Every statement with the block that it stands in and its place there.
    pub fn statements(&self) -> impl Iterator<Item = (&Block, usize, &Stmt)> {
        self.blocks().into_iter().flat_map(|block| {
            let numbered = block.stmts.iter().enumerate();
            numbered.map(move |(at, stmt)| (block, at, stmt))
        })
    }

    /// The text of a node as its author wrote it.
    #[must_use]
    pub fn of(&self, node: &impl Spanned) -> &'a str {
        self.text.get(range(node)).unwrap_or_default()
    }

    /// The same on one line, so that it can be inserted elsewhere without moving other lines.
    #[must_use]
    pub fn flat(&self, node: &(impl Spanned + ToTokens)) -> String {
        let lines: Vec<&str> = self.of(node).lines().map(str::trim).collect();
        let (joined, tokens) = (lines.join(" "), node.to_token_stream().to_string());
        // A comment would swallow what follows it now, and a string would be another one. Tokens know no such thing.
        let same = joined
            .parse::<TokenStream>()
            .is_ok_and(|joined| joined.to_string() == tokens);
        if same { joined } else { tokens }
    }

    fn nodes(&self) -> Nodes<'_> {
        let mut nodes = Nodes::default();
        nodes.visit_file(&self.tree);
        for argument in &self.arguments {
            nodes.visit_expr(argument);
        }
        nodes
    }
}

/// The name of the function or method that an expression calls, its result unwrapped if need be.
fn called(expr: &Expr) -> Option<&Ident> {
    match bare(expr) {
        Expr::MethodCall(call) => Some(&call.method),
        Expr::Call(call) => last_segment(&call.func),
        _ => None,
    }
}

/// Where a node stands: bytes of the text.
#[must_use]
pub fn range(node: &impl Spanned) -> Range<usize> {
    node.span().byte_range()
}

/// Of these expressions those that meet `wanted` and lie in no other that does.
pub fn outermost<'n>(
    exprs: impl IntoIterator<Item = &'n Expr>,
    wanted: impl Fn(&Expr) -> bool,
) -> impl Iterator<Item = &'n Expr> {
    let mut end = 0;
    // Outer expressions come before inner ones, and macros' arguments after everything.
    let mut start = 0;
    exprs.into_iter().filter(move |expr| {
        let place = range(*expr);
        let within = (start..end).contains(&place.start);
        let found = !within && wanted(expr);
        if found {
            (start, end) = (place.start, place.end);
        }
        found
    })
}

/// The expressions and the blocks in a part of a program.
#[derive(Default)]
pub struct Nodes<'ast> {
    /// Outer blocks before inner ones.
    pub blocks: Vec<&'ast Block>,
    /// Outer expressions before inner ones.
    pub exprs: Vec<&'ast Expr>,
}

impl<'ast> Nodes<'ast> {
    /// Those of a statement.
    #[must_use]
    pub fn of_stmt(stmt: &'ast Stmt) -> Self {
        let mut nodes = Nodes::default();
        nodes.visit_stmt(stmt);
        nodes
    }

    /// Those of an expression, itself included.
    #[must_use]
    pub fn of_expr(expr: &'ast Expr) -> Self {
        let mut nodes = Nodes::default();
        nodes.visit_expr(expr);
        nodes
    }

    /// Those of a block, itself included.
    #[must_use]
    pub fn of_block(block: &'ast Block) -> Self {
        let mut nodes = Nodes::default();
        nodes.visit_block(block);
        nodes
    }
}

impl<'ast> Visit<'ast> for Nodes<'ast> {
    fn visit_block(&mut self, node: &'ast Block) {
        self.blocks.push(node);
        visit::visit_block(self, node);
    }

    fn visit_expr(&mut self, node: &'ast Expr) {
        self.exprs.push(node);
        visit::visit_expr(self, node);
    }
}

/// What the macros of a part of a program are called with.
#[derive(Default)]
struct Macros(Vec<TokenStream>);

impl<'ast> Visit<'ast> for Macros {
    fn visit_macro(&mut self, node: &'ast Macro) {
        self.0.push(node.tokens.clone());
    }
}

/// Tokens as a list of expressions; none where they are anything else.
fn listed(tokens: TokenStream) -> Vec<Expr> {
    let list = Punctuated::<Expr, Token![,]>::parse_terminated.parse2(tokens);
    list.map(|list| list.into_iter().collect()).unwrap_or_default()
}

/// Where a variable is named in a part of a program, macros and the names in format strings included. Fields and methods
/// of that name do not count.
#[must_use]
pub fn mentions(node: &impl ToTokens, name: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    look(node.to_token_stream(), name, &mut found);
    found
}

fn look(tokens: TokenStream, name: &str, found: &mut Vec<Range<usize>>) {
    let mut behind_dot = false;
    for token in tokens {
        let span = token.span();
        let mut dot = false;
        match token {
            TokenTree::Ident(ident) if ident == name && !behind_dot => found.push(span.byte_range()),
            TokenTree::Literal(literal) if in_format(&literal.to_string(), name) => {
                found.push(span.byte_range());
            }
            TokenTree::Group(group) => look(group.stream(), name, found),
            // `..name` is a range, not a field.
            TokenTree::Punct(punct) => dot = punct.as_char() == '.' && !behind_dot,
            _ => {}
        }
        behind_dot = dot;
    }
}

/// Whether a string literal has a place for this variable: `{name}` or `{name:…}`.
fn in_format(literal: &str, name: &str) -> bool {
    let mut places = literal.split('{').skip(1);
    literal.starts_with(['"', 'r'])
        && places.any(|place| {
            place
                .strip_prefix(name)
                .is_some_and(|rest| rest.starts_with(['}', ':']))
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_bytes_whatever_stands_before() {
        let text = "fn main() { let 包子 = \"包子\"; drop(包子); }";
        let source = Source::parse(text).unwrap();
        let (_, _, stmt) = source.statements().nth(1).unwrap();
        assert_eq!(source.of(stmt), "drop(包子);");
    }

    #[test]
    fn what_goes_on_one_line_stays_what_it_is() {
        let flat = |body: &str| {
            let text = format!("fn main() {{ {body} }}");
            let source = Source::parse(&text).unwrap();
            let (_, _, stmt) = source.statements().next().unwrap();
            source.flat(stmt)
        };
        assert_eq!(
            flat("for t in ts {\n    t.join();\n}"),
            "for t in ts { t.join(); }"
        );
        assert_eq!(
            flat("for t in ts { // all\n t.join(); }"),
            "for t in ts { t . join () ; }"
        );
        assert_eq!(flat("f(\"a\nb\");"), "f (\"a\nb\") ;");
    }

    #[test]
    fn what_macros_are_called_with_is_seen() {
        let text = "fn main() { println!(\"{}\", vec![thread::spawn(work)].len()); }";
        let source = Source::parse(text).unwrap();
        let calls = source
            .exprs()
            .into_iter()
            .filter(|expr| matches!(expr, Expr::Call(_)));
        let calls: Vec<_> = calls.map(|call| source.of(call)).collect();
        assert_eq!(calls, ["thread::spawn(work)"]);
    }

    #[test]
    fn a_variable_is_found_wherever_it_is_named() {
        let block: Block =
            syn::parse_str("{ *n += self.n; f(&n, 0..n); println!(\"{n} {n:?} {{n\"); n.n(); nn }").unwrap();
        assert_eq!(mentions(&block, "n").len(), 5);
    }

    #[test]
    fn a_text_that_is_no_program_says_so() {
        assert!(Source::parse("fn main( {").is_err());
    }
}
