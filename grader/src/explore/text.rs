//! A report for people: the word and the sentence first, then what shows it.

use super::{Outcome, Report, words};
use crate::report::text::paint::{Paint, wrap};
use std::fmt::Write as _;
use wire::{Exploration, Finding, Kind, Output};

/// How a report is shown.
#[derive(Debug, Clone)]
pub struct Look {
    /// Whether to colour.
    pub color: bool,
    /// Columns to stay within.
    pub width: usize,
    /// Everything, not only what matters most.
    pub verbose: bool,
    /// What was typed, apart from the schedule: suggested commands begin with it.
    pub command: String,
}

/// The most outputs, and lines of each, that are shown.
const OUTPUTS: usize = 5;
const LINES: usize = 20;

/// Writes a report.
#[must_use]
pub fn text(report: &Report, look: &Look) -> String {
    let paint = Paint { color: look.color };
    let found = &report.exploration;
    let mut text = String::new();
    if report.outcome == Outcome::BuildFailed {
        let said = report.reason.as_ref().map_or("", |reason| reason.text.as_str());
        let _ = writeln!(
            text,
            "{said}{} {} does not compile",
            paint.bad("✗"),
            report.program
        );
        return text;
    }
    let word = report.outcome.word().replace('_', " ");
    let (mark, word) = match report.outcome {
        Outcome::Ok => (paint.good("✓"), paint.good(word)),
        Outcome::Inconclusive | Outcome::NotExplored => (paint.note("?"), paint.note(word)),
        _ => (paint.bad("✗"), paint.bad(word)),
    };
    let _ = writeln!(text, "{mark} {}  {word}", paint.head(&report.program));
    if let Some(reason) = &report.reason {
        let at = reason
            .at
            .as_ref()
            .map(|at| format!(" ({}:{})", at.file, at.line))
            .unwrap_or_default();
        paragraph(&mut text, look, &format!("{}{at}.", reason.text));
        if let Some(token) = &reason.token {
            replay(
                &mut text,
                look,
                paint,
                "The schedule that was under way, once more:",
                token,
            );
        }
    }
    let of_one = found.replayed.iter();
    let findings = of_one.filter(|it| it.kind != Kind::Race).chain(&found.findings);
    for finding in findings {
        story(&mut text, look, paint, found, finding);
    }
    if report.outcome != Outcome::NotExplored {
        paragraph(&mut text, look, &extent(found));
        outputs(&mut text, paint, found);
    }
    text
}

fn paragraph(text: &mut String, look: &Look, words: &str) {
    let _ = writeln!(text, "  {}", wrap(words, look.width, 2));
}

fn replay(text: &mut String, look: &Look, paint: Paint, why: &str, token: &str) {
    let command = format!("{} --replay {token}", look.command);
    let _ = writeln!(text, "  {why} {}", paint.path(command));
}

fn story(text: &mut String, look: &Look, paint: Paint, found: &Exploration, finding: &Finding) {
    paragraph(text, look, &format!("{}.", words::message(found, finding)));
    for (index, task) in finding.tasks.iter().enumerate() {
        let at = task.at.as_ref().and_then(words::place).unwrap_or_default();
        let _ = writeln!(
            text,
            "    {} {} {at}",
            words::task(finding, index),
            words::state(&task.state)
        );
    }
    replay(text, look, paint, "This schedule once more:", &finding.token);
}

/// What was run, and what that proves.
fn extent(found: &Exploration) -> String {
    let count = found.schedules;
    let schedules = if count == 1 { "schedule" } else { "schedules" };
    if found.replayed.is_some() {
        return "One schedule was run, the one that was asked for.".to_owned();
    }
    if found.complete {
        return match count {
            1 => "There is one schedule that matters, and it was run.".to_owned(),
            _ => format!("All {count} schedules that matter were run."),
        };
    }
    match found.preemption_bound {
        Some(0) => format!("{count} {schedules} were run, among them every one without preemptions."),
        Some(bound) => {
            let preemptions = if bound == 1 { "preemption" } else { "preemptions" };
            format!("{count} {schedules} were run, among them every one with up to {bound} {preemptions}.")
        }
        None => format!("{count} {schedules} were run, not all that there are."),
    }
}

fn outputs(text: &mut String, paint: Paint, found: &Exploration) {
    let several = found.outputs.len() > 1 || found.outputs_cut;
    for output in found.outputs.iter().take(OUTPUTS) {
        let _ = writeln!(text, "  {}", paint.dim(heading(output, several)));
        for line in output.stdout.lines().take(LINES) {
            let _ = writeln!(text, "    {}", line.escape_debug());
        }
        let more = output.stdout.lines().count().saturating_sub(LINES);
        if more > 0 {
            let _ = writeln!(text, "    {}", paint.dim(format!("… and {more} more lines")));
        }
    }
    if found.outputs.len() > OUTPUTS || found.outputs_cut {
        let _ = writeln!(
            text,
            "  {}",
            paint.dim("There are more outputs: `--format json` lists them.")
        );
    }
}

fn heading(output: &Output, several: bool) -> String {
    let exit = match output.exit {
        0 => String::new(),
        code => format!(", exit code {code}"),
    };
    let times = match (several, output.schedules) {
        (false, _) => String::new(),
        (true, 1) => format!(" in 1 schedule ({})", output.token),
        (true, count) => format!(" in {count} schedules (such as {})", output.token),
    };
    if output.stdout.is_empty() {
        format!("no output{exit}{times}")
    } else {
        format!("output{exit}{times}:")
    }
}

#[cfg(test)]
mod tests {
    use super::super::json::made_up;
    use super::*;

    fn shown(report: &Report) -> String {
        let look = Look {
            color: false,
            width: 100,
            verbose: false,
            command: "grader explore counter.rs".to_owned(),
        };
        text(report, &look)
    }

    #[test]
    fn what_was_run_is_said_and_no_more() {
        let told = |change: &dyn Fn(&mut Exploration)| {
            let mut found = made_up();
            change(&mut found);
            extent(&found)
        };
        assert_eq!(told(&|_| {}), "All 20 schedules that matter were run.");
        assert_eq!(
            told(&|found| found.schedules = 1),
            "There is one schedule that matters, and it was run."
        );
        assert_eq!(
            told(&|found| (found.complete, found.preemption_bound) = (false, Some(1))),
            "20 schedules were run, among them every one with up to 1 preemption."
        );
        assert_eq!(
            told(&|found| (found.complete, found.schedules) = (false, 3)),
            "3 schedules were run, not all that there are."
        );
    }

    #[test]
    fn the_word_comes_first() {
        let mut found = made_up();
        found.findings.clear();
        let report = Report::explored("counter.rs", found, Vec::new(), false);
        assert_eq!(
            shown(&report),
            "✓ counter.rs  ok\n  All 20 schedules that matter were run.\n  output:\n    97\n"
        );
    }

    #[test]
    fn what_cut_it_short_comes_with_the_schedule_under_way() {
        let cut = crate::run::CutShort {
            why: "7 s were over".to_owned(),
            schedules: 3,
            token: Some("1:4.1".to_owned()),
        };
        assert_eq!(
            shown(&Report::cut_short("counter.rs", cut)),
            "? counter.rs  inconclusive\n  7 s were over.\n  The schedule that was under way, once more: grader explore \
             counter.rs --replay 1:4.1\n  3 schedules were run, not all that there are.\n"
        );
    }
}
