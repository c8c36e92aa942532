//! Every preset, on rows as its data set has them.

mod common;

use common::*;
use servanda_scan::Mapping;

/// A table with those columns, and rows that give some of them by name; the others are empty.
fn table(columns: &[&str], rows: &[&[(&str, &str)]], tab: bool, header: bool) -> String {
    let by = if tab { "\t" } else { "," };
    let mut text = String::new();
    if header {
        text += &(columns.join(by) + "\n");
    }
    for row in rows {
        let value = |column: &&str| {
            let found = row.iter().find(|(name, _)| name == column);
            let value = found.map_or("", |(_, value)| *value);
            match value.contains(by) {
                true => format!("\"{value}\""),
                false => value.to_owned(),
            }
        };
        for (name, _) in *row {
            assert!(columns.contains(name), "no column {name}");
        }
        text += &(columns.iter().map(value).collect::<Vec<_>>().join(by) + "\n");
    }
    text
}

/// The acts found by the preset in a file, by event; all presets see Russia act toward Ukraine.
fn found(preset: &str, file: &str, content: &str) -> Found {
    let scratch = Scratch::new(preset);
    let name = scratch.write(file, content);
    run(&[name], Mapping::preset(preset).expect("a preset"))
}

fn columns_of(preset: &str) -> Vec<String> {
    Mapping::preset(preset).expect("a preset").columns
}

#[test]
fn gdelt_1_and_2() {
    for (preset, count) in [("gdelt1", 58), ("gdelt2", 61)] {
        let columns = columns_of(preset);
        assert_eq!(columns.len(), count);
        let columns: Vec<&str> = columns.iter().map(String::as_str).collect();
        let row = |id, day, code, whom| {
            [
                ("GLOBALEVENTID", id),
                ("SQLDATE", day),
                ("Actor1CountryCode", "RUS"),
                ("Actor2CountryCode", whom),
                ("EventCode", code),
            ]
        };
        let rows = [
            row("1", "20140227", "190", "UKR"),
            row("2", "20140230", "190", "UKR"),
            row("3", "20140227", "1900000", "UKR"),
            row("4", "20140227", "042", ""),
        ];
        let rows: Vec<&[(&str, &str)]> = rows.iter().map(|r| &r[..]).collect();
        let found = found(preset, "e.csv", &table(&columns, &rows, true, false));
        assert_eq!(found.of("bound"), 1, "{preset}");
        assert_eq!(
            (found.totals.used, found.totals.rejected),
            (2, 2),
            "{preset}"
        );
        assert_eq!(
            found.reasons(),
            [
                "e.csv:2: there is no day 2014-02-30",
                "e.csv:3: `1900000` is not a code of cameo",
            ]
        );
    }
}

#[test]
fn icews_as_published_and_in_parquet_columns() {
    let columns = [
        "Event ID",
        "Event Date",
        "Source Name",
        "Source Sectors",
        "Source Country",
        "Event Text",
        "CAMEO Code",
        "Intensity",
        "Target Name",
        "Target Sectors",
        "Target Country",
        "Story ID",
        "Sentence Number",
        "Publisher",
        "City",
        "District",
        "Province",
        "Country",
        "Latitude",
        "Longitude",
    ];
    let row = [
        ("Event ID", "7"),
        ("Event Date", "2014-02-27"),
        ("Source Country", "Russian Federation"),
        ("CAMEO Code", "190"),
        ("Target Country", "Ukraine"),
    ];
    let found = found("icews", "e.tab", &table(&columns, &[&row], true, true));
    assert_eq!((found.of("bound"), found.totals.used), (1, 1));
}

#[test]
fn acled_names_forces_by_their_state_and_gives_both_directions() {
    let columns = [
        "event_id_cnty",
        "event_date",
        "time_precision",
        "sub_event_type",
        "actor1",
        "actor2",
    ];
    let row = |day, precision, act| {
        [
            ("event_id_cnty", "UKR1"),
            ("event_date", day),
            ("time_precision", precision),
            ("sub_event_type", act),
            ("actor1", "Military Forces of Russia (2000-)"),
            ("actor2", "Military Forces of Ukraine (2019-)"),
        ]
    };
    let rows = [
        row("2022-02-24", "1", "Air/drone strike"),
        row("2022-03-01", "3", "Armed clash"),
        row("2022-02-24", "9", "Armed clash"),
        row("2022-02-24", "1", "Something new"),
    ];
    let rows: Vec<&[(&str, &str)]> = rows.iter().map(|r| &r[..]).collect();
    let found = found("acled", "a.csv", &table(&columns, &rows, false, true));
    assert_eq!((found.of("bombardment"), found.of("battle")), (2, 2));
    assert_eq!(
        found.of("bound"),
        2,
        "Russia toward Ukraine, not the other way"
    );
    assert_eq!((found.totals.used, found.totals.rejected), (2, 2));
}

