//! What whoever asks for a story wants to be told of a schedule, where that is not plain from how it ends.

use wire::Place;

/// What a story is to show.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Focus {
    /// Operations at these places.
    pub places: Vec<Place>,
    /// What is wrong with the schedule.
    pub fault: Fault,
}

/// What is wrong with a schedule in the eyes of whoever asks for its story.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Fault {
    /// It says so itself.
    #[default]
    Own,
    /// It ends too soon.
    Early,
    /// It takes too long.
    Late,
    /// Too many are at work at once.
    Crowded,
    /// It prints, in the end or with this event, what must not be printed.
    Output(Option<usize>),
}

impl Focus {
    /// Nothing but the time is wrong: what takes time tells, and it begins at the beginning.
    pub(super) fn on_time(&self) -> bool {
        matches!(self.fault, Fault::Early | Fault::Late | Fault::Crowded)
    }

    /// Whether an operation at this place is to be shown.
    pub(super) fn has(&self, at: &Place) -> bool {
        self.places
            .iter()
            .any(|place| (place.line, &place.file) == (at.line, &at.file))
    }
}
