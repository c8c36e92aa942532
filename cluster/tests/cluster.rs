//! What a cluster on this machine finds is what one machine finds, whatever becomes of its executors.
#![allow(clippy::unwrap_used)] // a test may stop where its own set-up fails

mod common;

use common::{MAPPING, events, executor, local, parquet, rows, scan, scheduler, wait_until_ready};
use futures::StreamExt;
use servanda_cluster::drill;
use servanda_cluster::laws::Laws;
use servanda_cluster::scan::{Options, Planned};
use std::path::{Path, PathBuf};
use std::process::Output;

/// A folder with a mapping and tables of events.
struct Made {
    dir: tempfile::TempDir,
    laws: Laws,
}

impl Made {
    fn new() -> Made {
        let dir = tempfile::tempdir().unwrap();
        std::fs::write(dir.path().join("made.yaml"), MAPPING).unwrap();
        let laws = Laws::load(&[]).unwrap();
        Made { dir, laws }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    fn text(&self, name: &str) -> String {
        self.path(name).display().to_string()
    }
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// The cluster's rows are the local ones, one by one, and there are many.
fn same(cluster: &Path, local: &[Vec<String>]) {
    let cluster = rows(cluster);
    assert!(local.len() > 500, "only {} findings", local.len());
    for (row, (ours, theirs)) in cluster.iter().zip(local).enumerate() {
        assert_eq!(ours, theirs, "row {row}");
    }
    assert_eq!(cluster.len(), local.len());
}

#[test]
fn two_executors_find_what_one_machine_finds() {
    let made = Made::new();
    let (_scheduler, address) = scheduler(&["--ready-with", "2"]);
    let _executors = [executor(&address, &[]), executor(&address, &[])];
    let map = made.text("made.yaml");

    // One file of many row groups, and some of few, divided in three ways.
    let mut files = vec![made.path("a.parquet")];
    parquet(&files[0], &events(&made.laws, 0..60_000), 2_000);
    for n in 1..4 {
        let file = made.path(&format!("b{n}.parquet"));
        parquet(
            &file,
            &events(&made.laws, n * 1_000_000..n * 1_000_000 + 3_000),
            10_000,
        );
        files.push(file);
    }
    let (wanted, sums) = local(&made.laws, &files);
    assert!(sums.totals.rejected > 0 && !sums.unresolved.is_empty() && sums.against > 0);
    wait_until_ready(&address);
    let tables = [made.text("a.parquet"), made.text("b*.parquet")];
    let mut written = Vec::new();
    for parts in ["1", "7", "24"] {
        let (out, rejects) = (made.text("out.parquet"), made.text("rejects"));
        let args = [
            &tables[0],
            &tables[1],
            "--map",
            &map,
            "-o",
            &out,
            "--parts",
            parts,
            "--rejects",
            &rejects,
        ];
        let done = scan(&address, &args);
        // Some rows cannot be used.
        assert_eq!(done.status.code(), Some(3), "{}", said(&done));
        same(Path::new(&out), &wanted);
        let t = sums.totals;
        let read = t.used + t.left_out + t.rejected;
        assert_eq!(read, 69_000);
        let told = format!(
            "{read} rows read: {} used ({} events), {} left out, {} rejected\n\
             {} findings, {} of them certainly against what bound\n",
            t.used, t.events, t.left_out, t.rejected, sums.findings, sums.against
        );
        assert!(
            said(&done).contains(&told),
            "{}\nand not\n{told}",
            said(&done)
        );
        for (code, times) in &sums.unresolved {
            assert!(said(&done).contains(&format!("{code} ({times} times)")));
        }
        let listed = std::fs::read_to_string(&rejects).unwrap();
        assert_eq!(listed.lines().count() as u64, t.rejected);
        written.push((std::fs::read(&out).unwrap(), listed));
    }
    assert!(
        written.iter().all(|w| *w == written[0]),
        "the bytes depend on the parts"
    );

    // Text, with line ends and quotes in fields.
    let file = made.path("c.csv");
    common::csv(&file, &events(&made.laws, 0..9_000));
    let (wanted, sums) = local(&made.laws, std::slice::from_ref(&file));
    let out = made.text("text.parquet");
    let done = scan(&address, &[&made.text("c.csv"), "--map", &map, "-o", &out]);
    assert_eq!(done.status.code(), Some(3), "{}", said(&done));
    same(Path::new(&out), &wanted);
    assert!(said(&done).contains(&format!("{} findings", sums.findings)));

    another_record_is_refused(&made, &address);
    bad_rows_of_text_end_the_scan(&made, &address);
}

/// A scan that was asked for by another record than the executors have.
fn another_record_is_refused(made: &Made, address: &str) {
    let options = Options {
        events: vec![made.text("a.parquet")],
        scheduler: address.to_owned(),
        preset: None,
        map: Some(made.path("made.yaml")),
        records: Vec::new(),
        reading: Vec::new(),
        out: made.path("never.parquet"),
        rejects: None,
        parts: None,
    };
    let mut planned = Planned::new(&options).unwrap();
    let right = planned.task.digest.clone();
    planned.task.digest = format!("{right}0");
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let error = runtime.block_on(async {
        let (_, mut stream) = planned.start(address, None).await.unwrap();
        loop {
            match stream.next().await {
                Some(Ok(_)) => {}
                Some(Err(error)) => return error.to_string(),
                None => panic!("it was scanned by another record"),
            }
        }
    });
    assert!(
        error.contains(&right) && error.contains("digest"),
        "{error}"
    );
    runtime.shutdown_background();
}

/// A row of text with too many fields cannot be set aside by the engine: there are no findings then.
fn bad_rows_of_text_end_the_scan(made: &Made, address: &str) {
    let file = made.path("d.csv");
    common::csv(&file, &events(&made.laws, 0..50));
    let mut text = std::fs::read_to_string(&file).unwrap();
    text.push_str("51,1941-04-13,,ussr,japan,attack,one too many\n");
    std::fs::write(&file, text).unwrap();
    let (map, out) = (made.text("made.yaml"), made.text("never.parquet"));
    let done = scan(address, &[&made.text("d.csv"), "--map", &map, "-o", &out]);
    assert_eq!(done.status.code(), Some(2), "{}", said(&done));
    assert!(!Path::new(&out).exists() && !made.path("never.parquet.part").exists());
}

#[test]
fn what_a_killed_executor_had_done_and_had_in_hand_is_done_again() {
    let made = Made::new();
    let files: Vec<PathBuf> = (0..8)
        .map(|n| {
            let file = made.path(&format!("{n}.parquet"));
            parquet(
                &file,
                &events(&made.laws, n * 4_000..(n + 1) * 4_000),
                1_000,
            );
            file
        })
        .collect();
    let (wanted, sums) = local(&made.laws, &files);
    let (_scheduler, address) = scheduler(&["--executor-timeout", "10"]);
    let (map, out, all) = (
        made.text("made.yaml"),
        made.text("out.parquet"),
        made.text("*.parquet"),
    );
    // The first executor is alone: it does three parts, takes a fourth, and says and does nothing more.
    let mut first = executor(&address, &["--drill-stall-after", "3"]);
    let client = common::Process::start(&[
        "scan",
        &all,
        "--scheduler",
        &address,
        "--map",
        &map,
        "-o",
        &out,
        "--parts",
        "8",
    ]);
    first.says(drill::STALLED);
    // The second gets what is left, and, when the first is lost, also what that had done: its rows lay with it.
    let _second = executor(&address, &[]);
    first.kill();
    let (code, said) = client.ended();
    assert_eq!(code, Some(3), "{said}");
    same(Path::new(&out), &wanted);
    assert!(
        said.contains(&format!("{} findings, {} of", sums.findings, sums.against)),
        "{said}"
    );
}

#[test]
fn an_interrupted_scan_leaves_no_file() {
    let made = Made::new();
    let file = made.text("a.parquet");
    parquet(Path::new(&file), &events(&made.laws, 0..1_000), 1_000);
    let (_scheduler, address) = scheduler(&[]);
    let stalling = executor(&address, &["--drill-stall-after", "0"]);
    let (map, out) = (made.text("made.yaml"), made.text("out.parquet"));
    let client = common::Process::start(&[
        "scan",
        &file,
        "--scheduler",
        &address,
        "--map",
        &map,
        "-o",
        &out,
    ]);
    stalling.says(drill::STALLED);
    client.terminate();
    let (code, said) = client.ended();
    assert_eq!(code, Some(2), "{said}");
    let left: Vec<_> = std::fs::read_dir(made.dir.path())
        .unwrap()
        .map(|f| f.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.starts_with("out"))
        .collect();
    assert!(left.is_empty(), "{left:?}");
}

#[test]
fn what_cannot_be_done_is_said_and_ends_with_2() {
    let made = Made::new();
    let file = made.text("a.parquet");
    parquet(Path::new(&file), &events(&made.laws, 0..10), 10);
    let (map, out) = (made.text("made.yaml"), made.text("out.parquet"));
    std::fs::write(made.path("no-id.yaml"), MAPPING.replace("id: event\n", "")).unwrap();
    std::fs::write(
        made.path("bad.yaml"),
        MAPPING.replace("codes: act", "codes: morse"),
    )
    .unwrap();
    std::fs::write(made.path("e.arrow"), "").unwrap();
    let (no_id, bad, arrow) = (
        made.text("no-id.yaml"),
        made.text("bad.yaml"),
        made.text("e.arrow"),
    );
    let gone = made.text("gone.parquet");
    // A port that was free a moment ago, on which nobody listens.
    let nobody = std::net::TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap();
    let nobody = nobody.to_string();
    let cases: [(&str, &[&str], &str); 9] = [
        (&nobody, &[&file, "--map", &map, "-o", &out], &nobody),
        (
            "here",
            &[&file, "--map", &map, "-o", &out],
            "`here` is no HOST:PORT",
        ),
        (&nobody, &[&gone, "--map", &map, "-o", &out], "gone.parquet"),
        (
            &nobody,
            &[&file, "--map", &no_id, "-o", &out],
            "`id` is needed",
        ),
        (&nobody, &[&file, "--map", &bad, "-o", &out], "morse"),
        (
            &nobody,
            &[&file, "--preset", "mid-incidents", "-o", &out],
            "`pair`",
        ),
        (&nobody, &[&arrow, "--map", &map, "-o", &out], "not Arrow"),
        (
            &nobody,
            &[&file, "--map", &map, "-o", &map],
            "writes a .parquet file",
        ),
        (
            &nobody,
            &[&file, "--map", &map, "-o", &out, "--reading", "tea-leaves"],
            "tea-leaves",
        ),
    ];
    for (address, args, wanted) in cases {
        let done = scan(address, args);
        assert_eq!(done.status.code(), Some(2), "{args:?}: {}", said(&done));
        assert!(said(&done).contains(wanted), "{args:?}: {}", said(&done));
        assert!(!Path::new(&out).exists() && !made.path("out.parquet.part").exists());
    }
}
