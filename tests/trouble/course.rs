//! Course files and course directories that are broken.

use e2e::Course;

/// Ten ways to break course.yaml; each is told with its place and a remedy, and the exit code is 2.
#[test]
fn a_broken_course_file() {
    let good = Course::yaml("          - output: \"ok\\n\"\n");
    let broken: [(&str, String); 10] = [
        ("empty", String::new()),
        ("syntax", good.replace("chapters:", "chapters: [")),
        ("unknown-key", good.replace("points: 10", "pionts: 10")),
        ("wrong-type", good.replace("points: 10", "points: many")),
        ("missing-title", good.replace("        title: The only one\n", "")),
        (
            "unknown-verdict",
            good.replace("starter: wrong", "starter: wrnog"),
        ),
        ("unknown-check", good.replace("- output:", "- outptu:")),
        (
            "bad-duration",
            good.replace("- output: \"ok\\n\"", "- time: {at_most: fast}"),
        ),
        ("tab", good.replace("    title: One", "\ttitle: One")),
        (
            "several",
            good.replace("points: 10", "points: 0")
                .replace("format: 1", "format: 7")
                .replace("- when: wrong", "- when: lost"),
        ),
    ];
    for (name, text) in broken {
        let course = Course::with_program("fn main() {}\n");
        course.write("course.yaml", &text);
        let shown = course.show(&["check", "only"]);
        assert!(shown.starts_with("status: 2\n"), "{name}: {shown}");
        insta::assert_snapshot!(format!("broken-{name}"), shown);
    }
}

/// All that an instructor can get wrong at once is told at once: each with its place, what is wrong and what would be right.
#[test]
fn every_mistake_at_once() {
    let mistakes = std::fs::read_to_string(e2e::repository().join("tests/trouble/mistakes.yaml")).unwrap();
    let course = Course::empty();
    course.write("course.yaml", &mistakes);
    let names = mistakes
        .lines()
        .filter_map(|line| line.strip_prefix("      - name: "));
    for side in ["exercises", "solutions"] {
        for name in names.clone().filter(|name| *name != "words") {
            course.write(&format!("{side}/one/{name}/src/main.rs"), "fn main() {}\n");
        }
    }
    let shown = course.show(&["verify"]);
    assert!(shown.starts_with("status: 2\n"), "{shown}");
    insta::assert_snapshot!("every-mistake", shown);
}

/// What YAML itself does not allow, or we do not, hides the rest of the file: each of these alone.
#[test]
fn mistakes_that_hide_others() {
    let good = Course::yaml("          - output: \"ok\\n\"\n");
    let hiding = [
        ("anchor", good.replace("title: One", "title: &one One")),
        ("alias", good.replace("title: One", "title: *one")),
        (
            "merge",
            good.replace("        points: 10", "        <<: {points: 10}"),
        ),
        ("tag", good.replace("points: 10", "points: !!str 10")),
        (
            "twice",
            good.replace("points: 10", "points: 10\n        points: 11"),
        ),
        ("second-document", format!("{good}---\nformat: 1\n")),
        ("indent", good.replace("        points: 10", "       points: 10")),
        ("quote", good.replace("title: One", "title: \"One")),
    ];
    for (name, text) in hiding {
        let course = Course::with_program("fn main() {}\n");
        course.write("course.yaml", &text);
        let shown = course.show(&["verify"]);
        assert!(shown.starts_with("status: 2\n"), "{name}: {shown}");
        insta::assert_snapshot!(format!("hiding-{name}"), shown);
    }
}

#[test]
fn an_exercise_that_is_missing() {
    let course = Course::with_program("fn main() {}\n");
    std::fs::remove_dir_all(course.path("exercises/one/only")).unwrap();
    insta::assert_snapshot!("missing-exercise", course.show(&["check", "only"]));
}

#[test]
fn no_course_at_all() {
    insta::assert_snapshot!("no-course", Course::empty().show(&["list"]));
    insta::assert_snapshot!(
        "no-such-course",
        Course::empty().show(&["list", "--course", "elsewhere.yaml"])
    );
}
