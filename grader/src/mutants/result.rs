//! What became of an exercise's mutants, and what that says about its checks.

use super::Mutant;
use super::compare::Difference;
use crate::fault::Fault;
use crate::verdict::Verdict;

/// What became of a mutant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fate {
    /// The compiler refuses it: no learner can hand it in.
    DoesNotCompile,
    /// The checks found it wrong.
    Caught(Verdict),
    /// The checks came to no answer, which is no pass either, or it passed and its search left out schedules that would
    /// show whether it differs: why.
    Undecided(String),
    /// It passed, and the explorer cannot tell it from the solution.
    Equivalent,
    /// It passed, and differs from the solution in this.
    Slips(Vec<Difference>),
    /// The same, for a reason that somebody gave.
    Accepted(String, Vec<Difference>),
    /// It could not be graded.
    Failed(Fault),
}

impl Fate {
    /// What becomes of a mutant that passed.
    #[must_use]
    pub fn of_passed(differences: Vec<Difference>) -> Self {
        match differences.first() {
            None => Fate::Equivalent,
            _ if differences.iter().any(|it| it.certain) => Fate::Slips(differences),
            Some(_) => Fate::Undecided(
                "it passes, and whether it differs from the solution would take a search to its end"
                    .to_owned(),
            ),
        }
    }

    /// A word for it.
    #[must_use]
    pub fn word(&self) -> &'static str {
        match self {
            Fate::DoesNotCompile => "does-not-compile",
            Fate::Caught(_) => "caught",
            Fate::Undecided(_) => "undecided",
            Fate::Equivalent => "equivalent",
            Fate::Slips(_) => "slips-through",
            Fate::Accepted(..) => "accepted",
            Fate::Failed(_) => "failed",
        }
    }
}

/// A mutant that was graded.
#[derive(Debug, Clone)]
pub struct Tried {
    /// The mutant.
    pub mutant: Mutant,
    /// What became of it.
    pub fate: Fate,
}

/// All mutants of one exercise's solution.
#[derive(Debug, Clone)]
pub struct Trial {
    /// The exercise's name.
    pub exercise: String,
    /// The solution's main file, relative to the course's root.
    pub file: String,
    /// The solution's text.
    pub solution: String,
    /// In the order of lines. `Err`: the solution itself does not pass, and why.
    pub mutants: Result<Vec<Tried>, String>,
}

/// Mutants by what became of them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize)]
pub struct Tally {
    /// See [`Fate::Caught`].
    pub caught: usize,
    /// See [`Fate::Slips`].
    pub slip_through: usize,
    /// See [`Fate::Accepted`].
    pub accepted: usize,
    /// See [`Fate::Equivalent`].
    pub equivalent: usize,
    /// See [`Fate::Undecided`].
    pub undecided: usize,
    /// See [`Fate::DoesNotCompile`].
    pub do_not_compile: usize,
    /// See [`Fate::Failed`].
    pub failed: usize,
}

impl Tally {
    /// Counts.
    #[must_use]
    pub fn of<'t>(trials: impl IntoIterator<Item = &'t Trial>) -> Self {
        let mut tally = Tally::default();
        for tried in trials
            .into_iter()
            .flat_map(|trial| trial.mutants.iter().flatten())
        {
            let counter = match &tried.fate {
                Fate::DoesNotCompile => &mut tally.do_not_compile,
                Fate::Caught(_) => &mut tally.caught,
                Fate::Undecided(_) => &mut tally.undecided,
                Fate::Equivalent => &mut tally.equivalent,
                Fate::Slips(_) => &mut tally.slip_through,
                Fate::Accepted(..) => &mut tally.accepted,
                Fate::Failed(_) => &mut tally.failed,
            };
            *counter += 1;
        }
        tally
    }

    /// Of the mutants about which the checks could be wrong, so many in a hundred were caught; those that are accepted
    /// are not counted. None: there is no such mutant.
    #[must_use]
    pub fn percentage(&self) -> Option<f64> {
        let counted = self.caught + self.slip_through;
        // Exact: nobody has so many mutants.
        #[expect(clippy::cast_precision_loss, reason = "there are fewer than 2^52 mutants")]
        (counted > 0).then(|| 100.0 * self.caught as f64 / counted as f64)
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// A trial of mutants with these fates, on the lines 1, 2, ….
    pub(in crate::mutants) fn trial(fates: Vec<Fate>) -> Trial {
        let tried = fates.into_iter().zip(1..).map(|(fate, line)| Tried {
            mutant: Mutant {
                operator: "join-removed",
                line,
                what: "join removed".to_owned(),
                at: format!("t{line}.join();"),
                text: format!("line {line} is another one\n"),
            },
            fate,
        });
        Trial {
            exercise: "race-counter".to_owned(),
            file: "solutions/shared-state/race-counter/src/main.rs".to_owned(),
            solution: "the solution\n".to_owned(),
            mutants: Ok(tried.collect()),
        }
    }

    #[test]
    fn what_is_accepted_equivalent_or_unknown_is_not_part_of_the_percentage() {
        let all = trial(vec![
            Fate::Caught(Verdict::Race),
            Fate::Caught(Verdict::Deadlock),
            Fate::Caught(Verdict::Early),
            Fate::Slips(Vec::new()),
            Fate::Accepted("fine".to_owned(), Vec::new()),
            Fate::Equivalent,
            Fate::Undecided("too many schedules".to_owned()),
            Fate::DoesNotCompile,
        ]);
        let tally = Tally::of([&all]);
        assert_eq!(tally.percentage(), Some(75.0));
        assert_eq!(Tally::of([&trial(vec![Fate::Equivalent])]).percentage(), None);
    }
}
