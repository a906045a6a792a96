//! The command `grader`: see the library for everything it does.

fn main() -> std::process::ExitCode {
    grader::cli::main()
}
