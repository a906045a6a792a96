//! What a course may ask for: the smallest, the largest and the usual.

use sandbox::Limits;
use std::time::Duration;

const KIB: u64 = 1 << 10;
const MIB: u64 = 1 << 20;
const GIB: u64 = 1 << 30;

/// The version of the format that this grader reads.
pub(super) const FORMAT: i64 = 1;

/// The largest course file, in bytes.
pub(super) const FILE: u64 = MIB;

/// The longest name of a chapter or exercise, in characters.
pub(super) const NAME: usize = 40;

/// The smallest and the largest number that may stand somewhere.
pub(super) type Bounds<T> = (T, T);

pub(super) const POINTS: Bounds<i64> = (1, 1000);
pub(super) const WALL: Bounds<Duration> = (Duration::from_millis(10), Duration::from_mins(10));
pub(super) const MEMORY: Bounds<u64> = (MIB, 8 * GIB);
pub(super) const OUTPUT: Bounds<u64> = (KIB, 16 * MIB);
pub(super) const THREADS: Bounds<i64> = (1, 4096);
pub(super) const PROCESSES: Bounds<i64> = (0, 1024);

/// What a program may use where the course does not say.
pub(super) const USUAL: Limits = Limits {
    wall: Duration::from_secs(10),
    memory: 256 * MIB,
    output: 64 * KIB,
    threads: 64,
    processes: 0,
};
