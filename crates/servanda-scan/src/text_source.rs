//! Events from text: CSV and TSV, from files and from standard input.

use crate::collect::Collector;
use crate::error::ScanError;
use crate::mapping::Format;
use crate::reader::{Cell, Layout, Parsed, Row, RowReader};
use crate::source::{Blocks, EventBlock, EventSource};
use arrow_array::StringArray;
use arrow_schema::{DataType, Field};
use csv::ByteRecord;
use std::fs::File;
use std::io::{BufReader, Read};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

/// A block ends when it has this many events and rejected rows.
const BLOCK: usize = 8192;

/// Where text comes from.
pub(crate) enum TextInput {
    File(PathBuf),
    /// A stream that can be read once.
    Stream(Mutex<Option<Box<dyn Read + Send>>>),
}

/// One table in text.
pub(crate) struct TextEvents {
    pub name: String,
    pub input: TextInput,
    pub format: Format,
    pub reader: RowReader,
}

impl EventSource for TextEvents {
    fn parts(&self) -> usize {
        1
    }

    fn id_field(&self) -> Field {
        Field::new(
            self.reader.mapping.id.as_deref().unwrap_or("event"),
            DataType::Utf8,
            false,
        )
    }

    fn has_spans(&self) -> bool {
        true
    }

    fn size(&self) -> Option<u64> {
        match &self.input {
            TextInput::File(path) => Some(std::fs::metadata(path).ok()?.len()),
            TextInput::Stream(_) => None,
        }
    }

    fn open(&self, _part: usize) -> Result<Blocks<'_>, ScanError> {
        let input: Box<dyn Read> = match &self.input {
            TextInput::File(path) => {
                let file = File::open(path).map_err(|e| ScanError::io(&self.name, e))?;
                Box::new(file)
            }
            TextInput::Stream(stream) => {
                let mut stream = stream.lock().unwrap_or_else(PoisonError::into_inner);
                let again = || ScanError::format(&self.name, "can be read only once");
                stream.take().ok_or_else(again)?
            }
        };
        Ok(Box::new(TextBlocks::start(self, input)?))
    }
}

/// A record of text as a row.
struct Record<'a>(&'a ByteRecord);

impl Row for Record<'_> {
    fn cell(&self, column: usize) -> Cell<'_> {
        match self.0.get(column).map(std::str::from_utf8) {
            None => Cell::Missing,
            Some(Ok(text)) => Cell::Text(text),
            Some(Err(_)) => Cell::Bad("a field is not UTF-8"),
        }
    }
}

/// A row that waits for those of the other side of its group.
struct Member {
    line: u64,
    id: String,
    side: String,
    code: String,
    parsed: Parsed,
}

struct TextBlocks<'a> {
    of: &'a TextEvents,
    rows: csv::Reader<BufReader<Box<dyn Read>>>,
    layout: Layout,
    /// How many fields a row has at most, and how many at least.
    width: (usize, usize),
    schemes: String,
    record: ByteRecord,
    parsed: Parsed,
    group: (String, Vec<Member>),
    /// Up to which byte the blocks before have told of.
    told: u64,
    done: bool,
}

