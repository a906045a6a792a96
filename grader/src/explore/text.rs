//! A report for people: the story.

use super::{Outcome, Report};
use crate::story::{self, Options, Without};

/// How a report is shown.
#[derive(Debug, Clone)]
pub struct Look {
    /// Whether to colour.
    pub color: bool,
    /// Everything, not only what matters most.
    pub verbose: bool,
    /// Whether sleeps were allowed to last longer than asked for.
    pub elastic: bool,
    /// What was typed, apart from the schedule: suggested commands begin with it.
    pub command: String,
    /// What follows the schedule in them: ` -- ARGS`, or nothing.
    pub arguments: String,
}

/// Writes a report.
#[must_use]
pub fn text(report: &Report, look: &Look) -> String {
    let options = Options {
        program: report.program.clone(),
        command: look.command.clone(),
        arguments: look.arguments.clone(),
        verbose: look.verbose,
        color: look.color,
        elastic: look.elastic,
    };
    if let Some(why) = without(report) {
        return story::render_without(&why, &options);
    }
    story::render(&report.exploration, &report.story_sources(), &options)
}

/// Why there is no schedule to tell of; none where there is one.
fn without(report: &Report) -> Option<Without> {
    let reason = report.reason.as_ref().filter(|_| !report.reported)?;
    match report.outcome {
        Outcome::BuildFailed => Some(Without::BuildFailed(reason.text.clone())),
        Outcome::NotExplored => {
            let at = reason.at.as_ref().map(|at| wire::Place {
                file: at.file.clone(),
                line: at.line,
                column: at.column.unwrap_or(1),
            });
            Some(Without::NotExplored(reason.text.clone(), at))
        }
        _ => Some(Without::CutShort {
            why: reason.text.clone(),
            schedules: report.exploration.schedules,
            token: reason.token.clone(),
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::super::json::made_up;
    use super::*;

    fn shown(report: &Report) -> String {
        let look = Look {
            color: false,
            verbose: false,
            elastic: false,
            command: "grader explore counter.rs".to_owned(),
            arguments: " -- x".to_owned(),
        };
        text(report, &look)
    }

    /// Every report has a story, and the program and the reason are in it.
    #[test]
    fn every_report_is_told() {
        let mut right = made_up();
        right.findings.clear();
        let mut late = right.clone();
        late.complete = false;
        late.stopped = Some("seconds".to_owned());
        let mut refused = right.clone();
        refused.refused = Some(wire::Refused {
            item: "std::net::UdpSocket::bind".to_owned(),
            ..wire::Refused::default()
        });
        let explored = |found| Report::explored("counter.rs", found, Vec::new(), false);
        let cut = crate::run::CutShort {
            why: "7 s were over".to_owned(),
            schedules: 3,
            token: Some("1:4.1".to_owned()),
        };
        let said = crate::build::Diagnostic {
            error: true,
            code: None,
            message: "mismatched types".to_owned(),
            rendered: "error: mismatched types\n\n".to_owned(),
            at: None,
        };
        let depends = "it depends on the crate `rand`".to_owned();
        for (report, words) in [
            (explored(right), "97"),
            (explored(late), "INCONCLUSIVE"),
            (explored(refused), "`std::net::UdpSocket::bind`"),
            (explored(made_up()), "--replay 1:3.1 -- x"),
            (Report::cut_short("counter.rs", cut), "--replay 1:4.1 -- x"),
            (
                Report::build_failed("counter.rs", &[said]),
                "error: mismatched types\n\n",
            ),
            (Report::not_explored("counter.rs", depends, None), "`rand`"),
        ] {
            let shown = shown(&report);
            assert!(
                shown.contains(words) && shown.contains("counter.rs"),
                "{words}: {shown}"
            );
        }
    }
}
