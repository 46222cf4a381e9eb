//! How large a change is, and the version that follows from it.

use semver::Version;

/// The level of a change, and of a release: that of its largest change. Ordered from nothing to major.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Bump {
    /// Nothing changed.
    #[default]
    None,
    /// Values of existing rows corrected, or documentation of the schema only.
    Patch,
    /// Rows, columns (appended last) or tables added.
    Minor,
    /// A table, column or identifier removed, renamed, retyped or reordered, or a row removed.
    Major,
}

impl Bump {
    /// Every level, the smallest first.
    pub const ALL: [Bump; 4] = [Bump::None, Bump::Patch, Bump::Minor, Bump::Major];

    /// As published: `none`, `patch`, `minor`, `major`.
    pub fn code(self) -> &'static str {
        match self {
            Bump::None => "none",
            Bump::Patch => "patch",
            Bump::Minor => "minor",
            Bump::Major => "major",
        }
    }

    /// The version after this one (SemVer 2.0.0, items 6 to 8); the same where nothing changed. A pre-release and build
    /// metadata are dropped, as data has neither. None where the number would be larger than a version can hold.
    pub fn next(self, version: &Version) -> Option<Version> {
        let Version { major, minor, patch, .. } = *version;
        Some(match self {
            Bump::None => version.clone(),
            Bump::Patch => Version::new(major, minor, patch.checked_add(1)?),
            Bump::Minor => Version::new(major, minor.checked_add(1)?, 0),
            Bump::Major => Version::new(major.checked_add(1)?, 0, 0),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_next_version_resets_what_is_less_significant() {
        let next = |bump: Bump| bump.next(&Version::new(1, 2, 3)).unwrap().to_string();
        assert_eq!(Bump::ALL.map(next), ["1.2.3", "1.2.4", "1.3.0", "2.0.0"]);
    }

    #[test]
    fn no_version_follows_where_the_number_is_the_largest_there_is() {
        let last = Version::new(u64::MAX, u64::MAX, u64::MAX);
        assert_eq!(Bump::ALL.map(|bump| bump.next(&last)), [Some(last.clone()), None, None, None]);
    }

    #[test]
    fn levels_are_ordered() {
        assert!(Bump::ALL.is_sorted());
        assert_eq!(Bump::ALL.map(Bump::code), ["none", "patch", "minor", "major"]);
    }
}
