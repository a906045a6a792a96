//! What a file binds to names: which name stands for the value that is made at a spot.

use super::Spot;
use proc_macro2::{Span, TokenStream, TokenTree};
use std::collections::BTreeMap;
use syn::spanned::Spanned;
use syn::visit::{self, Visit};
use syn::{Expr, Member, Pat};

/// Every binding of a file.
#[derive(Debug, Default)]
pub(super) struct Bindings {
    found: Vec<Binding>,
    /// `let (lock, cvar) = &*pair`: what the parts of a tuple are called where it is taken apart.
    parts: BTreeMap<String, Vec<String>>,
    /// Of each `derive(Default)`: where it stands, and the fields with their types, for it makes what is in them.
    derived: Vec<Derived>,
    /// `let other = Arc::clone(&pair)`: other → pair.
    aliases: BTreeMap<String, String>,
}

/// Where a `derive` stands, from and to, and the fields of its type, each with the tokens of its type.
type Derived = (Spot, Spot, Vec<(String, String)>);

/// A stretch of source and what is bound to its value.
#[derive(Debug)]
struct Binding {
    from: Spot,
    to: Spot,
    names: Vec<String>,
    /// Set for part `n` of a tuple that is bound to a name.
    part: Option<usize>,
}

impl Bindings {
    /// Collects them.
    pub(super) fn of(file: &syn::File) -> Self {
        let mut bindings = Bindings::default();
        bindings.visit_file(file);
        bindings
    }

    /// The names for what is made at `spot`: those of the innermost binding around it.
    pub(super) fn at(&self, spot: Spot) -> Option<Vec<String>> {
        let around = self
            .found
            .iter()
            .filter(|binding| binding.from <= spot && spot < binding.to);
        // Of two that stand around the same stretch, the one found first says more.
        let inner = around.min_by_key(|binding| {
            let lines = binding.to.line - binding.from.line;
            (
                lines,
                if lines == 0 {
                    binding.to.column - binding.from.column
                } else {
                    0
                },
            )
        })?;
        let Some(part) = inner.part else {
            return Some(inner.names.clone());
        };
        let whole = inner.names.first()?;
        let named = self.parts.iter().find(|(name, _)| self.root(name) == whole);
        let name = named.and_then(|(_, parts)| parts.get(part).cloned());
        Some(vec![name.unwrap_or_else(|| format!("{whole}.{part}"))])
    }

    /// The field that a `derive(Default)` at `spot` makes a thing of `kind` for, when only one can be meant.
    pub(super) fn derived(&self, spot: Spot, kind: &str) -> Option<String> {
        let (_, _, fields) = self
            .derived
            .iter()
            .find(|(from, to, _)| *from <= spot && spot < *to)?;
        let mut meant = fields
            .iter()
            .filter(|(_, types)| types.split_whitespace().any(|word| word == kind));
        let (name, _) = meant.next()?;
        meant.next().is_none().then(|| name.clone())
    }

    /// What `name` is a clone of, through at most as many steps as there are aliases.
    fn root<'a>(&'a self, name: &'a str) -> &'a str {
        let mut name = name;
        for _ in 0..self.aliases.len() {
            match self.aliases.get(name) {
                Some(of) if of != name => name = of,
                _ => break,
            }
        }
        name
    }

    fn bind(&mut self, span: Span, names: Vec<String>, part: Option<usize>) {
        if !names.is_empty() {
            self.found.push(Binding {
                from: Spot::start(span),
                to: Spot::end(span),
                names,
                part,
            });
        }
    }

    /// `static NAME … ;` inside a macro such as `thread_local!`, where there is no syntax tree.
    fn statics_in(&mut self, tokens: TokenStream) {
        let mut name: Option<(String, bool)> = None;
        for token in tokens {
            match (&token, &mut name) {
                (TokenTree::Ident(ident), None) if ident == "static" => name = Some((String::new(), false)),
                // `static ref NAME`, as other macros write it, names it one word later.
                (TokenTree::Ident(ident), Some((found, _))) if found.is_empty() && ident == "ref" => {}
                (TokenTree::Ident(ident), Some((found, _))) if found.is_empty() => *found = ident.to_string(),
                (TokenTree::Punct(mark), Some(_)) if mark.as_char() == ';' => name = None,
                (TokenTree::Punct(mark), Some((_, begun))) if mark.as_char() == '=' => *begun = true,
                (_, Some((found, true))) => {
                    let found = vec![found.clone()];
                    self.bind(token.span(), found, None);
                }
                _ => {}
            }
        }
    }
}

impl<'ast> Visit<'ast> for Bindings {
    fn visit_local(&mut self, local: &'ast syn::Local) {
        let names = pattern(&local.pat);
        if let Some(init) = &local.init {
            let value = unwrapped(&init.expr);
            match (value, names.as_slice()) {
                (Expr::Tuple(tuple), [whole]) => {
                    for (index, part) in tuple.elems.iter().enumerate() {
                        self.bind(part.span(), vec![whole.clone()], Some(index));
                    }
                }
                (Expr::Tuple(tuple), names) if names.len() == tuple.elems.len() => {
                    for (part, name) in tuple.elems.iter().zip(names) {
                        self.bind(part.span(), vec![name.clone()], None);
                    }
                }
                (Expr::Struct(made), [whole]) => {
                    for field in &made.fields {
                        let name = format!("{whole}.{}", member(&field.member));
                        self.bind(field.expr.span(), vec![name], None);
                    }
                }
                (value, [name]) => {
                    if let Some(of) = plain(value) {
                        // `let pair = pair.clone()` shadows and says nothing new.
                        if of != *name {
                            self.aliases.entry(name.clone()).or_insert(of);
                        }
                    }
                }
                (value, parts) => {
                    if let Some(of) = plain(value) {
                        self.parts.entry(of).or_insert_with(|| parts.to_vec());
                    }
                }
            }
            self.bind(init.expr.span(), names, None);
        }
        visit::visit_local(self, local);
    }

