//! Functions of std by the names that a learner knows: `Receiver::recv`, `Mutex::lock`, `thread::park`.

/// A function's name as a learner knows it: its last two parts, without generics and without the modules that std keeps
/// to itself. None for what is not std's.
pub(super) fn known_as(function: &str) -> Option<String> {
    let plain = without_generics(function);
    let parts: Vec<&str> = plain.split("::").collect();
    if !matches!(parts.first(), Some(&("std" | "core" | "alloc"))) {
        return None;
    }
    let named: Vec<&str> = parts.into_iter().filter(|part| !part.starts_with('{')).collect();
    let [.., owner, last] = named.as_slice() else {
        return None;
    };
    // Free functions live in modules of their own inside std, and are known by the public one.
    let is_module = owner
        .chars()
        .all(|c| c.is_lowercase() || c == '_' || c.is_ascii_digit());
    let owner = if is_module && named.contains(&"thread") {
        "thread"
    } else {
        owner
    };
    Some(format!("{owner}::{last}"))
}

/// `<std::sync::mpsc::Receiver<T>>::recv` and `<std::sync::mpsc::Receiver<T> as Trait>::recv` become
/// `std::sync::mpsc::Receiver::recv`.
fn without_generics(function: &str) -> String {
    if let Some(inner) = function.strip_prefix('<') {
        let Some(end) = closing(inner) else {
            return function.to_owned();
        };
        let owner = without_generics(own_type(&inner[..end]));
        return owner + &without_generics(&inner[end + 1..]);
    }
    let mut plain = String::with_capacity(function.len());
    let mut depth = 0_u32;
    let mut before = ' ';
    for character in function.chars() {
        match character {
            '<' => depth += 1,
            // The arrow of a function type closes nothing.
            '>' if before != '-' => depth = depth.saturating_sub(1),
            _ if depth == 0 => plain.push(character),
            _ => {}
        }
        before = character;
    }
    plain.replace("::::", "::").trim_end_matches("::").to_owned()
}

/// Where the angle bracket that was opened before `text` is closed.
fn closing(text: &str) -> Option<usize> {
    let mut depth = 1_u32;
    let mut before = ' ';
    for (at, character) in text.char_indices() {
        match character {
            '<' => depth += 1,
            '>' if before != '-' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return Some(at);
        }
        before = character;
    }
    None
}

/// The type of `Type as Trait`.
fn own_type(text: &str) -> &str {
    let mut depth = 0_u32;
    for (at, character) in text.char_indices() {
        match character {
            '<' => depth += 1,
            '>' => depth = depth.saturating_sub(1),
            ' ' if depth == 0 && text[at..].starts_with(" as ") => return &text[..at],
            _ => {}
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::known_as;

    #[test]
    fn names_as_a_learner_knows_them() {
        let cases = [
            ("std::sync::poison::mutex::Mutex<T>::lock", Some("Mutex::lock")),
            (
                "<std::sync::poison::mutex::Mutex<i32>>::lock",
                Some("Mutex::lock"),
            ),
            (
                "<std::sync::mpsc::Receiver<alloc::string::String>>::recv",
                Some("Receiver::recv"),
            ),
            (
                "<std::sync::mpsc::IntoIter<T> as core::iter::traits::iterator::Iterator>::next",
                Some("IntoIter::next"),
            ),
            ("std::thread::JoinHandle<T>::join", Some("JoinHandle::join")),
            (
                "std::thread::join_handle::JoinHandle<T>::join",
                Some("JoinHandle::join"),
            ),
            ("std::thread::park", Some("thread::park")),
            ("std::thread::functions::park", Some("thread::park")),
            (
                "std::thread::scoped::scope::<main::{closure#0}, ()>",
                Some("thread::scope"),
            ),
            ("std::sync::barrier::Barrier::wait", Some("Barrier::wait")),
            (
                "<F as core::ops::function::FnOnce<(i32,) -> u8>>::call_once",
                None,
            ),
            ("hello::main", None),
            ("", None),
        ];
        for (function, name) in cases {
            assert_eq!(known_as(function).as_deref(), name, "{function}");
        }
    }
}
