//! Room for one more or one less: the size of a channel, a barrier, a semaphore, a pool, a bounded collection.

use super::number::off_by_one;
use crate::mutants::Operator;
use crate::mutants::edit::Change;
use crate::mutants::shapes::{bare, path_ends};
use crate::mutants::source::{Source, range};
use syn::spanned::Spanned;
use syn::{Expr, ExprBinary, ExprCall};

/// `sync_channel(3)`, `Barrier::new(3)`, `Semaphore::new(3)`, `queue.len() == 3` with 4 and with 2.
pub(super) struct Capacity;

impl Operator for Capacity {
    fn name(&self) -> &'static str {
        "capacity"
    }

    fn changes(&self, source: &Source<'_>) -> Vec<Change> {
        let mut changes = Vec::new();
        for expr in source.exprs() {
            let number = match expr {
                Expr::Call(call) if sized(call) => call.args.first(),
                Expr::Binary(comparison) => limit(comparison),
                _ => None,
            };
            let Some(number) = number else { continue };
            for other in off_by_one(source, number) {
                let what = format!("{} made {other}", source.of(number));
                changes.push(Change::at(number.span(), what).replace(range(number), other));
            }
        }
        changes
    }
}

/// What holds a value, and not so many of them.
const PLAIN: [&str; 9] = [
    "Mutex", "RwLock", "Arc", "Rc", "Box", "Cell", "RefCell", "Duration", "OnceCell",
];

/// Whether a call makes something of a size.
fn sized(call: &ExprCall) -> bool {
    let Expr::Path(path) = &*call.func else {
        return false;
    };
    if call.args.len() != 1 {
        return false;
    }
    if path_ends(&call.func, &["sync_channel"]) {
        return true;
    }
    let mut from_last = path
        .path
        .segments
        .iter()
        .rev()
        .map(|segment| segment.ident.to_string());
    let makes = from_last.next().is_some_and(|name| name == "new");
    let kind = from_last.next().unwrap_or_default();
    // The first argument of many a constructor is something else than a number.
    let number = match call.args.first() {
        Some(Expr::Lit(_)) => true,
        Some(Expr::Path(path)) => path
            .path
            .get_ident()
            .is_some_and(|it| it.to_string().chars().all(|c| !c.is_lowercase())),
        _ => false,
    };
    makes && number && !PLAIN.contains(&kind.as_str()) && !kind.starts_with("Atomic")
}

/// The number that a length is compared with.
fn limit(comparison: &ExprBinary) -> Option<&Expr> {
    use syn::BinOp::{Eq, Ge, Gt, Le, Lt, Ne};
    let length = |expr: &Expr| matches!(bare(expr), Expr::MethodCall(call) if call.method == "len");
    match comparison.op {
        Eq(_) | Ne(_) | Lt(_) | Le(_) | Gt(_) | Ge(_) if length(&comparison.left) => Some(&comparison.right),
        Eq(_) | Ne(_) | Lt(_) | Le(_) | Gt(_) | Ge(_) if length(&comparison.right) => Some(&comparison.left),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mutants::operators::tests::table;

    #[test]
    fn there_is_room_for_one_more_or_less() {
        table(
            &Capacity,
            &[
                ("sync_channel(0);", &["sync_channel(1);"]),
                (
                    "mpsc::sync_channel::<u8>(3);",
                    &["mpsc::sync_channel::<u8>(4);", "mpsc::sync_channel::<u8>(2);"],
                ),
                (
                    "Barrier::new(N);",
                    &["Barrier::new((N + 1));", "Barrier::new((N - 1));"],
                ),
                (
                    "while q.len() >= SIZE {}",
                    &["while q.len() >= (SIZE + 1) {}", "while q.len() >= (SIZE - 1) {}"],
                ),
                (
                    "Mutex::new(3); Arc::new(value); AtomicU32::new(0); a < b; Vec::with_capacity(3);",
                    &[],
                ),
            ],
        );
    }
}
