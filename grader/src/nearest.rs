//! Nearest names: what somebody probably meant.

/// The candidate that is most like `word`, if one is like it at all.
pub(crate) fn nearest<'c>(word: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    let word = word.to_lowercase();
    candidates
        .into_iter()
        .map(|candidate| {
            (
                strsim::damerau_levenshtein(&word, &candidate.to_lowercase()),
                candidate,
            )
        })
        .filter(|(distance, candidate)| *distance <= (candidate.len() / 3).clamp(1, 3))
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// A remedy for a wrong word: the nearest right one, or all of them where none is near. `what` names the plural:
/// "The keys here".
pub(crate) fn instead(word: &str, what: &str, candidates: &[&str]) -> String {
    match nearest(word, candidates.iter().copied()) {
        Some(candidate) => format!("Did you mean `{candidate}`?"),
        None => format!("{what} are {}.", listed(candidates)),
    }
}

/// "`a`, `b` and `c`".
pub(crate) fn listed(words: &[&str]) -> String {
    let quoted: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
    match quoted.split_last() {
        None => "none".to_owned(),
        Some((only, [])) => only.clone(),
        Some((last, rest)) => format!("{} and {last}", rest.join(", ")),
    }
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
            assert_eq!(nearest(typed, known), expected, "{typed}");
        }
    }
}
