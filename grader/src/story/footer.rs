//! What stands below the schedules: which order decides, what was run and what that proves, and the outputs.

use super::acts;
use super::scene::{Scene, Second};
use super::text::{Page, Tone};
use super::words::{clean, count, cut, duration, printed, sentence, thousands};
use super::{Options, fails};
use textwrap::core::display_width;
use wire::{Exploration, Finding, Output};

/// A longer token is not shown unless asked for.
const LONG: usize = 160;
/// Outputs that are listed in the short story.
const OUTPUTS: usize = 6;
/// Lines of an output or stream that are shown.
const LINES: usize = 200;
/// Columns for an output of several lines when it is told in one.
const JOINED: usize = 60;

/// The pair of operations whose order decides.
pub(super) fn order(scene: &Scene<'_>) -> Option<String> {
    let (first, second) = scene.decisive?;
    let done = |index: usize| {
        let event = scene.finding.events.get(index)?;
        let (task, act) = (scene.task(event.task), acts::act(scene, event));
        Some(format!("{task} {act} ({})", scene.at(&event.at)))
    };
    let before = match second {
        Second::Event(second) => format!("and only then {}", done(second)?),
        Second::Stuck(task) => {
            let at = scene
                .place(task)
                .map(|at| format!(" ({})", scene.at(at)))
                .unwrap_or_default();
            format!("before {} gets to it{at}", scene.task(task))
        }
    };
    Some(format!(
        "It comes of A before B: {}, {before}. The other way round it ends differently.",
        done(first)?
    ))
}

/// How many preemptions it takes.
pub(super) fn preemptions(scene: &Scene<'_>) -> Option<String> {
    let finding = scene.finding;
    let always = scene.exploration.complete && finding.schedules >= scene.exploration.schedules;
    if !fails(finding) || always {
        return None;
    }
    let needed = count(u64::from(finding.preemptions), "preemption");
    Some(match (finding.preemptions, finding.fewest) {
        (0, _) if finding.token.ends_with(":-") => {
            "No preemption is needed: it happens when each thread goes on for as long as it can.".to_owned()
        }
        (0, _) => "No preemption is needed: it only takes another thread to go on where one waits or ends.".to_owned(),
        (1, true) => "1 preemption is enough (a thread is interrupted that could have gone on); without one it does not \
                      happen."
            .to_owned(),
        (_, true) => format!("{needed} are enough (a thread is interrupted that could have gone on); fewer are not."),
        (_, false) => format!("{needed} in this schedule; whether fewer are enough is not known."),
    })
}

/// The headline and the rest for a program without a finding.
pub(super) fn no_finding(page: &mut Page, exploration: &Exploration, options: &Options) {
    let program = super::program(options);
    if let Some(limit) = limit(exploration) {
        page.headline("INCONCLUSIVE", Tone::Open, &format!(" {program}: {limit}"));
        page.gap();
        let run = sentence(&count(exploration.schedules, "schedule"));
        page.prose(&format!(
            "{run} came to an end, none with anything wrong. That proves nothing about the others."
        ));
    } else {
        let tone = if exploration.complete || exploration.preemption_bound.is_some() {
            Tone::Good
        } else {
            Tone::Open
        };
        page.headline("OK", tone, &format!(" {program}: {}", claim(exploration)));
        page.gap();
    }
    if exploration.outputs.len() == 1 {
        one_output(page, &exploration.outputs[0], options);
    } else {
        outputs(page, exploration, options);
    }
    times(page, exploration);
}

/// What the schedules that were run prove.
fn claim(exploration: &Exploration) -> String {
    let number = thousands(exploration.schedules);
    let same = exploration.outputs.len() <= 1 && !exploration.outputs_cut;
    let (gives, give) = if same {
        ("gives the same output", "give the same output")
    } else {
        ("ends well", "end well")
    };
    let bound = match (exploration.complete, exploration.preemption_bound) {
        (true, _) if exploration.schedules == 1 => {
            return if same {
                "there is only one schedule that matters, and it ends well"
            } else {
                "the only schedule ends well"
            }
            .to_owned();
        }
        (true, _) => return format!("every schedule ({number}) {gives}"),
        (false, bound) => bound,
    };
    let random = if exploration.schedules == 1 {
        format!("the 1 schedule that was tried {gives}")
    } else {
        format!("{number} schedules that were tried {give}")
    };
    match bound {
        None => format!("{random}; there are more, so this is not a proof"),
        Some(0) => format!(
            "every schedule without preemptions {gives}, and so do others ({number} in all); not a proof for the rest"
        ),
        Some(bound) => format!(
            "every schedule with up to {} {gives} ({number} in all); not a proof for the rest",
            count(u64::from(bound), "preemption")
        ),
    }
}

/// The limit of ours that keeps a search without findings from being an answer.
fn limit(exploration: &Exploration) -> Option<String> {
    let after = count(exploration.schedules, "schedule");
    match exploration.stopped.as_deref() {
        Some("seconds") => return Some(format!("the time for it was over after {after}")),
        Some("memory") => return Some(format!("memory for the search ran out after {after}")),
        _ => {}
    }
    (exploration.unfinished > 0).then(|| {
        let many = count(exploration.unfinished, "schedule");
        format!("{many} did not end within as many steps as are followed")
    })
}

