//! An exploration → the story that a learner reads: what goes wrong in a sentence, the schedule that shows it as
//! lanes with time downward, who waits for whom, and how to see it again.
//!
//! Everything here is pure. `kinds` finds the words for each kind of failure, `pick` chooses the operations that
//! matter, `board` lays them out, `text` draws them; `names` reads the learner's source for what things are called.

mod acts;
mod board;
mod focus;
mod footer;
mod kinds;
mod layout;
mod names;
mod outputs;
mod pick;
mod scene;
mod source;
mod text;
mod told;
mod words;

#[cfg(test)]
mod tests;

pub use focus::{Fault, Focus};
pub use layout::{Board, Decides, Lane, Row, Step};
pub use source::Source;
pub use told::{Told, draw, told};
pub(crate) use words::thousands;

use kinds::Telling;
use scene::Scene;
use text::{Page, Tone};
use wire::{Exploration, Finding, Kind, Place};
use words::{clean, count, cut};

/// Findings told in full in the short story; of the others the headline.
const FULL: usize = 1;
/// Columns for the program's name.
const PROGRAM: usize = 40;

/// How a story is told.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Options {
    /// What the program is called.
    pub program: String,
    /// What was typed, apart from the schedule: commands for a replay begin with it.
    pub command: String,
    /// What follows the schedule in such a command: ` -- ARGS`, or nothing.
    pub arguments: String,
    /// Everything, not only what matters most.
    pub verbose: bool,
    /// Whether to colour.
    pub color: bool,
    /// Sleeps were allowed to last longer than asked for.
    pub elastic: bool,
}

/// Why there is nothing to explore, or no answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Without {
    /// The compiler refuses the program, in these words, which are shown as they are.
    BuildFailed(String),
    /// It compiles and cannot be explored: the reason (lower case, no final period) and the place that shows it.
    NotExplored(String, Option<Place>),
    /// A limit of ours ended it from outside.
    CutShort {
        /// Which limit: lower case, no final period.
        why: String,
        /// Schedules that had been run.
        schedules: u64,
        /// The schedule that was under way.
        token: Option<String>,
    },
}

/// Tells what came of an exploration. No line is wider than 100 columns.
#[must_use]
pub fn render(exploration: &Exploration, sources: &[Source], options: &Options) -> String {
    let mut page = Page::new(options.color);
    if let Some(refused) = &exploration.refused {
        let reason = format!(
            "it uses `{}`, which the explorer does not model",
            clean(&refused.item)
        );
        return not_explored(page, &reason, Some(&refused.at), sources, options);
    }
    if let Some(why) = &exploration.bad_token {
        let rest = format!(
            " {}: that schedule is none of this program's: {}",
            program(options),
            clean(why)
        );
        page.headline("NO SUCH SCHEDULE", Tone::Open, &rest);
        return page.finish();
    }
    if let Some(replayed) = &exploration.replayed {
        let scene = Scene::new(exploration, replayed, sources);
        tell(&mut page, &scene, options);
        return page.finish();
    }
    if exploration.findings.is_empty() {
        footer::no_finding(&mut page, exploration, options);
        return page.finish();
    }
    for (index, finding) in exploration.findings.iter().enumerate() {
        let scene = Scene::new(exploration, finding, sources);
        page.gap();
        if index < FULL || options.verbose {
            tell(&mut page, &scene, options);
        } else {
            in_short(&mut page, &scene, options);
        }
    }
    page.gap();
    footer::extent(&mut page, exploration);
    footer::outputs(&mut page, exploration, options);
    page.finish()
}

/// Tells why there is no exploration to tell of. The compiler's words are handed on as they are.
#[must_use]
pub fn render_without(why: &Without, options: &Options) -> String {
    let mut page = Page::new(options.color);
    match why {
        Without::BuildFailed(said) => {
            page.headline(
                "BUILD FAILED",
                Tone::Bad,
                &format!(" {}: the compiler refuses it", program(options)),
            );
            let gap = if said.ends_with('\n') || said.is_empty() {
                ""
            } else {
                "\n"
            };
            format!("{said}{gap}{}", page.finish())
        }
        Without::NotExplored(reason, at) => not_explored(page, &clean(reason), at.as_ref(), &[], options),
        Without::CutShort {
            why,
            schedules,
            token,
        } => {
            let rest = format!(" {}: {}", program(options), clean(why));
            page.headline("INCONCLUSIVE", Tone::Open, &rest);
            page.gap();
            page.prose(&format!(
                "{} had been run, without a finding.",
                words::sentence(&count(*schedules, "schedule"))
            ));
            if let Some(token) = token {
                page.command("Last one", &replay(options, token));
            }
            page.finish()
        }
    }
}

