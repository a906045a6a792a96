//! Which std items a program names, and where: paths resolved through the file's `use` declarations.

use crate::build::{Place, SourceFile};
use proc_macro2::{Span, TokenStream, TokenTree};
use quote::ToTokens;
use std::collections::HashMap;
use syn::visit::{self, Visit};

/// A use of a name in the source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Name {
    /// The full path as far as it is known (`std::sync::Mutex::new`), `.join` for a method, or a keyword.
    pub path: String,
    /// Where it stands.
    pub at: Place,
}

/// Every name in a file. A file that does not parse names nothing: the compiler has its say about that.
pub(super) fn names(file: &SourceFile) -> Vec<Name> {
    let Ok(syntax) = syn::parse_file(&file.text) else {
        return Vec::new();
    };
    let mut imports = Imports::default();
    imports.visit_file(&syntax);
    let mut collector = Collector {
        file,
        imports,
        found: Vec::new(),
    };
    collector.visit_file(&syntax);
    collector.keywords(syntax.into_token_stream());
    collector.found
}

/// The place of a span.
pub(super) fn place(file: &SourceFile, span: Span) -> Place {
    let start = span.start();
    let number = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    Place {
        file: file.path.clone(),
        line: number(start.line),
        column: Some(number(start.column + 1)),
    }
}

/// What `use` brings into a file. Scopes are not told apart: a name imported anywhere in a file stands for the
/// same item everywhere in it, which is how people read their own programs.
#[derive(Default, Debug)]
pub(super) struct Imports {
    named: HashMap<String, String>,
    globs: Vec<String>,
    prefix: Vec<String>,
}

impl Imports {
    /// Everything that `path` may stand for: its first segment replaced by what was imported under that name.
    pub(super) fn resolve(&self, path: &str) -> Vec<String> {
        let (first, rest) = path
            .split_once("::")
            .map_or((path, None), |(first, rest)| (first, Some(rest)));
        let join = |head: &str| rest.map_or_else(|| head.to_owned(), |rest| format!("{head}::{rest}"));
        if let Some(full) = self.named.get(first) {
            return vec![join(full)];
        }
        let mut all: Vec<String> = self.globs.iter().map(|glob| format!("{glob}::{path}")).collect();
        all.push(path.to_owned());
        all
    }
}

impl<'ast> Visit<'ast> for Imports {
    fn visit_use_path(&mut self, node: &'ast syn::UsePath) {
        self.prefix.push(node.ident.to_string());
        visit::visit_use_path(self, node);
        self.prefix.pop();
    }

    fn visit_use_name(&mut self, node: &'ast syn::UseName) {
        let name = node.ident.to_string();
        if name == "self" {
            if let Some(last) = self.prefix.last().cloned() {
                self.named.insert(last, self.prefix.join("::"));
            }
        } else {
            let full = self.full(&name);
            self.named.insert(name, full);
        }
    }

    fn visit_use_rename(&mut self, node: &'ast syn::UseRename) {
        let full = if node.ident == "self" {
            self.prefix.join("::")
        } else {
            self.full(&node.ident.to_string())
        };
        self.named.insert(node.rename.to_string(), full);
    }

    fn visit_use_glob(&mut self, _: &'ast syn::UseGlob) {
        self.globs.push(self.prefix.join("::"));
    }
}

impl Imports {
    fn full(&self, name: &str) -> String {
        self.prefix
            .iter()
            .map(String::as_str)
            .chain([name])
            .collect::<Vec<_>>()
            .join("::")
    }
}

struct Collector<'a> {
    file: &'a SourceFile,
    imports: Imports,
    found: Vec<Name>,
}

impl Collector<'_> {
    fn push(&mut self, path: &str, span: Span) {
        let at = place(self.file, span);
        for path in self.imports.resolve(path) {
            self.found.push(Name { path, at: at.clone() });
        }
    }

    fn push_verbatim(&mut self, path: &str, span: Span) {
        self.found.push(Name {
            path: path.to_owned(),
            at: place(self.file, span),
        });
    }

    /// `unsafe` can stand in many places (blocks, functions, impls, attributes, macros); as a token it is one thing.
    fn keywords(&mut self, tokens: TokenStream) {
        for token in tokens {
            match token {
                TokenTree::Ident(ident) if ident == "unsafe" => self.push_verbatim("unsafe", ident.span()),
                TokenTree::Group(group) => self.keywords(group.stream()),
                _ => {}
            }
        }
    }

    /// Inside a macro call there is no syntax tree, but paths, methods and keywords can still be told.
    fn tokens(&mut self, tokens: TokenStream) {
        let mut path: Option<(String, Span)> = None;
        let mut punctuation = String::new();
        for token in tokens {
            match token {
                TokenTree::Ident(ident) => {
                    let word = ident.to_string();
                    match path.take() {
                        Some((head, span)) if punctuation == "::" => {
                            path = Some((format!("{head}::{word}"), span));
                        }
                        before => {
                            self.end_of(before);
                            if punctuation == "." {
                                self.push_verbatim(&format!(".{word}"), ident.span());
                            } else {
                                path = Some((word, ident.span()));
                            }
                        }
                    }
                    punctuation.clear();
                }
                TokenTree::Punct(punct) => punctuation.push(punct.as_char()),
                TokenTree::Group(group) => {
                    self.end_of(path.take());
                    punctuation.clear();
                    self.tokens(group.stream());
                }
                TokenTree::Literal(_) => {
                    self.end_of(path.take());
                    punctuation.clear();
                }
            }
        }
        self.end_of(path);
    }

    fn end_of(&mut self, path: Option<(String, Span)>) {
        if let Some((path, span)) = path {
            self.push(&path, span);
        }
    }
}

impl<'ast> Visit<'ast> for Collector<'_> {
    fn visit_path(&mut self, node: &'ast syn::Path) {
        let text = node
            .segments
            .iter()
            .map(|segment| segment.ident.to_string())
            .collect::<Vec<_>>()
            .join("::");
        if let Some(first) = node.segments.first() {
            self.push(&text, first.ident.span());
        }
        visit::visit_path(self, node);
    }

    fn visit_expr_method_call(&mut self, node: &'ast syn::ExprMethodCall) {
        self.push_verbatim(&format!(".{}", node.method), node.method.span());
        visit::visit_expr_method_call(self, node);
    }

    fn visit_macro(&mut self, node: &'ast syn::Macro) {
        visit::visit_macro(self, node);
        self.tokens(node.tokens.clone());
    }
}
