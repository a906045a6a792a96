//! The report for people: a line for each exercise, or everything about one.

mod evidence;
pub mod paint;

use super::{Basis, Entry, Look, Report};
use crate::finding::{Evidence, Finding};
use crate::verdict::Verdict;
use paint::{Paint, wrap};
use std::fmt::Write;

/// Draws the report.
pub(super) fn render(report: &Report, look: &Look) -> Vec<u8> {
    let mut text = String::new();
    if look.detail {
        for entry in &report.exercises {
            detail(&mut text, entry, look);
        }
    } else {
        summary(&mut text, report, look);
    }
    text.into_bytes()
}

/// Where the learner stands: every chapter, a line for each exercise.
fn summary(text: &mut String, report: &Report, look: &Look) {
    let paint = Paint { color: look.color };
    let total = report.exercises.len();
    let score = format!(
        "{} of {total} passed · {} of {} points",
        report.passed, report.points, report.out_of
    );
    line(
        text,
        format_args!("{}  {}", paint.head(&report.course), paint.dim(score)),
    );
    let names = report
        .exercises
        .iter()
        .map(|entry| entry.name.len())
        .max()
        .unwrap_or(0);
    let verdicts = report
        .exercises
        .iter()
        .map(|entry| entry.verdict.word().len())
        .max()
        .unwrap_or(0);
    let mut chapter = "";
    for entry in &report.exercises {
        if entry.chapter != chapter {
            chapter = &entry.chapter;
            line(text, format_args!("\n{}", paint.head(chapter)));
        }
        let verdict = painted(entry.verdict, format!("{:<verdicts$}", entry.verdict), paint);
        let indent = 2 + 2 + names + 2 + verdicts + 2;
        let message = wrap(&entry.message, look.width, indent);
        let row = format!(
            "  {} {:<names$}  {verdict}  {message}",
            mark(entry.verdict, paint),
            entry.name
        );
        line(text, format_args!("{}", row.trim_end()));
    }
    line(text, "");
}

/// Everything about one program.
fn detail(text: &mut String, entry: &Entry, look: &Look) {
    let paint = Paint { color: look.color };
    let verdict = painted(entry.verdict, entry.verdict, paint);
    line(
        text,
        format_args!(
            "{} {}  {verdict}  {}",
            mark(entry.verdict, paint),
            paint.head(&entry.name),
            paint.dim(facts(entry))
        ),
    );
    let rendered_by_compiler = entry.verdict == Verdict::Compile;
    if !rendered_by_compiler && !entry.warnings.is_empty() {
        line(text, "");
        for warning in &entry.warnings {
            text.push_str(warning);
        }
    }
    if entry.findings.is_empty() && !entry.message.is_empty() {
        line(text, format_args!("\n  {}", wrap(&entry.message, look.width, 2)));
    }
    for remedy in &entry.remedies {
        line(text, format_args!("  {}", wrap(remedy, look.width, 2)));
    }
    for (nth, finding) in entry.findings.iter().enumerate() {
        one_finding(text, finding, nth > 0, entry, look);
    }
    if let Some(hint) = &entry.hint {
        line(text, "");
        headed(text, "Hint", hint, look);
    }
    line(text, "");
}

/// A paragraph behind a head, as the story has them.
fn headed(text: &mut String, head: &str, paragraph: &str, look: &Look) {
    const MARGIN: usize = 12;
    let paint = Paint { color: look.color };
    let head = paint.head(format!("{head:<8}"));
    line(
        text,
        format_args!("  {head}  {}", wrap(paragraph, look.width, MARGIN)),
    );
}

fn one_finding(text: &mut String, finding: &Finding, further: bool, entry: &Entry, look: &Look) {
    let paint = Paint { color: look.color };
    let message = wrap(&finding.message, look.width, 2);
    if further {
        line(
            text,
            format_args!(
                "\n  {} {message}",
                painted(finding.verdict, finding.verdict, paint)
            ),
        );
    } else {
        line(text, format_args!("\n  {message}"));
    }
    places(text, finding, paint);
    for evidence in &finding.evidence {
        if !further || !drawn_before(evidence, finding, entry) {
            evidence::draw(text, evidence, entry, look);
        }
    }
}

