//! Several texts at once give what each gives alone, in the order of their names.

use std::path::{Path, PathBuf};
use std::process::Command;

fn run(args: &[&str]) -> (Vec<u8>, Option<i32>) {
    let out = Command::new(env!("CARGO_BIN_EXE_servanda"))
        .args(args)
        .output()
        .expect("the program runs");
    (out.stdout, out.status.code())
}

fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).expect("a folder");
    folder
}

#[test]
fn many_texts_are_told_in_their_order() {
    let folder = folder("many-texts");
    let mut files = Vec::new();
    for i in 0..13 {
        // Of different lengths, so that they are not done in their order.
        let text = "The Soviet–Japanese Neutrality Pact was signed in Moscow on 13 April 1941.\n\n"
            .repeat(1 + (13 - i) * 3);
        let file = folder.join(format!("{i:02}.txt"));
        std::fs::write(&file, text).expect("a file");
        files.push(file.display().to_string());
    }
    for command in ["check", "read"] {
        let mut apart = Vec::new();
        for file in &files {
            apart.extend(run(&[command, file, "--format", "jsonl"]).0);
        }
        let path = folder.display().to_string();
        let (together, code) = run(&[command, &path, "--format", "jsonl"]);
        assert_eq!(code, Some(0));
        assert_eq!(together.iter().filter(|b| **b == b'\n').count(), 13);
        assert!(
            together == apart,
            "{command}: other bytes together than apart"
        );
        let to = folder.join("out.jsonl").display().to_string();
        let (_, code) = run(&[command, &path, "--format", "jsonl", "-o", &to]);
        assert_eq!(code, Some(0));
        assert!(std::fs::read(&to).expect("written") == apart);
        std::fs::write(folder.join("05.txt"), [0xffu8; 7]).expect("a file");
        let (rest, code) = run(&[command, &path, "--format", "jsonl"]);
        assert_eq!(code, Some(3));
        assert_eq!(rest.iter().filter(|b| **b == b'\n').count(), 12);
        std::fs::write(
            folder.join("05.txt"),
            "The Soviet–Japanese Neutrality Pact was signed in Moscow on 13 April 1941.\n\n"
                .repeat(25),
        )
        .expect("a file");
    }
}
