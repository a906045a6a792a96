//! Messages that say "no more": how they are told from others.

use crate::mutants::shapes::{bare, expression, last_segment};
use syn::{Expr, ExprMethodCall, Stmt};

/// A statement that sends a sentinel: `None`, a constant such as `STOP`, a variant such as `Job::Stop`.
pub(super) fn sentinel(stmt: &Stmt) -> Option<&ExprMethodCall> {
    let Expr::MethodCall(call) = bare(expression(stmt)?) else {
        return None;
    };
    let sends = call.method == "send" || call.method == "push_back" || call.method == "put";
    let fixed = last_segment(call.args.first()?)?.to_string();
    (sends && call.args.len() == 1 && fixed.starts_with(char::is_uppercase)).then_some(call)
}
