//! One sender more, which lives as long as the block that made the channel.

use crate::mutants::Operator;
use crate::mutants::edit::Change;
use crate::mutants::shapes::channel;
use crate::mutants::source::{Source, range};
use syn::Stmt;

/// `let (tx, rx) = channel();` → the same with `let _kept = tx.clone();` behind it.
pub(super) struct SenderKept;

impl Operator for SenderKept {
    fn name(&self) -> &'static str {
        "sender-kept"
    }

    fn changes(&self, source: &Source<'_>) -> Vec<Change> {
        let found = source.statements().filter_map(|(_, _, stmt)| {
            let Stmt::Local(local) = stmt else { return None };
            let (sender, _) = channel(local)?;
            let change = Change::at(sender.span(), format!("a clone of `{sender}` kept"));
            Some(change.insert(range(stmt).end, format!(" let _kept = {sender}.clone();")))
        });
        found.collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mutants::operators::tests::table;

    #[test]
    fn each_channel_has_one_sender_more() {
        table(
            &SenderKept,
            &[
                (
                    "let (tx, rx) = mpsc::channel();",
                    &["let (tx, rx) = mpsc::channel(); let _kept = tx.clone();"],
                ),
                (
                    "let (tx, rx) = sync_channel::<u8>(3);",
                    &["let (tx, rx) = sync_channel::<u8>(3); let _kept = tx.clone();"],
                ),
                ("let (a, b) = pair();", &[]),
            ],
        );
    }
}
