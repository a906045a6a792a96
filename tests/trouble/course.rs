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

#[test]
fn an_exercise_that_is_missing() {
    let course = Course::shipped();
    std::fs::remove_dir_all(course.path("exercises/queues/none-sentinel")).unwrap();
    insta::assert_snapshot!("missing-exercise", course.show(&["check", "hello-threads"]));
}

#[test]
fn no_course_at_all() {
    insta::assert_snapshot!("no-course", Course::empty().show(&["list"]));
    insta::assert_snapshot!(
        "no-such-course",
        Course::empty().show(&["list", "--course", "elsewhere.yaml"])
    );
}
