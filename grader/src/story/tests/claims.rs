//! What is claimed of programs without a finding, word for word: never more than was run.

use super::*;
use wire::Span;

fn found(change: impl FnOnce(&mut Exploration)) -> Exploration {
    let mut exploration = Exploration {
        complete: true,
        schedules: 20,
        outputs: vec![output("97\n", 20)],
        max_overlap: 1,
        ..Exploration::default()
    };
    change(&mut exploration);
    exploration
}

fn headline(change: impl FnOnce(&mut Exploration)) -> String {
    let text = render(&found(change), &[], &options());
    let end = text.find("\n\n").unwrap_or(text.len());
    text[..end].replace('\n', " ")
}

#[test]
fn a_claim_is_never_larger_than_what_was_run() {
    assert_eq!(
        headline(|_| {}),
        "OK in shop.rs: every schedule (20) gives the same output."
    );
    assert_eq!(
        headline(|it| it.schedules = 1),
        "OK in shop.rs: there is only one schedule that matters, and it ends well."
    );
    assert_eq!(
        headline(|it| (it.complete, it.preemption_bound, it.schedules) = (false, Some(2), 41_000)),
        "OK in shop.rs: every schedule with up to 2 preemptions gives the same output (41,000 in all); not a proof for \
         the rest."
    );
    assert_eq!(
        headline(|it| (it.complete, it.preemption_bound) = (false, Some(0))),
        "OK in shop.rs: every schedule without preemptions gives the same output, and so do others (20 in all); not a \
         proof for the rest."
    );
    assert_eq!(
        headline(|it| (it.complete, it.schedules) = (false, 5_000)),
        "OK in shop.rs: 5,000 schedules that were tried give the same output; there are more, so this is not a proof."
    );
    assert_eq!(
        headline(|it| it.outputs.push(output("98\n", 2))),
        "OK in shop.rs: every schedule (20) ends well."
    );
}

#[test]
fn a_limit_of_ours_is_no_claim_at_all() {
    let stopped = |why: &str| {
        let why = why.to_owned();
        headline(|it| (it.complete, it.stopped) = (false, Some(why)))
    };
    assert_eq!(
        stopped("seconds"),
        "INCONCLUSIVE in shop.rs: the time for it was over after 20 schedules."
    );
    assert_eq!(
        stopped("memory"),
        "INCONCLUSIVE in shop.rs: memory for the search ran out after 20 schedules."
    );
    assert_eq!(
        headline(|it| (it.complete, it.unfinished) = (false, 1)),
        "INCONCLUSIVE in shop.rs: 1 schedule did not end within as many steps as are followed."
    );
    assert_eq!(
        headline(|it| it.bad_token = Some("step 9 has no task 4".to_owned())),
        "NO SUCH SCHEDULE in shop.rs: that schedule is none of this program's: step 9 has no task 4.\n"
            .replace('\n', " ")
    );
}

#[test]
fn time_and_work_are_told() {
    let text = render(
        &found(|it| {
            it.makespan_ns = Some(Span {
                min: 1_000_000_000,
                max: 1_500_000_000,
            });
            it.max_overlap = 3;
        }),
        &[],
        &options(),
    );
    assert!(
        text.contains("Time      between 1 s and 1.5 s on the virtual clock.\n"),
        "{text}"
    );
    assert!(text.contains("At work   at most 3 threads at once.\n"), "{text}");
    assert!(text.contains("Output    97\n"), "{text}");
}

#[test]
fn outputs_are_listed_with_their_tokens() {
    let text = render(
        &found(|it| {
            it.outputs = (0..8).map(|n| output(&format!("{n}\n"), n + 1)).collect();
            it.outputs_cut = true;
        }),
        &[],
        &options(),
    );
    assert!(text.contains("at least 8 different ones"), "{text}");
    assert!(
        text.contains("    8 ×  7  --replay 1:8.1\n    7 ×  6  --replay 1:7.1\n"),
        "{text}"
    );
    assert!(text.contains("… and 2 more"), "{text}");
}

#[test]
fn a_replayed_schedule_that_is_fine_is_told_as_such() {
    let mut made = Made::of("fn main() {\n    print!(\"hi\");\n}\n", Kind::Race);
    made.event(0, Op::Print, None, "print!", Some("hi"));
    made.finding.stdout = "hi".to_owned();
    let (mut exploration, sources) = made.among(0);
    exploration.replayed = exploration.findings.pop();
    let text = render(&exploration, &sources, &options());
    assert!(
        text.starts_with("OK in shop.rs: this schedule prints hi.\n"),
        "{text}"
    );
    assert!(text.contains("prints hi"), "{text}");
}