/// What was run, below findings.
pub(super) fn extent(page: &mut Page, exploration: &Exploration) {
    if exploration.schedules == 0 {
        return;
    }
    let number = count(exploration.schedules, "schedule");
    let (was, others) = if exploration.schedules == 1 {
        ("was", "it is the only one that matters")
    } else {
        ("were", "these are all that matter")
    };
    let text = match (exploration.complete, exploration.preemption_bound) {
        (true, _) => format!("{number} {was} run; {others}."),
        (false, Some(bound)) => {
            format!(
                "{number} {was} run, among them every one with up to {}.",
                count(u64::from(bound), "preemption")
            )
        }
        (false, None) => format!("{number} {was} run; there are more."),
    };
    page.hanging("Searched", &text);
}

fn one_output(page: &mut Page, output: &Output, options: &Options) {
    let exit = exit(output);
    match output.stdout.lines().count() {
        0 | 1 => page.hanging("Output", &format!("{}{exit}", printed(&output.stdout))),
        many if !options.verbose => page.hanging("Output", &format!("{}{exit}", count(many as u64, "line"))),
        _ => block(page, "Output", &output.stdout),
    }
}

fn exit(output: &Output) -> String {
    match output.exit {
        0 => String::new(),
        code => format!(" (exit code {code})"),
    }
}

/// Every output, when there are several: how many schedules gave it, and the token of one of them.
pub(super) fn outputs(page: &mut Page, exploration: &Exploration, options: &Options) {
    let all = &exploration.outputs;
    if all.len() < 2 {
        return;
    }
    let shown = if options.verbose { all.len() } else { OUTPUTS };
    let mut sorted: Vec<&Output> = all.iter().collect();
    sorted.sort_by_key(|output| std::cmp::Reverse(output.schedules));
    let least = if exploration.outputs_cut { "at least " } else { "" };
    page.hanging(
        "Outputs",
        &format!(
            "{least}{}, in so many schedules each:",
            count(all.len() as u64, "different one")
        ),
    );
    let digits = sorted
        .iter()
        .map(|output| thousands(output.schedules).len())
        .max()
        .unwrap_or(1);
    let words: Vec<String> = sorted
        .iter()
        .take(shown)
        .map(|output| format!("{}{}", what(output, sorted[0]), exit(output)))
        .collect();
    let widest = words.iter().map(|words| display_width(words)).max().unwrap_or(0);
    for (output, words) in sorted.iter().zip(&words) {
        let times = format!("    {:>digits$} ×  ", thousands(output.schedules));
        let replay = if output.token.len() > LONG && !options.verbose {
            "`--verbose` shows its long token".to_owned()
        } else {
            format!("--replay {}", clean(&output.token))
        };
        page.entry(&times, words, widest, &replay);
        if options.verbose && output.stdout.lines().count() > 1 {
            for line in output.stdout.lines().take(LINES) {
                let line = cut(&clean(line), super::text::WIDTH - 8);
                page.line(&format!("        {}", page.paint.dim(line)));
            }
        }
    }
    if sorted.len() > shown {
        page.line(&format!(
            "    … and {} more: `--verbose` shows all",
            sorted.len() - shown
        ));
    }
}

/// One output in a few words: its lines if they are short, or how it differs from the most frequent one.
fn what(output: &Output, usual: &Output) -> String {
    let lines: Vec<&str> = output.stdout.lines().collect();
    let joined = clean(&lines.join(" ⏎ "));
    if lines.len() <= 1 {
        return printed(&output.stdout);
    }
    if display_width(&joined) <= JOINED {
        return joined;
    }
    if std::ptr::eq(output, usual) {
        return count(lines.len() as u64, "line");
    }
    cut(
        &super::outputs::difference(&output.stdout, output.exit, usual, false),
        JOINED,
    )
}

/// How long it takes on the virtual clock, and how much is at work at once.
fn times(page: &mut Page, exploration: &Exploration) {
    let span = exploration.makespan_ns.filter(|span| span.max > 0);
    if let Some(span) = span {
        let time = if span.min == span.max {
            duration(span.min)
        } else {
            format!("between {} and {}", duration(span.min), duration(span.max))
        };
        page.hanging("Time", &format!("{time} on the virtual clock."));
    }
    if exploration.max_overlap > 1 {
        page.hanging(
            "At work",
            &format!(
                "at most {} at once.",
                count(u64::from(exploration.max_overlap), "thread")
            ),
        );
    }
}

/// What the schedule wrote.
pub(super) fn streams(page: &mut Page, finding: &Finding) {
    block(page, "stdout", &finding.stdout);
    block(page, "stderr", &finding.stderr);
}

fn block(page: &mut Page, head: &str, text: &str) {
    if text.is_empty() {
        return;
    }
    page.gap();
    page.line(&format!("  {}", page.paint.head(head)));
    let all = text.lines().count();
    for line in text.lines().take(LINES) {
        page.line(&format!("    {}", cut(&clean(line), super::text::WIDTH - 4)));
    }
    if all > LINES {
        page.line(&format!("    … and {} more", count((all - LINES) as u64, "line")));
    }
}
