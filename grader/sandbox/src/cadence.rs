//! When to look next: often enough to see what happens, seldom enough to cost nothing.

use std::time::Duration;

/// The first full look.
const FIRST: Duration = Duration::from_micros(1500);
/// Between two glances, at first and after a while.
const GLANCES: (Duration, Duration) = (Duration::from_millis(1), Duration::from_millis(4));
/// Between two full looks, at first and after a while.
const LOOKS: (Duration, Duration) = (Duration::from_millis(5), Duration::from_millis(20));
/// A look is followed by at least so many times its own cost without one, but never by a longer rest than this.
const REST: (u32, Duration) = (16, Duration::from_millis(30));

/// The times, since the start, of the next glance and the next look.
#[derive(Debug)]
pub(crate) struct Cadence {
    glance: Duration,
    look: Duration,
}

impl Cadence {
    pub(crate) fn new() -> Self {
        Cadence {
            glance: FIRST,
            look: FIRST,
        }
    }

    /// When the watcher has to be awake next.
    pub(crate) fn next(&self) -> Duration {
        self.glance.min(self.look)
    }

    pub(crate) fn glance_is_due(&self, now: Duration) -> bool {
        now >= self.glance
    }

    pub(crate) fn look_is_due(&self, now: Duration) -> bool {
        now >= self.look
    }

    /// A glance at one thread was enough to see that the program goes on.
    pub(crate) fn glanced(&mut self, now: Duration) {
        self.glance = now + (now / 32).clamp(GLANCES.0, GLANCES.1);
    }

    /// A full look that cost so much processor time ended at `now`. At the present rate of growth, memory lasts for `left`.
    pub(crate) fn looked(&mut self, now: Duration, cost: Duration, left: Duration) {
        let rest = (cost * REST.0).min(REST.1);
        let usual = (now / 4).clamp(LOOKS.0, LOOKS.1).min((left / 2).max(GLANCES.0));
        self.look = now + usual.max(rest);
        self.glance = now + (now / 32).clamp(GLANCES.0, GLANCES.1).max(rest);
    }
}

#[cfg(test)]
mod tests {
    use super::Cadence;
    use std::time::Duration;

    const MS: Duration = Duration::from_millis(1);
    const LONG: Duration = Duration::from_hours(1);

    #[test]
    fn looks_get_rarer_but_never_rare() {
        let mut cadence = Cadence::new();
        assert!(cadence.next() < 2 * MS);
        cadence.looked(2 * MS, MS / 10, LONG);
        assert!(!cadence.look_is_due(6 * MS) && cadence.look_is_due(7 * MS));
        assert!(!cadence.glance_is_due(3 * MS) && cadence.glance_is_due(4 * MS));
        let late = 60_000 * MS;
        cadence.looked(late, MS / 10, LONG);
        assert!(!cadence.look_is_due(late + 19 * MS) && cadence.look_is_due(late + 20 * MS));
        assert!(!cadence.glance_is_due(late + 3 * MS) && cadence.glance_is_due(late + 4 * MS));
    }

    #[test]
    fn memory_that_grows_fast_is_looked_at_sooner() {
        let mut cadence = Cadence::new();
        cadence.looked(1000 * MS, MS / 100, 8 * MS);
        assert!(!cadence.look_is_due(1003 * MS) && cadence.look_is_due(1004 * MS));
        cadence.looked(1000 * MS, MS / 100, Duration::ZERO);
        assert!(!cadence.look_is_due(1000 * MS) && cadence.look_is_due(1001 * MS));
    }

    #[test]
    fn dear_looks_are_rarer_within_reason() {
        let mut cadence = Cadence::new();
        for (cost, rest) in [(MS, 16), (5 * MS, 30)] {
            cadence.looked(1000 * MS, cost, Duration::ZERO);
            let due = (1000 + rest) * MS;
            assert!(
                !cadence.look_is_due(due.saturating_sub(MS)) && cadence.look_is_due(due),
                "{cost:?}"
            );
            assert!(!cadence.glance_is_due(due.saturating_sub(MS)), "{cost:?}");
        }
    }
}
