//! unrecs on the command line.

fn main() {}