/// Whether an earlier finding shows the very same schedule.
fn drawn_before(evidence: &Evidence, finding: &Finding, entry: &Entry) -> bool {
    let schedule = |evidence: &Evidence| match evidence {
        Evidence::Schedule { told } => Some((told.token.clone(), told.elastic)),
        _ => None,
    };
    let earlier = entry
        .findings
        .iter()
        .take_while(|other| !std::ptr::eq(*other, finding));
    let mut drawn = earlier.flat_map(|other| &other.evidence).filter_map(schedule);
    schedule(evidence).is_some_and(|own| drawn.any(|other| other == own))
}

/// The most telling line, where the sentence names none: first of all a learner wants to know where to look. Threads and
/// compiler messages carry their places themselves, and the print of something wrong is seldom to blame for it.
fn places(text: &mut String, finding: &Finding, paint: Paint) {
    let own = |evidence: &Evidence| !matches!(evidence, Evidence::Schedule { .. });
    let named = !finding.evidence.is_empty() && finding.message.contains("line ");
    if named || finding.evidence.iter().any(own) {
        return;
    }
    // Without a schedule that shows what happens there, each of them counts.
    let most = if finding.evidence.is_empty() {
        usize::MAX
    } else {
        1
    };
    for place in finding.places.iter().take(most) {
        let source = finding.evidence.iter().find_map(|evidence| match evidence {
            Evidence::Schedule { told } => told.board.line(place.line),
            _ => None,
        });
        let path = paint.path(format_args!("{}:{}", place.file, place.line));
        line(text, format_args!("  {path}"));
        if let Some(source) = source {
            line(text, format_args!("      {}", paint.head(source)));
        }
    }
}

/// What the verdict rests on, and how long things took.
fn facts(entry: &Entry) -> String {
    let schedules = |count: u64| match count {
        1 => "1 schedule".to_owned(),
        _ => format!("{count} schedules"),
    };
    let basis = match entry.rests_on {
        Basis::Compiler => "the compiler's word".to_owned(),
        Basis::NativeRun => "native run only".to_owned(),
        _ if entry.verdict == Verdict::Wrong && entry.rests_on.schedules() > Some(1) => {
            let count = entry.rests_on.schedules().unwrap_or_default();
            format!("wrong in each of {}", schedules(count))
        }
        _ if entry.verdict != Verdict::Pass && entry.rests_on.schedules().is_some() => {
            let count = entry.rests_on.schedules().unwrap_or_default();
            format!("{} explored", schedules(count))
        }
        Basis::Explored { schedules: count } => format!("native run and {}", schedules(count)),
        Basis::Bounded {
            schedules: count,
            preemptions,
        } => format!(
            "held in {}, all with up to {preemptions} preemptions among them",
            schedules(count)
        ),
        Basis::Proved { schedules: 1 } => "proved: there is only one schedule".to_owned(),
        Basis::Proved { schedules: count } => format!("proved for every schedule ({count})"),
        Basis::Nothing => "not graded".to_owned(),
    };
    match entry.run_seconds {
        Some(seconds) => format!("{basis} · ran {seconds:.2} s"),
        None => basis,
    }
}

fn mark(verdict: Verdict, paint: Paint) -> String {
    let sign = match verdict {
        Verdict::Pass => "✓",
        Verdict::GraderFault | Verdict::Inconclusive => "?",
        _ => "✗",
    };
    painted(verdict, sign, paint)
}

fn painted(verdict: Verdict, text: impl std::fmt::Display, paint: Paint) -> String {
    match verdict {
        Verdict::Pass => paint.good(text),
        Verdict::GraderFault | Verdict::Inconclusive => paint.note(text),
        _ => paint.bad(text),
    }
}

/// Adds a line.
fn line(text: &mut String, content: impl std::fmt::Display) {
    // Writing to a string cannot fail.
    let _ = writeln!(text, "{content}");
}

#[cfg(test)]
mod tests;
