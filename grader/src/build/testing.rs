//! What the tests of this module share.

use super::process::Tool;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;
use std::time::Duration;

/// Makes an executable shell script.
///
/// Another process writes it: if this one did, a thread that starts a program at that moment would hold the file open
/// for writing in its child, and starting the script would fail as busy.
pub(super) fn script(file: &Path, text: &str) -> PathBuf {
    let write =
        "printf '#!/bin/sh\\n%s\\n' \"$1\" > \"$2.new\" && chmod +x \"$2.new\" && mv \"$2.new\" \"$2\"";
    let args = [
        "-c".into(),
        write.into(),
        "sh".into(),
        text.into(),
        file.as_os_str().to_owned(),
    ]
    .to_vec();
    let env = vec![("PATH", "/usr/bin:/bin".into())];
    let tool = Tool {
        program: Path::new("/bin/sh"),
        args,
        env,
        dir: "/".into(),
        held: None,
        limit: Duration::from_mins(1),
    };
    let finished = tool.run(&AtomicBool::new(false)).unwrap();
    assert!(finished.succeeded(), "{}", finished.complaint());
    file.to_owned()
}
