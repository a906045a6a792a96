//! One atomic operation made two: a load and a store, between which others come.

use crate::mutants::Operator;
use crate::mutants::edit::Change;
use crate::mutants::shapes::path_ends;
use crate::mutants::source::{Source, range};
use syn::{Expr, ExprMethodCall};

/// Neither weaker nor stronger orderings are the point, only that there are two operations.
const ORDERING: &str = "std::sync::atomic::Ordering::SeqCst";

/// `n.fetch_add(1, …)` → a load, then a store; likewise all other read-modify-write operations.
pub(super) struct AtomicSplit;

impl Operator for AtomicSplit {
    fn name(&self) -> &'static str {
        "atomic-split"
    }

    fn changes(&self, source: &Source<'_>) -> Vec<Change> {
        let calls = source.exprs().into_iter().filter_map(|expr| match expr {
            Expr::MethodCall(call) => Some((expr, call)),
            _ => None,
        });
        let found = calls.filter_map(|(expr, call)| {
            let after = in_two(source, call)?;
            let whole = format!(
                "{{ let cell = &{}; let seen = cell.load({ORDERING}); {after} }}",
                source.of(&*call.receiver)
            );
            let what = format!("{} made a load and a store", call.method);
            // In parentheses, so that a statement may begin with it and go on.
            Some(Change::at(call.method.span(), what).replace(range(expr), format!("({whole})")))
        });
        found.collect()
    }
}

/// What follows the load: the store and the value of the whole.
fn in_two(source: &Source<'_>, call: &ExprMethodCall) -> Option<String> {
    // Slices and cells have methods of these names too, but none with orderings.
    let plain = |expr: &&Expr| !path_ends(expr, &["Relaxed", "Acquire", "Release", "AcqRel", "SeqCst"]);
    let args: Vec<&str> = call.args.iter().filter(plain).map(|arg| source.of(arg)).collect();
    if args.len() == call.args.len() {
        return None;
    }
    let name = call.method.to_string();
    let stored = |value: String| Some(format!("cell.store({value}, {ORDERING}); seen"));
    let either = |test: String, value: String| {
        Some(format!(
            "match {test} {{ Some(new) => {{ cell.store({value}, {ORDERING}); Ok(seen) }} None => Err(seen) }}"
        ))
    };
    match (name.as_str(), &*args) {
        ("fetch_add", [by]) => stored(format!("seen.wrapping_add({by})")),
        ("fetch_sub", [by]) => stored(format!("seen.wrapping_sub({by})")),
        ("fetch_and", [by]) => stored(format!("seen & ({by})")),
        ("fetch_or", [by]) => stored(format!("seen | ({by})")),
        ("fetch_xor", [by]) => stored(format!("seen ^ ({by})")),
        ("fetch_nand", [by]) => stored(format!("!(seen & ({by}))")),
        ("fetch_not", []) => stored("!seen".to_owned()),
        ("fetch_max", [by]) => stored(format!("seen.max({by})")),
        ("fetch_min", [by]) => stored(format!("seen.min({by})")),
        ("swap", [new]) => stored((*new).to_owned()),
        ("compare_exchange" | "compare_exchange_weak", [current, new]) => either(
            format!("(seen == ({current})).then_some({new})"),
            "new".to_owned(),
        ),
        ("fetch_update", [update]) => either(format!("Some(seen).and_then({update})"), "new".to_owned()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mutants::operators::tests::table;

    #[test]
    fn others_come_between_the_load_and_the_store() {
        let whole = |rest: &str| format!("({{ let cell = &n; let seen = cell.load({ORDERING}); {rest} }});");
        let stored = |value: &str| whole(&format!("cell.store({value}, {ORDERING}); seen"));
        table(
            &AtomicSplit,
            &[
                (
                    "n.fetch_add(1, Ordering::Relaxed);",
                    &[&stored("seen.wrapping_add(1)")],
                ),
                ("n.fetch_sub(k, SeqCst);", &[&stored("seen.wrapping_sub(k)")]),
                ("n.swap(true, AcqRel);", &[&stored("true")]),
                (
                    "n.compare_exchange(0, 1, Acquire, Relaxed);",
                    &[&whole(&format!(
                        "match (seen == (0)).then_some(1) {{ Some(new) => {{ cell.store(new, {ORDERING}); Ok(seen) }} None => Err(seen) }}"
                    ))],
                ),
                ("v.swap(1, 2); n.load(SeqCst); n.store(1, SeqCst);", &[]),
            ],
        );
    }
}
