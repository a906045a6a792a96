//! The line of an exploration: what it waits for, then how many schedules were run, of about how many.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::time::Duration;
use wire::flight::Reading;

/// An estimate beyond this only says that there are too many.
const TOO_MANY: f64 = 1e12;

/// A line on standard error while a program is explored; nothing where that is no terminal.
pub struct Search {
    bar: ProgressBar,
}

impl Search {
    /// A line; `live`: whether there is a terminal to draw it on.
    #[must_use]
    pub fn new(live: bool) -> Self {
        let target = if live {
            ProgressDrawTarget::stderr()
        } else {
            ProgressDrawTarget::hidden()
        };
        let bar = ProgressBar::with_draw_target(None, target);
        let style = ProgressStyle::with_template("{spinner} {elapsed}  {wide_msg}");
        bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_spinner()));
        if live {
            bar.enable_steady_tick(Duration::from_millis(100));
        }
        Search { bar }
    }

    /// Says what is being done.
    pub fn say(&self, words: impl Into<String>) {
        self.bar.set_message(words.into());
    }

    /// Shows how far the search is.
    pub fn hear(&self, reading: &Reading) {
        self.say(line(reading));
    }
}

impl Drop for Search {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}

fn line(reading: &Reading) -> String {
    let run = grouped(reading.schedules);
    match reading.estimate {
        Some(all) if all >= TOO_MANY => format!("exploring: {run} schedules, of far more than can be run"),
        // What was run is known better than what was estimated.
        Some(all) if all > count(reading.schedules) => {
            format!("exploring: {run} schedules, of about {}", rounded(all))
        }
        _ => format!("exploring: {run} schedules"),
    }
}

#[expect(clippy::cast_precision_loss, reason = "an estimate need not be exact")]
fn count(schedules: u64) -> f64 {
    schedules as f64
}

/// An estimate with two digits that mean anything.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "it is between one and a million millions"
)]
fn rounded(estimate: f64) -> String {
    let unit = 10_f64.powf((estimate.log10().floor() - 1.0).max(0.0));
    grouped(((estimate / unit).round() * unit) as u64)
}

/// Digits in groups of three: 12,345.
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_estimate_is_shown_as_roughly_as_it_is_known() {
        let shown = |schedules, estimate| {
            line(&Reading {
                schedules,
                estimate,
                switches: None,
            })
        };
        assert_eq!(shown(0, None), "exploring: 0 schedules");
        assert_eq!(
            shown(1_234, Some(56_789.4)),
            "exploring: 1,234 schedules, of about 57,000"
        );
        assert_eq!(shown(5, Some(7.2)), "exploring: 5 schedules, of about 7");
        assert_eq!(shown(1_234_567, Some(900.0)), "exploring: 1,234,567 schedules");
        assert_eq!(
            shown(9, Some(1e30)),
            "exploring: 9 schedules, of far more than can be run"
        );
    }
}