fn not_explored(
    mut page: Page,
    reason: &str,
    at: Option<&Place>,
    sources: &[Source],
    options: &Options,
) -> String {
    let place = at.filter(|at| at.line > 0);
    let file = |at: &Place| cut(&clean(&at.file), PROGRAM);
    let at_line = place
        .map(|at| format!(" ({}:{})", file(at), at.line))
        .unwrap_or_default();
    page.headline(
        "NOT EXPLORED",
        Tone::Open,
        &format!(" {}: {reason}{at_line}", program(options)),
    );
    if let Some((at, line)) = place.and_then(|at| Some((at, source::line(sources, at)?))) {
        page.gap();
        let number = at.line.to_string();
        let room = text::WIDTH - number.len() - 6;
        page.line(&format!(
            "    {number}  {}",
            source::window(&line, source::column(sources, at), room)
        ));
    }
    page.gap();
    page.prose("Nothing is known about its schedules, so this is neither right nor wrong. Its plain run still counts.");
    page.finish()
}

/// `in counter.rs`, or nothing where the program has no name.
fn program(options: &Options) -> String {
    match options.program.as_str() {
        "" => "in this program".to_owned(),
        name => format!("in {}", cut(&clean(name), PROGRAM)),
    }
}

fn replay(options: &Options, token: &str) -> String {
    let (command, arguments) = (clean(&options.command), clean(&options.arguments));
    format!("{command} --replay {}{arguments}", clean(token))
}

/// A finding with everything that explains it.
fn tell(page: &mut Page, scene: &Scene<'_>, options: &Options) {
    let telling = kinds::tell(scene, options);
    headline(page, &telling, options);
    page.gap();
    let board = board::board(scene, options.verbose);
    page.board(&board);
    page.gap();
    for (head, text) in &telling.why {
        page.hanging(head, text);
    }
    if let Some(order) = footer::order(scene) {
        page.hanging("Order", &order);
    }
    if let Some(preemptions) = footer::preemptions(scene) {
        page.hanging("Switches", &preemptions);
    }
    if let Some(remedy) = &telling.remedy {
        page.hanging("Remedy", remedy);
    }
    page.command("Replay", &replay(options, &scene.finding.token));
    let folded = board.rows.iter().any(|row| matches!(row, Row::Fold(_)));
    if options.verbose {
        footer::streams(page, scene.finding);
    } else if folded {
        page.hanging("More", "`--verbose` shows every step.");
    }
}

/// A finding in a headline, and how to see it.
fn in_short(page: &mut Page, scene: &Scene<'_>, options: &Options) {
    headline(page, &kinds::tell(scene, options), options);
    page.command("Replay", &replay(options, &scene.finding.token));
}

fn headline(page: &mut Page, telling: &Telling, options: &Options) {
    let tone = if telling.good { Tone::Good } else { Tone::Bad };
    page.headline(
        telling.word,
        tone,
        &format!(" {}: {}", program(options), telling.headline),
    );
}

/// A schedule as lanes and rows, for other formats that draw it; all of it with `verbose`.
#[must_use]
pub fn lay_out(exploration: &Exploration, finding: &Finding, sources: &[Source], verbose: bool) -> Board {
    board::board(&Scene::new(exploration, finding, sources), verbose)
}

/// The sentence that names the cause of a finding, without a final period.
#[must_use]
pub fn sentence(
    exploration: &Exploration,
    finding: &Finding,
    sources: &[Source],
    options: &Options,
) -> String {
    kinds::tell(&Scene::new(exploration, finding, sources), options).headline
}

/// What the story calls each task, by the task's number.
#[must_use]
pub fn task_names(exploration: &Exploration, finding: &Finding, sources: &[Source]) -> Vec<String> {
    let scene = Scene::new(exploration, finding, sources);
    (0..finding.tasks.len()).map(|task| scene.task(task)).collect()
}

/// A failure, and not just a schedule that was asked for.
fn fails(finding: &Finding) -> bool {
    finding.kind != Kind::Race || finding.instead_of.is_some()
}
