//! The report as it is, for programs.

use super::{Look, Report};

/// Draws the report as one JSON object and a line feed.
pub(super) fn render(report: &Report, _: &Look) -> Vec<u8> {
    let mut bytes = serde_json::to_vec_pretty(report).expect("a report holds nothing that JSON cannot hold");
    bytes.push(b'\n');
    bytes
}
