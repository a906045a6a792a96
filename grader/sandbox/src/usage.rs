//! What a run used, from what the kernel counted and what the looks saw.

use crate::Usage;
use crate::record::Gone;
use std::time::Duration;

/// What the kernel's count may grow by, in bytes, between our reading it and the execution of the program, and by
/// which its per-processor counters may be off.
fn blur(inherited: u64) -> u64 {
    (1 << 20) + inherited / 8
}

/// The peak resident memory of the largest process, in bytes.
///
/// `counted` is the kernel's own peak over all processes. The kernel starts counting in our own copy, before the
/// program is executed, so that `counted` never falls below `inherited`, the peak that the copy had. Well above
/// it, `counted` is exact. Else it says only that the program stayed below: then `seen`, the largest peak that a
/// look found, is a better answer, if there was a look at all.
fn peak_memory(counted: u64, inherited: u64, seen: u64) -> u64 {
    if counted > inherited + blur(inherited) || seen == 0 {
        counted.max(seen)
    } else {
        seen
    }
}

/// What a run used: as init counted it, with the peaks in bytes that were `inherited` and `seen`.
pub(crate) fn usage(gone: Gone, inherited: u64, seen: u64) -> Usage {
    let count = |number: i64| u64::try_from(number).unwrap_or(0);
    Usage {
        user: Duration::from_micros(count(gone.user)),
        system: Duration::from_micros(count(gone.system)),
        peak_memory: peak_memory(count(gone.resident).saturating_mul(1024), inherited, seen),
    }
}

#[cfg(test)]
mod tests {
    use super::peak_memory;

    #[test]
    fn our_own_memory_is_not_the_programs() {
        let cases = [
            // (counted, inherited, seen) in MiB → peak: what the case is
            ((90, 10, 85), 90, "a large program: the kernel's count is exact"),
            (
                (10, 10, 4),
                4,
                "a small program: the count is our own, the look is the program's",
            ),
            (
                (12, 10, 4),
                4,
                "the same, when our copy grew a little before it became the program",
            ),
            (
                (10, 10, 0),
                10,
                "a small program that ended before any look: an upper bound",
            ),
            (
                (10, 10, 12),
                12,
                "a child that nobody waited for was larger than all that was counted",
            ),
            ((90, 10, 95), 95, "the same beside a large program"),
        ];
        for ((counted, inherited, seen), peak, what) in cases {
            assert_eq!(
                peak_memory(counted << 20, inherited << 20, seen << 20),
                peak << 20,
                "{what}"
            );
        }
    }
}
