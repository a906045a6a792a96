//! Every schedule one by one, depth first, without any reduction; on wish only those with few preemptions
//! (Musuvathi and Qadeer 2007).

use super::{Set, Strategy, View};
use crate::model::Task;

#[derive(Debug)]
struct Node {
    chosen: Task,
    rest: Set,
    /// Preemptions up to here, this choice included.
    preemptions: u32,
    /// Any other choice than the default one is a preemption.
    costs: bool,
    width: u32,
}

/// Naive enumeration.
#[derive(Debug)]
pub(crate) struct Naive {
    bound: Option<u32>,
    nodes: Vec<Node>,
    replay: usize,
}

impl Naive {
    /// With a bound: only schedules with at most so many preemptions.
    pub(crate) fn new(bound: Option<u32>) -> Self {
        Naive {
            bound,
            nodes: Vec::new(),
            replay: 0,
        }
    }
}

impl Strategy for Naive {
    fn pick(&mut self, view: &View<'_>) -> Option<Task> {
        let depth = view.trace.len();
        if depth < self.replay {
            return Some(self.nodes[depth].chosen);
        }
        let preemptions = self.nodes.last().map_or(0, |it| it.preemptions);
        let chosen = view.default_choice();
        let costs = view.enabled.has(view.last);
        let mut rest = *view.enabled;
        rest.remove(chosen);
        if costs && self.bound.is_some_and(|it| preemptions >= it) && !rest.is_empty() {
            rest = Set::default();
        }
        let width = rest.len() as u32 + 1;
        self.nodes.push(Node {
            chosen,
            rest,
            preemptions,
            costs,
            width,
        });
        self.replay = self.nodes.len();
        Some(chosen)
    }

    fn advance(&mut self) -> bool {
        while let Some(mut node) = self.nodes.pop() {
            let Some(next) = node.rest.nth(0) else { continue };
            node.rest.remove(next);
            node.chosen = next;
            let before = self.nodes.last().map_or(0, |it| it.preemptions);
            node.preemptions = before + u32::from(node.costs);
            self.nodes.push(node);
            self.replay = self.nodes.len();
            return true;
        }
        false
    }

    fn complete(&self) -> bool {
        true
    }

    fn estimate(&self) -> Option<f64> {
        Some(self.nodes.iter().map(|it| f64::from(it.width)).product())
    }
}
