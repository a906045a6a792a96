//! What the course file names: exercises, solutions and files for its checks, all below the course's root.

use super::bounds;
use super::problem::{At, Unplaced};
use super::words::is_name;
use super::written::{Course, Text};
use std::collections::BTreeMap;
use std::fs;
use std::io::{self, ErrorKind, Read as _};
use std::path::{Component, Path, PathBuf};

/// What every exercise has, each below these directories: `exercises/<chapter>/<exercise>/src/main.rs`.
const SIDES: [&str; 2] = ["exercises", "solutions"];
const MAIN: &str = "src/main.rs";

/// One problem for each thing that is missing: the file, its directory, or whatever directory above that, and
/// that only once.
pub(super) fn missing(course: &Course, root: &Path) -> Vec<Unplaced> {
    let mut problems: BTreeMap<PathBuf, Unplaced> = BTreeMap::new();
    let at = At::Root;
    let at = at.key("chapters");
    for (index, chapter) in course.chapters.iter().flatten().enumerate() {
        let Some(dir) = usable(chapter.name.as_ref()) else {
            continue;
        };
        let chapter_at = at.item(index);
        let list_at = chapter_at.key("exercises");
        for (index, exercise) in chapter.exercises.iter().flatten().enumerate() {
            let Some(name) = usable(exercise.name.as_ref()) else {
                continue;
            };
            let exercise_at = list_at.item(index);
            for side in SIDES {
                let main = Path::new(side).join(dir).join(name).join(MAIN);
                let Err((path, message, remedy)) = look(root, &main) else {
                    continue;
                };
                // The deeper the gap, the closer its place is to the exercise.
                let at = match path.components().count() {
                    1 => at.path(),
                    2 => chapter_at.key("name").path(),
                    _ => exercise_at.key("name").path(),
                };
                problems
                    .entry(path)
                    .or_insert_with(|| Unplaced::new(at, message, remedy));
            }
        }
    }
    problems.into_values().collect()
}

/// A name that is not one has a problem of its own, and leads nowhere.
fn usable(name: Option<&Text>) -> Option<&str> {
    name.map(|text| text.0.as_str()).filter(|name| is_name(name))
}

/// Looks for a file below the root. `Err`: what is missing, what to say about it, and what to do.
fn look(root: &Path, main: &Path) -> Result<(), (PathBuf, String, String)> {
    match fs::metadata(root.join(main)) {
        Ok(found) if found.is_file() => return Ok(()),
        Ok(_) => {
            let remedy = format!("Move it away. {}", restore(root, main));
            return Err((
                main.to_owned(),
                format!("{} is not a file", main.display()),
                remedy,
            ));
        }
        Err(_) => {}
    }
    let mut way: Vec<&Path> = main
        .ancestors()
        .filter(|path| !path.as_os_str().is_empty())
        .collect();
    way.reverse();
    for path in way {
        if let Err(error) = fs::metadata(root.join(path)) {
            return Err(gap(root, path, &error));
        }
    }
    // It came back while we looked.
    Ok(())
}

fn gap(root: &Path, path: &Path, error: &io::Error) -> (PathBuf, String, String) {
    let shown = path.display();
    if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) {
        (
            path.to_owned(),
            format!("{shown} is missing"),
            restore(root, path),
        )
    } else {
        let remedy = "Check who owns it and whether it can be read.".to_owned();
        (
            path.to_owned(),
            format!("cannot look at {shown}: {error}"),
            remedy,
        )
    }
}

fn restore(root: &Path, path: &Path) -> String {
    let path = path.display();
    if root == Path::new(".") {
        format!("Write it, or bring it back with `git checkout -- {path}`.")
    } else {
        format!(
            "Write it, or bring it back with `git -C {} checkout -- {path}`.",
            root.display()
        )
    }
}

/// The text of a file that a check names, or the reason why there is none.
pub(super) fn read_text(root: &Path, path: &str) -> Result<String, String> {
    let below = Path::new(path)
        .components()
        .all(|part| matches!(part, Component::Normal(_)));
    if path.is_empty() || !below {
        return Err("it does not lie below the course's root".to_owned());
    }
    let bytes = read(&root.join(path)).map_err(|error| error.to_string())?;
    String::from_utf8(bytes).map_err(|_| "it is not UTF-8 text".to_owned())
}

/// The bytes of a file that is neither too large nor something else than a file: nobody waits for a pipe.
pub(super) fn read(path: &Path) -> io::Result<Vec<u8>> {
    if !fs::metadata(path)?.is_file() {
        return Err(io::Error::other("it is not a file"));
    }
    let mut bytes = Vec::new();
    fs::File::open(path)?
        .take(bounds::FILE + 1)
        .read_to_end(&mut bytes)?;
    if bytes.len() as u64 > bounds::FILE {
        return Err(io::Error::new(ErrorKind::FileTooLarge, "it is larger than 1 MiB"));
    }
    Ok(bytes)
}
