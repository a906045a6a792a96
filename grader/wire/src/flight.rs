//! The flight recorder: a small file that the explored process keeps mapped while it works, so that whoever waits
//! for it can show progress, and can name the schedule that was running when the process died.
//!
//! Layout: [`HEADER`] bytes of little-endian `u64` words ([`Word`] gives their order), then two `u32` words for
//! each exception from the default choice in the running schedule (see [`crate::token`]), [`SWITCHES`] at most.

/// Bytes before the exceptions.
pub const HEADER: usize = 64;
/// Exceptions that are recorded.
pub const SWITCHES: usize = 1 << 16;
/// Bytes of a recorder.
pub const SIZE: usize = HEADER + SWITCHES * 8;
/// First word of every recorder: `clewfly1`.
pub const MAGIC: u64 = u64::from_le_bytes(*b"clewfly1");

/// The words of the header.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(usize)]
pub enum Word {
    /// [`MAGIC`].
    Magic = 0,
    /// Schedules run to their end.
    Schedules = 1,
    /// Estimated schedules in all (bits of an `f64`; 0 when unknown).
    Estimate = 2,
    /// Exceptions of the running schedule that follow the header.
    Switches = 3,
    /// 1 while a schedule runs, 0 between schedules and at the end.
    Running = 4,
}

/// What a recorder says.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reading {
    /// Schedules run to their end.
    pub schedules: u64,
    /// Estimated schedules in all, when one can be given.
    pub estimate: Option<f64>,
    /// The running schedule's exceptions from the default choice, when one was running.
    pub switches: Option<crate::token::Switches>,
}

impl Reading {
    /// Reads a recorder; `None` when the bytes are not one.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Option<Self> {
        let word = |w: Word| {
            let at = w as usize * 8;
            bytes
                .get(at..at + 8)
                .and_then(|b| b.try_into().ok())
                .map(u64::from_le_bytes)
        };
        if word(Word::Magic)? != MAGIC {
            return None;
        }
        let estimate = f64::from_bits(word(Word::Estimate)?);
        let half = |at: usize| {
            bytes
                .get(at..at + 4)
                .and_then(|b| b.try_into().ok())
                .map(u32::from_le_bytes)
        };
        let count = usize::try_from(word(Word::Switches)?).ok()?.min(SWITCHES);
        let switch = |at: usize| Some((half(HEADER + at * 8)?, half(HEADER + at * 8 + 4)?));
        let running = word(Word::Running)? == 1;
        Some(Self {
            schedules: word(Word::Schedules)?,
            estimate: (estimate.is_finite() && estimate > 0.0).then_some(estimate),
            switches: if running {
                (0..count).map(switch).collect()
            } else {
                None
            },
        })
    }
}