impl<'a> TextBlocks<'a> {
    fn start(of: &'a TextEvents, input: Box<dyn Read>) -> Result<TextBlocks<'a>, ScanError> {
        let mapping = &of.reader.mapping;
        let mut rows = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .quoting(mapping.quotes)
            .delimiter(if of.format == Format::Tsv {
                b'\t'
            } else {
                b','
            })
            .from_reader(BufReader::with_capacity(1 << 16, input));
        let mut names = mapping.columns.clone();
        let mut record = ByteRecord::new();
        if mapping.header {
            let found = rows
                .read_byte_record(&mut record)
                .map_err(|e| ScanError::format(&of.name, e))?;
            if !found {
                return Err(ScanError::format(
                    &of.name,
                    "is empty; a header line was expected",
                ));
            }
            let first = record.get(0).unwrap_or_default();
            let marked = first.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(first);
            let fields = std::iter::once(marked).chain(record.iter().skip(1));
            names = fields
                .map(|f| String::from_utf8_lossy(f).trim().to_owned())
                .collect();
        }
        let columns: Vec<&str> = names.iter().map(String::as_str).collect();
        let layout = of.reader.layout(&of.name, &columns)?;
        let schemes: Vec<&str> = mapping.actor.codes.iter().map(String::as_str).collect();
        Ok(TextBlocks {
            of,
            rows,
            layout,
            width: (
                names.len(),
                names.len().saturating_sub(mapping.optional_columns),
            ),
            schemes: schemes.join("/"),
            record,
            parsed: Parsed::default(),
            group: (String::new(), Vec::new()),
            told: 0,
            done: false,
        })
    }

    fn block(&mut self) -> Result<EventBlock, ScanError> {
        let mut block = Collector::new();
        while !self.done && block.len() < BLOCK {
            let more = self
                .rows
                .read_byte_record(&mut self.record)
                .map_err(|e| ScanError::format(&self.of.name, e))?;
            if !more {
                self.done = true;
                self.end_group(&mut block);
                break;
            }
            self.row(&mut block);
        }
        let at = self.rows.position().byte();
        block.read.size = at - self.told;
        self.told = at;
        let named = |ids: Vec<String>| Ok(Arc::new(StringArray::from(ids)) as _);
        block.finish(&self.schemes, named)
    }

    fn row(&mut self, block: &mut Collector<String>) {
        let line = self.record.position().map_or(0, csv::Position::line);
        let file = &self.of.name;
        let (most, least) = self.width;
        if self.record.len() > most || self.record.len() < least {
            let found = self.record.len();
            return block.reject(file, line, format!("{found} columns, not {most}"));
        }
        let row = Record(&self.record);
        let reader = &self.of.reader;
        match reader.read(&self.layout, &row, &mut self.parsed, &mut block.unresolved) {
            Ok(false) => return block.read.left_out += 1,
            Err(reason) => return block.reject(file, line, reason),
            Ok(true) => {}
        }
        let named = self.layout.id.map(|at| reader.text(&row, at)).transpose();
        let id = match named {
            Ok(id) => id.flatten().unwrap_or_else(|| format!("{file}:{line}")),
            Err(reason) => return block.reject(file, line, reason),
        };
        let Some((by, side)) = self.layout.pair else {
            return block.row(&id, &self.parsed, reader.mapping.both_ways);
        };
        let text = |at: usize| reader.text(&row, at);
        let member = |side: String, code: Option<String>| Member {
            line,
            id,
            side,
            code: code.unwrap_or_default(),
            parsed: self.parsed.clone(),
        };
        let (group, member) = match (text(by), text(side), text(self.layout.actor())) {
            (Ok(Some(group)), Ok(Some(side)), Ok(code)) => (group, member(side, code)),
            _ => return block.reject(file, line, "the group or the side is missing".to_owned()),
        };
        if group != self.group.0 {
            self.end_group(block);
            self.group.0 = group;
        }
        self.group.1.push(member);
    }

    /// Lets each row of the group act toward every row of the other side.
    fn end_group(&mut self, block: &mut Collector<String>) {
        let group = std::mem::take(&mut self.group.1);
        for one in &group {
            let mut others = group
                .iter()
                .filter(|other| other.side != one.side)
                .peekable();
            if others.peek().is_none() {
                let reason = format!("no usable row of the other side in group {}", self.group.0);
                block.reject(&self.of.name, one.line, reason);
                continue;
            }
            block.read.used += 1;
            for other in others {
                let id = format!("{}:{}>{}", one.id, one.code, other.code);
                for &actor in &one.parsed.actors {
                    for &target in &other.parsed.actors {
                        block.event(id.clone(), &one.parsed, actor, target);
                    }
                }
            }
        }
    }
}

impl Iterator for TextBlocks<'_> {
    type Item = Result<EventBlock, ScanError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.done {
            return None;
        }
        let block = self.block();
        self.done |= block.is_err();
        Some(block)
    }
}
