//! A reader that locks out other readers, a writer that does not.

use crate::mutants::Operator;
use crate::mutants::edit::Change;
use crate::mutants::shapes::{acquisition, bare};
use crate::mutants::source::{Source, outermost, range};

/// `read()` → `write()` and, where it compiles, `write()` → `read()`.
pub(super) struct ReadWrite;

impl Operator for ReadWrite {
    fn name(&self) -> &'static str {
        "read-write"
    }

    fn changes(&self, source: &Source<'_>) -> Vec<Change> {
        let taken = outermost(source.exprs(), |expr| acquisition(expr).is_some());
        let found = taken.filter_map(|expr| {
            let call = acquisition(bare(expr)).or_else(|| acquisition(expr))?;
            let other = match call.method.to_string().as_str() {
                "read" => "write",
                "write" => "read",
                _ => return None,
            };
            let what = format!("{} made {other}", call.method);
            Some(Change::at(call.method.span(), what).replace(range(&call.method), other))
        });
        found.collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mutants::operators::tests::table;

    #[test]
    fn one_kind_of_access_becomes_the_other() {
        table(
            &ReadWrite,
            &[
                ("let n = *rw.read().unwrap();", &["let n = *rw.write().unwrap();"]),
                ("*rw.write().unwrap() += 1;", &["*rw.read().unwrap() += 1;"]),
                ("file.read(&mut bytes).unwrap(); m.lock().unwrap();", &[]),
            ],
        );
    }
}