#[test]
fn ucdp_conflicts_and_georeferenced_events() {
    let columns = [
        "id",
        "type_of_violence",
        "date_start",
        "date_end",
        "gwnoa",
        "gwnob",
    ];
    let row = |id, last, b| {
        [
            ("id", id),
            ("type_of_violence", "1"),
            ("date_start", "2022-02-24 00:00:00.000"),
            ("date_end", last),
            ("gwnoa", "365"),
            ("gwnob", b),
        ]
    };
    let rows = [
        row("1", "2022-02-24 00:00:00.000", "369"),
        row("2", "2022-03-02 00:00:00.000", "369"),
        row("3", "2022-02-24 00:00:00.000", ""),
    ];
    let rows: Vec<&[(&str, &str)]> = rows.iter().map(|r| &r[..]).collect();
    let found = found("ucdp-ged", "g.csv", &table(&columns, &rows, false, true));
    assert_eq!(found.of("bound"), 2);
    assert_eq!(
        found.totals.used + found.totals.rejected + found.totals.left_out,
        3
    );

    let columns = [
        "conflict_id",
        "year",
        "type_of_conflict",
        "start_date2",
        "start_prec2",
        "gwno_a",
        "gwno_b",
    ];
    let row = |year, kind, precision, b| {
        [
            ("conflict_id", "1"),
            ("year", year),
            ("type_of_conflict", kind),
            ("start_date2", "2022-02-24"),
            ("start_prec2", precision),
            ("gwno_a", "365"),
            ("gwno_b", b),
        ]
    };
    let rows = [
        row("2022", "2", "1", "369, 740"),
        row("2023", "2", "1", "369"),
        row("2022", "3", "1", ""),
        row("2022", "2", "7", "369"),
    ];
    let rows: Vec<&[(&str, &str)]> = rows.iter().map(|r| &r[..]).collect();
    let found = self::found("ucdp-acd", "c.csv", &table(&columns, &rows, false, true));
    assert_eq!(found.of("bound"), 1);
    let totals = found.totals;
    assert_eq!((totals.used, totals.left_out, totals.rejected), (1, 2, 1));
}

#[test]
fn directed_wars_and_incidents() {
    let columns = [
        "dyindex",
        "statea",
        "stateb",
        "warstrtmnth",
        "warstrtday",
        "warstrtyr",
        "year",
        "wardyadrolea",
    ];
    let row = |a, b, year, role| {
        [
            ("dyindex", "1.1"),
            ("statea", a),
            ("stateb", b),
            ("warstrtmnth", "2"),
            ("warstrtday", "24"),
            ("warstrtyr", "2022"),
            ("year", year),
            ("wardyadrolea", role),
        ]
    };
    let rows = [
        row("365", "369", "2022", "1"),
        row("369", "365", "2022", "3"),
        row("365", "369", "2023", "1"),
    ];
    let rows: Vec<&[(&str, &str)]> = rows.iter().map(|r| &r[..]).collect();
    let found = found(
        "cow-dyadic-wars",
        "d.csv",
        &table(&columns, &rows, false, true),
    );
    assert_eq!((found.of("war"), found.of("bound")), (1, 1));
    assert_eq!((found.totals.used, found.totals.left_out), (1, 2));

    let columns = [
        "incidnum", "ccode", "stday", "stmon", "styear", "insidea", "action",
    ];
    let row = |state, side, action| {
        [
            ("incidnum", "5"),
            ("ccode", state),
            ("stday", "-9"),
            ("stmon", "3"),
            ("styear", "2014"),
            ("insidea", side),
            ("action", action),
        ]
    };
    let rows = [
        row("365", "1", "14"),
        row("369", "0", "0"),
        row("2", "1", "99"),
    ];
    let rows: Vec<&[(&str, &str)]> = rows.iter().map(|r| &r[..]).collect();
    let found = self::found(
        "mid-incidents",
        "i.csv",
        &table(&columns, &rows, false, true),
    );
    assert_eq!((found.of("occupation"), found.of("bound")), (1, 1));
    assert_eq!(found.reasons(), ["i.csv:4: `99` is not a code of mid"]);
}
