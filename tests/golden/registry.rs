//! The registry of the repository and its grammar, made once for all tests.

use std::path::Path;
use std::sync::LazyLock;

use unrecs_text::registry::Registry;
use unrecs_text::resolve::Grammar;

/// The registry of the repository.
pub static REGISTRY: LazyLock<Registry> = LazyLock::new(|| {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("input/registry");
    unrecs_dataset::input::registry(&path).unwrap_or_else(|error| panic!("{error}"))
});

/// The grammar of references with the registry of the repository.
pub static GRAMMAR: LazyLock<Grammar<'static>> = LazyLock::new(|| Grammar::new(&REGISTRY));
