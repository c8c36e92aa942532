//! The `servanda` command line.

fn main() {}
