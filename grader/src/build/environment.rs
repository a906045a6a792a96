//! The part of our own environment that builds depend on, read once at the start and handed on as data.

use std::ffi::{OsStr, OsString};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

/// What the toolchain is looked for with. Nothing else of our environment reaches a build.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Environment {
    /// `PATH`.
    pub path: OsString,
    /// `HOME`.
    pub home: Option<PathBuf>,
    /// `CARGO_HOME`.
    pub cargo_home: Option<PathBuf>,
    /// `RUSTUP_HOME`.
    pub rustup_home: Option<PathBuf>,
    /// `RUSTUP_TOOLCHAIN`: set in everything that cargo runs.
    pub rustup_toolchain: Option<OsString>,
    /// What says how to reach the network, for cargo: name and value.
    pub network: Vec<(&'static str, OsString)>,
}

/// The variables of [`Environment::network`].
const NETWORK: [&str; 10] = [
    "http_proxy",
    "https_proxy",
    "HTTPS_PROXY",
    "all_proxy",
    "ALL_PROXY",
    "no_proxy",
    "NO_PROXY",
    "SSL_CERT_FILE",
    "SSL_CERT_DIR",
    "CARGO_HTTP_CAINFO",
];

impl Environment {
    /// Asks `variable` for each variable that matters.
    pub fn read(variable: impl Fn(&str) -> Option<OsString>) -> Self {
        let directory = |name| {
            variable(name)
                .filter(|value| !value.is_empty())
                .map(PathBuf::from)
        };
        Environment {
            path: variable("PATH").unwrap_or_default(),
            home: directory("HOME"),
            cargo_home: directory("CARGO_HOME"),
            rustup_home: directory("RUSTUP_HOME"),
            rustup_toolchain: variable("RUSTUP_TOOLCHAIN").filter(|value| !value.is_empty()),
            network: NETWORK
                .into_iter()
                .filter_map(|name| Some((name, variable(name)?)))
                .collect(),
        }
    }

    /// The first executable of this name on `PATH`. Relative entries are passed over: what is found must not depend
    /// on where we are, and never be a file that a submission brought along.
    pub(super) fn find(&self, name: &str) -> Option<PathBuf> {
        std::env::split_paths(&self.path)
            .filter(|dir| dir.is_absolute())
            .map(|dir| dir.join(name))
            .find(|file| is_executable(file))
    }

    /// Where rustup keeps its settings.
    pub(super) fn rustup_settings(&self) -> Option<PathBuf> {
        let home = self
            .rustup_home
            .clone()
            .or_else(|| Some(self.home.as_ref()?.join(".rustup")))?;
        Some(home.join("settings.toml"))
    }

    /// The variables for rustup's and cargo's own needs.
    pub(super) fn homes(&self) -> Vec<(&'static str, OsString)> {
        let homes = [
            ("HOME", &self.home),
            ("CARGO_HOME", &self.cargo_home),
            ("RUSTUP_HOME", &self.rustup_home),
        ];
        homes
            .into_iter()
            .filter_map(|(name, dir)| Some((name, dir.as_ref()?.clone().into_os_string())))
            .collect()
    }
}

/// The directories that a C compiler and what it calls are looked for in: its own, and the system's.
pub(super) fn tool_path(cc: Option<&Path>) -> OsString {
    let own = cc.and_then(Path::parent).map(Path::as_os_str);
    let system = ["/usr/bin", "/bin"].map(OsStr::new);
    let mut dirs: Vec<&OsStr> = own.into_iter().collect();
    dirs.extend(system.into_iter().filter(|dir| Some(*dir) != own));
    dirs.join(OsStr::new(":"))
}

fn is_executable(file: &Path) -> bool {
    file.metadata()
        .is_ok_and(|found| found.is_file() && found.permissions().mode() & 0o111 != 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_matters_is_read() {
        let environment = Environment::read(|name| match name {
            "PATH" => Some("/a:/b".into()),
            "HOME" => Some("/home/x".into()),
            "RUSTUP_TOOLCHAIN" | "CARGO_HOME" => Some(OsString::new()),
            "https_proxy" => Some("http://proxy".into()),
            _ => None,
        });
        let expected = Environment {
            path: "/a:/b".into(),
            home: Some("/home/x".into()),
            network: vec![("https_proxy", "http://proxy".into())],
            ..Environment::default()
        };
        assert_eq!(environment, expected);
        assert_eq!(environment.homes(), [("HOME", OsString::from("/home/x"))]);
        assert_eq!(
            environment.rustup_settings().unwrap(),
            Path::new("/home/x/.rustup/settings.toml")
        );
    }

    #[test]
    fn only_absolute_entries_and_executables_count() {
        let dir = tempfile::tempdir().unwrap();
        let make = |name: &str, mode| {
            let sub = dir.path().join(name);
            std::fs::create_dir(&sub).unwrap();
            std::fs::write(sub.join("rustc"), "").unwrap();
            std::fs::set_permissions(sub.join("rustc"), std::fs::Permissions::from_mode(mode)).unwrap();
            sub
        };
        let (plain, good) = (make("plain", 0o644), make("good", 0o755));
        let relative = PathBuf::from(".");
        let path = std::env::join_paths([&relative, &PathBuf::from(""), &plain, &good]).unwrap();
        let environment = Environment {
            path,
            ..Environment::default()
        };
        assert_eq!(environment.find("rustc").unwrap(), good.join("rustc"));
        assert_eq!(environment.find("cargo"), None);
    }

    #[test]
    fn tools_are_looked_for_beside_the_c_compiler_and_in_the_system() {
        assert_eq!(
            tool_path(Some(Path::new("/opt/gcc/cc"))),
            "/opt/gcc:/usr/bin:/bin"
        );
        assert_eq!(tool_path(Some(Path::new("/usr/bin/cc"))), "/usr/bin:/bin");
        assert_eq!(tool_path(None), "/usr/bin:/bin");
    }
}
