//! Deadlocks of channels.

use super::{Telling, at_line, waits, who};
use crate::story::scene::Scene;
use crate::story::words::{count, either};
use wire::{Object, Op, Wait};

/// The tasks that wait for a message.
fn receivers<'a>(scene: &Scene<'a>) -> Vec<(usize, &'a Wait)> {
    let waits = |wait: &Wait| matches!(wait.op, Op::Recv | Op::RecvTimeout);
    scene.stuck().filter(|(_, wait)| waits(wait)).collect()
}

/// A receiver waits although nobody will send; it would end if the last sender were gone.
pub(super) fn never_closed(scene: &Scene<'_>) -> Telling {
    let all = receivers(scene);
    let Some((task, wait)) = all.first().copied() else {
        return super::plain(scene);
    };
    let channel = wait.object.and_then(|object| scene.finding.objects.get(object));
    let senders = channel.map_or(&[][..], |channel| channel.senders.as_slice());
    let mut names: Vec<String> = senders.iter().map(|place| scene.sender(place)).collect();
    names.dedup();
    let receiver = scene.quoted(wait.object, Op::Recv);
    let waiting: Vec<usize> = all.iter().map(|(task, _)| *task).collect();
    // Whoever could still send waits, in the end, for one of those who receive.
    let stuck_sender = wait
        .for_tasks
        .iter()
        .copied()
        .find(|sender| leads_to(scene, *sender, &waiting));
    let joined = stuck_sender.or_else(|| joiner(scene, &waiting));
    let (verb, who_waits) = (
        if waiting.len() == 1 { "waits" } else { "wait" },
        who(scene, &waiting),
    );
    let cause = match (joined, senders.len()) {
        (Some(sender), 1..) if !waiting.contains(&sender) => {
            let could = if wait.for_tasks.contains(&sender) {
                ", which sent before,"
            } else {
                ""
            };
            let end = if waiting.len() == 1 { "it" } else { "them" };
            format!(
                "{}{could} waits{} for {end} to end",
                scene.task(sender),
                at_line(scene, sender)
            )
        }
        (_, 0) => "there is no sender left that could send".to_owned(),
        (_, 1) => format!(
            "the sender {} is still alive, so the channel is not closed",
            names[0]
        ),
        (_, many) => format!(
            "{} are still alive, so the channel is not closed",
            count(many as u64, "sender")
        ),
    };
    let mut why = waits(scene);
    if !names.is_empty() {
        let text = if names.len() == 1 && senders.len() == 1 {
            format!(
                "{} is alive: only when the last sender is dropped do `recv` and `for` over the receiver end.",
                names[0]
            )
        } else {
            format!(
                "{} are alive ({}): only when the last one is dropped do `recv` and `for` over the receiver end.",
                count(senders.len() as u64, "sender"),
                either(&names)
            )
        };
        why.push(("Open", text));
    }
    let remedy = match (joined, channel.and_then(|channel| sender_name(scene, channel))) {
        (Some(_), Some(name)) => {
            format!("Drop `{name}` before joining, or send one stop message to each receiving thread.")
        }
        (Some(_), None) => {
            "Drop the sender before joining, or send one stop message to each receiving thread.".to_owned()
        }
        (None, Some(name)) => format!(
            "Drop `{name}` when nothing more is to be sent: `drop({name})`, or move it into the last thread that sends."
        ),
        (None, None) => "Drop every sender when nothing more is to be sent.".to_owned(),
    };
    Telling {
        word: "DEADLOCK",
        headline: format!(
            "{}{who_waits} {verb}{} for a message from {receiver} that nobody sends: {cause}",
            scene.often(),
            at_line(scene, task)
        ),
        why,
        remedy: Some(remedy),
        ..Telling::default()
    }
}

/// A binding of one of the living senders.
fn sender_name(scene: &Scene<'_>, channel: &Object) -> Option<String> {
    channel.senders.iter().find_map(|place| scene.sender_name(place))
}

/// Whether the wait of `task` leads to one of `to`, from task to task.
fn leads_to(scene: &Scene<'_>, task: usize, to: &[usize]) -> bool {
    let mut seen = vec![task];
    let mut at = task;
    while let Some(next) = scene.wait(at).and_then(|wait| wait.for_tasks.first().copied()) {
        if to.contains(&next) {
            return true;
        }
        if seen.contains(&next) {
            return false;
        }
        seen.push(next);
        at = next;
    }
    false
}

/// A task that joins one of `waiting`, and owns or may own a sender because it sent before or spawned the receiver.
fn joiner(scene: &Scene<'_>, waiting: &[usize]) -> Option<usize> {
    scene
        .stuck()
        .find(|(_, wait)| wait.op == Op::Join && wait.for_tasks.iter().any(|task| waiting.contains(task)))
        .map(|(task, _)| task)
}

/// A sender waits for room that nobody will make.
pub(super) fn never_drained(scene: &Scene<'_>) -> Telling {
    let sends = |wait: &Wait| matches!(wait.op, Op::Send | Op::Taken | Op::TrySend);
    let Some((task, wait)) = scene.stuck().find(|(_, wait)| sends(wait)) else {
        return super::plain(scene);
    };
    let all: Vec<usize> = scene
        .stuck()
        .filter(|(_, wait)| sends(wait))
        .map(|(task, _)| task)
        .collect();
    let verb = if all.len() == 1 { "waits" } else { "wait" };
    Telling {
        word: "DEADLOCK",
        headline: format!(
            "{}{} {verb}{} for room in the channel of {}, and nobody will receive from it",
            scene.often(),
            who(scene, &all),
            at_line(scene, task),
            scene.quoted(wait.object, Op::Recv)
        ),
        why: waits(scene),
        remedy: Some(
            "Receive while others send (before joining them), make the channel larger, or drop the receiver."
                .to_owned(),
        ),
        ..Telling::default()
    }
}
