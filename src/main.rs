//! unrecs on the command line: arguments in, exit code out.

use std::process::ExitCode;

fn main() -> ExitCode {
    unrecs::cli::run()
}
