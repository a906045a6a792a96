//! Figures and tables as Markdown.

use std::fmt::Write as _;

/// A table under its heading; the first column is left-aligned, the others are figures.
pub(crate) fn markdown(heading: &str, head: &[&str], rows: &[Vec<String>]) -> String {
    let mut text = format!(
        "\n### {heading}\n\n| {} |\n|---{}|\n",
        head.join(" | "),
        "|--:".repeat(head.len() - 1)
    );
    for row in rows {
        let _ = writeln!(text, "| {} |", row.join(" | "));
    }
    text
}

/// The middle one; the lower middle one of an even number.
///
/// # Panics
///
/// When there is none.
pub(crate) fn median<T: Copy + PartialOrd>(of: &[T]) -> T {
    let mut sorted = of.to_vec();
    sorted.sort_by(|a, b| a.partial_cmp(b).expect("figures that can be compared"));
    sorted[(sorted.len() - 1) / 2]
}

/// A number with its thousands apart.
pub(crate) fn thousands(number: u64) -> String {
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

/// A rate in whole numbers a second.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a rate is positive and far from the limits"
)]
pub(crate) fn rate(per_second: f64) -> String {
    thousands(per_second.round() as u64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_readable() {
        assert_eq!(thousands(0), "0");
        assert_eq!(thousands(999), "999");
        assert_eq!(thousands(1_000), "1,000");
        assert_eq!(thousands(1_234_567), "1,234,567");
        assert_eq!(rate(24_411.6), "24,412");
    }

    #[test]
    fn the_median_is_the_lower_middle() {
        assert_eq!(median(&[3, 1, 2]), 2);
        assert_eq!(median(&[4, 1, 3, 2]), 2);
        assert!((median::<f64>(&[0.5, 0.25, 9.0]) - 0.5).abs() < f64::EPSILON);
    }

    #[test]
    fn a_table_has_as_many_rules_as_columns() {
        let text = markdown(
            "Title",
            &["program", "a", "b"],
            &[vec!["x".into(), "1".into(), "2".into()]],
        );
        assert_eq!(
            text,
            "\n### Title\n\n| program | a | b |\n|---|--:|--:|\n| x | 1 | 2 |\n"
        );
    }
}
