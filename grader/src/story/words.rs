//! Small pieces of prose: counts, lists, durations, and foreign text made safe and short.

use crate::observe;
use textwrap::core::display_width;

/// Foreign text on one line: nothing in it moves the cursor, changes a colour or turns the direction of reading.
pub(super) fn clean(text: &str) -> String {
    let safe = observe::text(text.as_bytes());
    safe.replace('\n', "\\n").replace('\t', " ")
}

/// At most `width` columns of `text`, with `…` for what was cut away.
pub(super) fn cut(text: &str, width: usize) -> String {
    if display_width(text) <= width {
        return text.to_owned();
    }
    let mut kept = String::new();
    for character in text.chars() {
        kept.push(character);
        if display_width(&kept) >= width {
            kept.pop();
            break;
        }
    }
    format!("{}…", kept.trim_end())
}

/// `1 schedule`, `2 schedules`, `5,000 schedules`.
pub(super) fn count(number: u64, word: &str) -> String {
    format!(
        "{} {word}{}",
        thousands(number),
        if number == 1 { "" } else { "s" }
    )
}

/// A number with its thousands set apart.
pub(crate) fn thousands(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() * 4 / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// `a`, `a and b`, `a, b and c`; beyond five only the first three and how many more.
pub(super) fn list(words: &[String]) -> String {
    joined(words, "and")
}

/// The same with `or`.
pub(super) fn either(words: &[String]) -> String {
    joined(words, "or")
}

fn joined(words: &[String], joint: &str) -> String {
    match words {
        [] => String::new(),
        [one] => one.clone(),
        [a, b, c, rest @ ..] if rest.len() > 2 => format!("{a}, {b}, {c} {joint} {} more", rest.len()),
        [first @ .., last] => format!("{} {joint} {last}", first.join(", ")),
    }
}

/// Virtual time as people say it: `300 ms`, `1.5 s`, `0 s`.
pub(super) fn duration(nanos: u64) -> String {
    let units = [(1_000_000_000, "s"), (1_000_000, "ms"), (1_000, "µs")];
    let (size, unit) = units
        .into_iter()
        .find(|(size, _)| nanos >= *size)
        .unwrap_or((1, if nanos == 0 { "s" } else { "ns" }));
    let whole = nanos / size;
    // Beyond some hours nobody reads fractions of a second.
    let thousandths = if whole < 10_000 {
        nanos % size * 1000 / size
    } else {
        0
    };
    let fraction = format!("{thousandths:03}");
    match fraction.trim_end_matches('0') {
        "" => format!("{} {unit}", thousands(whole)),
        fraction => format!("{}.{fraction} {unit}", thousands(whole)),
    }
}

/// Something that was printed: bare when it is one short word or number, else in quotes; never longer than a few words.
pub(super) fn printed(text: &str) -> String {
    const MOST: usize = 32;
    let text = clean(text.trim_end_matches('\n'));
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | '_' | '+');
    if text.is_empty() {
        "nothing".to_owned()
    } else if text.chars().all(plain) && display_width(&text) <= MOST {
        text
    } else {
        format!("\"{}\"", cut(&text, MOST))
    }
}

/// A panic's message for a cell of the table: of those that `unwrap` writes, what was found instead of a value.
pub(super) fn panicked(message: &str) -> String {
    const MOST: usize = 40;
    let first = message.trim().lines().next().unwrap_or_default();
    let found = first
        .split_once("` on an `Err` value: ")
        .map(|(_, error)| format!("Err({error})"));
    match found {
        Some(found) => cut(&clean(&found), MOST),
        None if first.ends_with("` on a `None` value") => "None".to_owned(),
        None => printed(first),
    }
}

/// `word` with its first letter large, for the beginning of a sentence. Names in backquotes stay as they are.
pub(super) fn sentence(text: &str) -> String {
    let mut characters = text.chars();
    characters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(characters).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_keep_their_value() {
        let cases = [
            (0, "0 s"),
            (999, "999 ns"),
            (1_500, "1.5 µs"),
            (300_000_000, "300 ms"),
            (1_000_000_000, "1 s"),
            (8_050_000_000, "8.05 s"),
            (3_600_000_000_000, "3,600 s"),
        ];
        for (nanos, said) in cases {
            assert_eq!(duration(nanos), said);
        }
    }

    #[test]
    fn lists_and_counts_read_well() {
        let words = |n: u32| (1..=n).map(|n| format!("w{n}")).collect::<Vec<_>>();
        assert_eq!(list(&words(1)), "w1");
        assert_eq!(list(&words(2)), "w1 and w2");
        assert_eq!(either(&words(3)), "w1, w2 or w3");
        assert_eq!(list(&words(5)), "w1, w2, w3, w4 and w5");
        assert_eq!(list(&words(6)), "w1, w2, w3 and 3 more");
        assert_eq!(count(1, "schedule"), "1 schedule");
        assert_eq!(count(1_234_567, "schedule"), "1,234,567 schedules");
    }

    #[test]
    fn what_is_cut_fits_even_when_characters_are_wide() {
        for text in [
            "包子包子包子包子",
            "plain ascii words",
            "",
            "e\u{301}e\u{301}e\u{301}e\u{301}",
        ] {
            for width in 1..20 {
                assert!(display_width(&cut(text, width)) <= width, "{text} in {width}");
            }
        }
        assert_eq!(cut("plain ascii words", 12), "plain ascii…");
    }

    #[test]
    fn of_a_panic_the_cause_is_told() {
        let cases = [
            (
                "called `Result::unwrap()` on an `Err` value: RecvError",
                "Err(RecvError)",
            ),
            ("called `Option::unwrap()` on a `None` value", "None"),
            ("no such thing\nand more", "\"no such thing\""),
        ];
        for (message, said) in cases {
            assert_eq!(panicked(message), said);
        }
    }

    #[test]
    fn prints_are_quoted_unless_they_are_one_word() {
        assert_eq!(printed("98\n"), "98");
        assert_eq!(printed(""), "nothing");
        assert_eq!(printed("two words\n"), "\"two words\"");
        assert_eq!(printed("\x1b[31m"), "\"\\u{1b}[31m\"");
    }
}
