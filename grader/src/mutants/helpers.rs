//! Functions of a program's own that take a lock for their caller: those that give back a guard.

use std::collections::BTreeSet;
use syn::visit::{self, Visit};
use syn::{ImplItemFn, ItemFn, ItemImpl, ReturnType, Signature, Type};

/// The names of all functions and methods that give back a guard.
///
/// A guard is what std calls so, and, given back by a method, whatever does something when it is dropped: the permit of
/// a semaphore, say.
#[must_use]
pub fn helpers(tree: &syn::File) -> BTreeSet<String> {
    let mut droppers = Droppers::default();
    droppers.visit_file(tree);
    let mut helpers = Helpers {
        droppers: droppers.0,
        names: BTreeSet::new(),
    };
    helpers.visit_file(tree);
    helpers.names
}

/// The types with a `Drop` of their own.
#[derive(Default)]
struct Droppers(BTreeSet<String>);

impl<'ast> Visit<'ast> for Droppers {
    fn visit_item_impl(&mut self, node: &'ast ItemImpl) {
        let drops = node
            .trait_
            .as_ref()
            .is_some_and(|(path, _)| path.is_ident("Drop"));
        self.0.extend(name(&node.self_ty).filter(|_| drops));
    }
}

struct Helpers {
    droppers: BTreeSet<String>,
    names: BTreeSet<String>,
}

impl Helpers {
    fn look(&mut self, signature: &Signature) {
        let ReturnType::Type(_, given) = &signature.output else {
            return;
        };
        let Some(given) = name(given) else { return };
        // A function without `self` that gives back such a type is a constructor.
        let own = signature.receiver().is_some() && self.droppers.contains(&given);
        if own || given.ends_with("Guard") {
            self.names.insert(signature.ident.to_string());
        }
    }
}

impl<'ast> Visit<'ast> for Helpers {
    fn visit_item_fn(&mut self, node: &'ast ItemFn) {
        self.look(&node.sig);
        visit::visit_item_fn(self, node);
    }

    fn visit_impl_item_fn(&mut self, node: &'ast ImplItemFn) {
        self.look(&node.sig);
        visit::visit_impl_item_fn(self, node);
    }
}

/// The name of a type.
fn name(of: &Type) -> Option<String> {
    match of {
        Type::Path(path) => path.path.segments.last().map(|segment| segment.ident.to_string()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_gives_back_a_guard_takes_a_lock() {
        let text = "
            fn ledger() -> MutexGuard<'static, Ledger> { todo() }
            fn plain() -> u32 { 1 }
            impl Drop for Permit<'_> { fn drop(&mut self) {} }
            impl Drop for Pool { fn drop(&mut self) {} }
            impl Pool { fn new() -> Pool { Pool } fn take(&self) -> Permit<'_> { Permit(self) } }
        ";
        let found = helpers(&syn::parse_str(text).unwrap());
        assert_eq!(found.into_iter().collect::<Vec<_>>(), ["ledger", "take"]);
    }
}
