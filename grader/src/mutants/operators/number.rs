//! Numbers that are off by one.

use crate::mutants::source::Source;
use syn::{Expr, Lit};

/// One more and one less than this number, as text; none: it is no number that is written down or named.
pub(super) fn off_by_one(source: &Source<'_>, number: &Expr) -> Vec<String> {
    match number {
        Expr::Lit(literal) => match &literal.lit {
            Lit::Int(int) => {
                let Ok(value) = int.base10_parse::<u64>() else {
                    return Vec::new();
                };
                let near = [value.checked_add(1), value.checked_sub(1)];
                near.into_iter()
                    .flatten()
                    .map(|value| format!("{value}{}", int.suffix()))
                    .collect()
            }
            _ => Vec::new(),
        },
        Expr::Path(_) | Expr::Field(_) => {
            let name = source.of(number);
            vec![format!("({name} + 1)"), format!("({name} - 1)")]
        }
        _ => Vec::new(),
    }
}
