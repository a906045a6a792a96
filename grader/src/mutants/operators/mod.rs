//! The operators: one kind of change per file, and one line here.
//!
//! To add one: write `operators/<name>.rs` with an [`Operator`] and a table of cases, and add its line to [`OPERATORS`].

mod atomic_split;
mod capacity;
mod drop_removed;
mod join_at_once;
mod join_late;
mod join_removed;
mod join_to_sleep;
mod lock_ignored;
mod lock_kept;
mod lock_later;
mod lock_order;
mod lock_over_loop;
mod lock_per_use;
mod lock_shortened;
mod lock_sooner;
mod lock_split;
mod lock_unscoped;
mod notify_dropped;
mod notify_early;
mod notify_one;
mod number;
mod once_split;
mod read_write;
mod recv_try;
mod scope_late;
mod sender_kept;
mod sentinel;
mod sentinel_dropped;
mod sentinel_early;
mod sentinel_short;
mod store_dropped;
mod store_early;
mod update_split;
mod wait_blind;
mod wait_once;
mod wait_removed;
mod workers;

use super::Operator;

/// Every operator. Where two make the same mutant, it bears the name of the first.
pub const OPERATORS: &[&dyn Operator] = &[
    &join_removed::JoinRemoved,
    &join_at_once::JoinAtOnce,
    &join_late::JoinLate,
    &join_to_sleep::JoinToSleep,
    &scope_late::ScopeLate,
    &workers::Workers,
    &lock_split::LockSplit,
    &lock_per_use::LockPerUse,
    &update_split::UpdateSplit,
    &lock_ignored::LockIgnored,
    &lock_shortened::LockShortened,
    &lock_later::LockLater,
    &lock_sooner::LockSooner,
    &lock_over_loop::LockOverLoop,
    &lock_kept::LockKept,
    &lock_unscoped::LockUnscoped,
    &lock_order::LockOrder,
    &read_write::ReadWrite,
    &atomic_split::AtomicSplit,
    &store_dropped::StoreDropped,
    &store_early::StoreEarly,
    &notify_dropped::NotifyDropped,
    &notify_early::NotifyEarly,
    &notify_one::NotifyOne,
    &wait_once::WaitOnce,
    &wait_blind::WaitBlind,
    &wait_removed::WaitRemoved,
    &once_split::OnceSplit,
    &sentinel_dropped::SentinelDropped,
    &sentinel_early::SentinelEarly,
    &sentinel_short::SentinelShort,
    &drop_removed::DropRemoved,
    &sender_kept::SenderKept,
    &recv_try::RecvTry,
    &capacity::Capacity,
];

#[cfg(test)]
pub(super) mod tests;
