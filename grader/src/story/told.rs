//! One schedule as plain data, chosen and worded: what a report of a graded program carries, and any format can draw.

use super::focus::Focus;
use super::scene::Scene;
use super::text::Page;
use super::{Board, Options, Source, board, footer, kinds};
use serde::Serialize;
use wire::{Exploration, Finding, Kind};

/// A schedule, told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Told {
    /// What happens and why, without a final period.
    pub headline: String,
    /// What is wrong with it in the eyes of a check, before it is shown: a head and a paragraph each.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub fault: Vec<(String, String)>,
    /// Lanes and rows.
    pub board: Board,
    /// What stands under the schedule: a head and a paragraph each.
    pub why: Vec<(String, String)>,
    /// What is usually done about it: a whole sentence.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub remedy: Option<String>,
    /// Replays the schedule.
    pub token: String,
    /// Sleeps were allowed to last longer than they say.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub elastic: bool,
}

/// Tells one schedule of an exploration.
#[must_use]
pub fn told(
    exploration: &Exploration,
    finding: &Finding,
    sources: &[Source],
    elastic: bool,
    focus: Focus,
) -> Told {
    let mut finding = finding.clone();
    // Where no order is right, which of two comes first says nothing about the fault.
    if finding.kind == Kind::Race && finding.instead_of.is_none() {
        finding.decisive = None;
    }
    let mut scene = Scene::new(exploration, &finding, sources);
    scene.focus = focus;
    let options = Options {
        elastic,
        ..Options::default()
    };
    let telling = kinds::tell(&scene, &options);
    let mut why: Vec<(String, String)> = telling
        .why
        .into_iter()
        .map(|(head, text)| (head.to_owned(), text))
        .collect();
    why.extend(footer::order(&scene).map(|text| ("Order".to_owned(), text)));
    why.extend(footer::preemptions(&scene).map(|text| ("Switches".to_owned(), text)));
    Told {
        headline: telling.headline,
        fault: kinds::asked::why(&scene),
        board: board::board(&scene, false),
        why,
        remedy: telling.remedy,
        token: finding.token.clone(),
        elastic,
    }
}

/// Draws it as text, within 100 columns; `command` shows everything about the schedule.
#[must_use]
pub fn draw(told: &Told, command: &str, color: bool) -> String {
    let mut page = Page::new(color);
    for (head, text) in &told.fault {
        page.hanging(head, text);
    }
    page.gap();
    page.board(&told.board);
    page.gap();
    for (head, text) in &told.why {
        page.hanging(head, text);
    }
    page.command("Replay", command);
    page.finish()
}
