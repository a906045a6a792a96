//! `park` and `unpark`.

use super::{Kind, Op, value};

/// A task's token.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct Park {
    /// It is there.
    pub token: bool,
}

impl Park {
    /// `Unpark` gives [`value::SURE`] when the token was there already; `Park` gives [`value::FAILED`] when it went on
    /// without one.
    pub(super) fn perform(&mut self, op: &Op) -> u64 {
        let had = std::mem::replace(&mut self.token, op.kind == Kind::Unpark);
        match (op.kind, had) {
            (Kind::Unpark, true) => value::SURE,
            (Kind::Park, false) => value::FAILED,
            _ => value::DONE,
        }
    }
}
