//! The flight recorder: a small file that the explored process keeps mapped while it works, so that whoever waits
//! for it can show progress, and can name the schedule that was running when the process died.
//!
//! Layout: [`HEADER`] bytes of little-endian `u64` words ([`Word`] gives their order), then one byte per choice of
//! the running schedule (the number of the task chosen, in the order of creation), [`CHOICES`] of them at most.

/// Bytes before the choices.
pub const HEADER: usize = 64;
/// Choices that are recorded.
pub const CHOICES: usize = 1 << 20;
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
    /// Choices of the running schedule that follow the header.
    Choices = 3,
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
    /// The running schedule's choices, when one was running.
    pub choices: Option<Vec<u8>>,
}

impl Reading {
    /// Reads a recorder; `None` when the bytes are not one.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Option<Self> {
        let word = |w: Word| {
            let at = w as usize * 8;
            bytes.get(at..at + 8).and_then(|b| b.try_into().ok()).map(u64::from_le_bytes)
        };
        if word(Word::Magic)? != MAGIC {
            return None;
        }
        let estimate = f64::from_bits(word(Word::Estimate)?);
        let count = usize::try_from(word(Word::Choices)?).ok()?.min(CHOICES);
        let choices = (word(Word::Running)? == 1).then(|| bytes.get(HEADER..HEADER + count)).flatten();
        Some(Self {
            schedules: word(Word::Schedules)?,
            estimate: (estimate.is_finite() && estimate > 0.0).then_some(estimate),
            choices: choices.map(<[u8]>::to_vec),
        })
    }
}
