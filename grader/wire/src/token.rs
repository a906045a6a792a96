//! The text by which a schedule can be named and run again.
//!
//! A schedule is told by its exceptions from the default choice (whoever went last goes on as long as it can, else the
//! task that was created first): `1:` and then, for each exception, how many steps after the one before it comes and
//! which task goes then, numbered in the order of creation. `1:-` is the schedule without exceptions.

use std::fmt::Write as _;

/// The exceptions of a schedule: step, and the task that goes then; ascending by step.
pub type Switches = Vec<(u32, u32)>;

/// Writes a token.
#[must_use]
pub fn encode(switches: &[(u32, u32)]) -> String {
    let mut text = String::from("1:");
    let mut before = 0;
    for (index, (step, task)) in switches.iter().enumerate() {
        let comma = if index == 0 { "" } else { "," };
        let _ = write!(text, "{comma}{}.{task}", step - before);
        before = *step;
    }
    if switches.is_empty() {
        text.push('-');
    }
    text
}

/// Reads a token.
///
/// # Errors
/// When the text is not a token; the sentence says where it stops being one.
pub fn decode(token: &str) -> Result<Switches, String> {
    let rest = token.strip_prefix("1:").ok_or("a token begins with `1:`")?;
    if rest == "-" {
        return Ok(Vec::new());
    }
    let mut step = 0_u32;
    let mut switches = Switches::new();
    for item in rest.split(',') {
        let wrong = || format!("`{item}` is not a number of steps, a dot and a task");
        let (delta, task) = item.split_once('.').ok_or_else(wrong)?;
        let (delta, task) = (
            delta.parse::<u32>().map_err(|_| wrong())?,
            task.parse::<u32>().map_err(|_| wrong())?,
        );
        if delta == 0 && !switches.is_empty() {
            return Err(format!("`{item}` says that two tasks go at the same step"));
        }
        step = step.checked_add(delta).ok_or_else(wrong)?;
        switches.push((step, task));
    }
    Ok(switches)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read() {
        for switches in [vec![], vec![(0, 1)], vec![(3, 1), (4, 0), (900, 12)]] {
            assert_eq!(decode(&encode(&switches)), Ok(switches));
        }
    }

    #[test]
    fn what_is_no_token_is_refused_with_the_place() {
        for text in ["", "2:-", "1:", "1:5", "1:5.x", "1:1.1,0.2", "1:4294967295.0,1.1"] {
            assert!(decode(text).is_err(), "{text}");
        }
        assert!(decode("1:4.1,what").unwrap_err().contains("`what`"));
    }
}