    fn visit_item_static(&mut self, item: &'ast syn::ItemStatic) {
        self.bind(item.expr.span(), vec![item.ident.to_string()], None);
        visit::visit_item_static(self, item);
    }

    fn visit_item_struct(&mut self, item: &'ast syn::ItemStruct) {
        let named = |field: &syn::Field| {
            let types = quote::ToTokens::to_token_stream(&field.ty).to_string();
            field.ident.as_ref().map(|name| (name.to_string(), types))
        };
        for attribute in item
            .attrs
            .iter()
            .filter(|attribute| attribute.path().is_ident("derive"))
        {
            let fields = item.fields.iter().filter_map(named).collect();
            self.derived
                .push((Spot::start(attribute.span()), Spot::end(attribute.span()), fields));
        }
        visit::visit_item_struct(self, item);
    }

    fn visit_item_const(&mut self, item: &'ast syn::ItemConst) {
        self.bind(item.expr.span(), vec![item.ident.to_string()], None);
        visit::visit_item_const(self, item);
    }

    fn visit_field_value(&mut self, field: &'ast syn::FieldValue) {
        self.bind(field.expr.span(), vec![member(&field.member)], None);
        visit::visit_field_value(self, field);
    }

    fn visit_expr_assign(&mut self, assign: &'ast syn::ExprAssign) {
        if let Some(name) = plain(&assign.left) {
            self.bind(assign.right.span(), vec![name], None);
        }
        visit::visit_expr_assign(self, assign);
    }

    fn visit_expr_method_call(&mut self, call: &'ast syn::ExprMethodCall) {
        let fills = [
            "push",
            "push_back",
            "push_front",
            "insert",
            "get_or_init",
            "call_once",
        ];
        if fills.iter().any(|method| call.method == method)
            && let Some(name) = plain(&call.receiver)
        {
            for argument in &call.args {
                self.bind(argument.span(), vec![name.clone()], None);
            }
        }
        visit::visit_expr_method_call(self, call);
    }

    fn visit_macro(&mut self, call: &'ast syn::Macro) {
        self.statics_in(call.tokens.clone());
        visit::visit_macro(self, call);
    }
}

/// The names that a pattern binds, in order.
fn pattern(pat: &Pat) -> Vec<String> {
    match pat {
        Pat::Ident(ident) => vec![ident.ident.to_string()],
        Pat::Type(typed) => pattern(&typed.pat),
        Pat::Reference(reference) => pattern(&reference.pat),
        Pat::Tuple(tuple) => tuple.elems.iter().flat_map(pattern).collect(),
        _ => Vec::new(),
    }
}

fn member(member: &Member) -> String {
    match member {
        Member::Named(name) => name.to_string(),
        Member::Unnamed(index) => index.index.to_string(),
    }
}

/// The value inside `Arc::new(…)`, `Box::new(…)`, parentheses, `&`, `.unwrap()`, `?` and blocks of one expression.
pub(super) fn unwrapped(expr: &Expr) -> &Expr {
    match expr {
        Expr::Paren(inner) => unwrapped(&inner.expr),
        Expr::Group(inner) => unwrapped(&inner.expr),
        Expr::Reference(inner) => unwrapped(&inner.expr),
        Expr::Try(inner) => unwrapped(&inner.expr),
        Expr::MethodCall(call) if call.method == "unwrap" || call.method == "expect" => {
            unwrapped(&call.receiver)
        }
        Expr::Call(call) if call.args.len() == 1 && wraps(&call.func) => unwrapped(&call.args[0]),
        _ => expr,
    }
}

/// `Arc::new`, `Box::new`, `Rc::new`: what is inside is what the learner means.
fn wraps(func: &Expr) -> bool {
    let Expr::Path(path) = func else { return false };
    let segments: Vec<String> = path
        .path
        .segments
        .iter()
        .map(|segment| segment.ident.to_string())
        .collect();
    matches!(segments.as_slice(), [.., owner, new] if new == "new" && ["Arc", "Box", "Rc"].contains(&owner.as_str()))
}

/// The variable or field behind `&x`, `*x`, `x.clone()`, `Arc::clone(&x)`, `self.x`.
pub(super) fn plain(expr: &Expr) -> Option<String> {
    match expr {
        Expr::Path(path) => path.path.get_ident().map(ToString::to_string),
        Expr::Field(field) => Some(member(&field.member)),
        Expr::Reference(inner) => plain(&inner.expr),
        Expr::Unary(inner) => plain(&inner.expr),
        Expr::Paren(inner) => plain(&inner.expr),
        Expr::Index(inner) => plain(&inner.expr),
        Expr::MethodCall(call) if call.args.is_empty() => {
            let same = ["clone", "as_ref", "deref", "iter", "unwrap"];
            same.iter()
                .any(|method| call.method == method)
                .then(|| plain(&call.receiver))?
        }
        Expr::Call(call) if call.args.len() == 1 => {
            let Expr::Path(path) = &*call.func else {
                return None;
            };
            let last = path.path.segments.last()?;
            (last.ident == "clone").then(|| plain(&call.args[0]))?
        }
        _ => None,
    }
}
