//! unrecs on the command line: arguments in, exit code out.

use std::process::ExitCode;

fn main() -> ExitCode {
    unrecs_dataset::guarded::print_other_panics_only();
    unrecs::cli::run()
}
