//! The checker stays small enough to be read in one sitting.

use std::path::Path;

/// All lines of the program, blank ones and comments among them.
#[test]
fn the_program_has_at_most_1500_lines() -> std::io::Result<()> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut total = 0;
    for file in std::fs::read_dir(root.join("src"))? {
        let lines = std::fs::read_to_string(file?.path())?.lines().count();
        assert!(lines > 10);
        total += lines;
    }
    let table = std::fs::read_to_string(root.join("data/rules.txt"))?.lines().count();
    eprintln!("{total} lines of program, {table} of table");
    assert!(total > 500 && total <= 1_500, "{total} lines");
    Ok(())
}
