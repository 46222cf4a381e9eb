//! Reads the files of a release back without trusting them.
