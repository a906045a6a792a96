//! Nearest names: what somebody probably meant.

/// The known name nearest to `typed`, if one is near enough to be a slip of the hand.
pub(crate) fn nearest<'a>(typed: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    known
        .map(|name| {
            (
                strsim::damerau_levenshtein(&typed.to_lowercase(), &name.to_lowercase()),
                name,
            )
        })
        .filter(|(distance, name)| *distance <= 1 + name.chars().count() / 4)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn slips_are_recognised_and_other_words_are_not() {
        let known = ["race-counter", "none-sentinel", "pool-callbacks"];
        let cases = [
            ("race-countr", Some("race-counter")),
            ("racecounter", Some("race-counter")),
            ("None-Sentinel", Some("none-sentinel")),
            ("pool-callback", Some("pool-callbacks")),
            ("banana", None),
            ("", None),
        ];
        for (typed, expected) in cases {
            assert_eq!(nearest(typed, known.into_iter()), expected, "{typed}");
        }
    }
}
