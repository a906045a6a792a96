//! Functions of a program's own that do for their caller what operators look for: take a lock, start a thread.

use std::collections::BTreeSet;
use syn::visit::{self, Visit};
use syn::{ImplItemFn, ItemFn, ItemImpl, ReturnType, Signature, Type};

/// The names of a program's functions and methods that do such things.
#[derive(Debug, Default)]
pub struct Helpers {
    /// They give back a guard: what std calls so, and, given back by a method, whatever does something when it is
    /// dropped: the permit of a semaphore, say.
    pub lock: BTreeSet<String>,
    /// They give back the handle of a thread.
    pub start: BTreeSet<String>,
    droppers: BTreeSet<String>,
}

impl Helpers {
    /// Those of a program.
    #[must_use]
    pub fn of(tree: &syn::File) -> Self {
        let mut droppers = Droppers::default();
        droppers.visit_file(tree);
        let mut helpers = Helpers {
            droppers: droppers.0,
            ..Helpers::default()
        };
        helpers.visit_file(tree);
        helpers
    }

    fn look(&mut self, signature: &Signature) {
        let ReturnType::Type(_, given) = &signature.output else {
            return;
        };
        let Some(given) = name(given) else { return };
        // A function without `self` that gives back such a type is a constructor.
        let own = signature.receiver().is_some() && self.droppers.contains(&given);
        if own || given.ends_with("Guard") {
            self.lock.insert(signature.ident.to_string());
        } else if given.ends_with("JoinHandle") {
            self.start.insert(signature.ident.to_string());
        }
    }
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
    fn what_gives_back_a_guard_takes_a_lock_and_what_gives_back_a_handle_starts_a_thread() {
        let text = "
            fn ledger() -> MutexGuard<'static, Ledger> { todo() }
            fn plain() -> u32 { 1 }
            fn start(n: u32) -> JoinHandle<u32> { spawn(move || n) }
            impl Drop for Permit<'_> { fn drop(&mut self) {} }
            impl Drop for Pool { fn drop(&mut self) {} }
            impl Pool { fn new() -> Pool { Pool } fn take(&self) -> Permit<'_> { Permit(self) } }
        ";
        let found = Helpers::of(&syn::parse_str(text).unwrap());
        assert_eq!(found.lock.into_iter().collect::<Vec<_>>(), ["ledger", "take"]);
        assert_eq!(found.start.into_iter().collect::<Vec<_>>(), ["start"]);
    }
}
