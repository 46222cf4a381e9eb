//! Code of libraries that may panic where an error would do: a panic in it is an error like others, and nothing is printed.

use std::any::Any;
use std::cell::Cell;
use std::panic::{self, AssertUnwindSafe};

thread_local! {
    /// Whether this thread runs guarded code.
    static GUARDED: Cell<bool> = const { Cell::new(false) };
}

/// Runs work that may panic. Afterwards nothing that it changed may be used again but by who knows that it is whole.
///
/// # Errors
/// What the panic says.
pub fn guarded<T>(work: impl FnOnce() -> T) -> Result<T, String> {
    let before = GUARDED.replace(true);
    let done = panic::catch_unwind(AssertUnwindSafe(work));
    GUARDED.set(before);
    done.map_err(|panic| message(panic.as_ref()).to_owned())
}

/// Lets panics of guarded code print nothing, for the error says it. A program calls this once, when it begins.
pub fn print_other_panics_only() {
    let print = panic::take_hook();
    panic::set_hook(Box::new(move |panic| {
        if !GUARDED.get() {
            print(panic);
        }
    }));
}

fn message(panic: &(dyn Any + Send)) -> &str {
    let text = panic.downcast_ref::<String>().map(String::as_str).or_else(|| panic.downcast_ref::<&str>().copied());
    text.unwrap_or("no reason given")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_an_error() {
        assert_eq!(guarded(|| 1), Ok(1));
        assert_eq!(guarded(|| panic!("no {}", "space")), Err::<(), _>("no space".to_owned()));
        assert!(!GUARDED.get());
    }
}
