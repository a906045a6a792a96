//! Addresses → the learner's lines: which call into std the learner's code made, and where.

mod names;

use crate::build::Place;
use gimli::{EndianRcSlice, RunTimeEndian};
use object::read::ReadCache;
use object::{Object, ObjectSection, ObjectSymbol, SymbolKind};
use sandbox::Frame;
use std::cell::OnceCell;
use std::collections::HashMap;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::rc::Rc;

/// Larger debug information than this is no learner's.
const LARGEST_SECTION: u64 = 256 * 1024 * 1024;

/// The symbols of one program and of the libraries it uses, loaded when they are first needed.
pub(super) struct Symbols {
    program: PathBuf,
    root: PathBuf,
    sources: PathBuf,
    lines: OnceCell<Option<Lines>>,
    functions: HashMap<PathBuf, Option<Functions>>,
}

type Lines = addr2line::Context<EndianRcSlice<RunTimeEndian>>;

/// The names of a file's functions, by address.
struct Functions(Vec<(u64, String)>);

/// A call: the function's name, and where in it, if that is in the learner's files.
struct Call {
    function: Option<String>,
    at: Option<Place>,
}

impl Symbols {
    /// For `program`, compiled in `root`; the learner's own files are below `root/sources`.
    pub(super) fn new(program: &Path, root: &Path, sources: &Path) -> Self {
        Symbols {
            program: program.to_owned(),
            root: root.to_owned(),
            sources: sources.to_owned(),
            lines: OnceCell::new(),
            functions: HashMap::new(),
        }
    }

    /// The innermost line of the learner's on a stack, and the call into std that it made, if it made one.
    pub(super) fn place(&mut self, stack: &[Frame]) -> (Option<String>, Option<Place>) {
        let mut inner: Option<String> = None;
        for (depth, frame) in stack.iter().enumerate() {
            for call in self.calls(frame, depth == 0) {
                if call.at.is_some() {
                    return (inner.as_deref().and_then(names::known_as), call.at);
                }
                inner = call.function;
            }
        }
        (None, None)
    }

    /// The calls that a frame stands for, innermost first: an inlined call has no frame of its own.
    fn calls(&mut self, frame: &Frame, innermost: bool) -> Vec<Call> {
        // A return address may be the first of the next line, even of the next function.
        let address = if innermost {
            frame.address
        } else {
            frame.address.saturating_sub(1)
        };
        let mut calls = if frame.module == self.program {
            self.lines_at(address)
        } else {
            Vec::new()
        };
        // Line tables name a function without its type or module; the symbol table names all but inlined ones in full.
        let function = self.function_at(&frame.module, address);
        match calls.last_mut() {
            Some(outermost) => outermost.function = function.or(outermost.function.take()),
            None => calls.push(Call { function, at: None }),
        }
        calls
    }

    fn lines_at(&mut self, address: u64) -> Vec<Call> {
        let lines = self.lines.get_or_init(|| load_lines(&self.program));
        let Some(frames) = lines
            .as_ref()
            .and_then(|lines| lines.find_frames(address).skip_all_loads().ok())
        else {
            return Vec::new();
        };
        let mut frames = frames;
        let mut calls = Vec::new();
        while let Ok(Some(frame)) = frames.next() {
            let function = frame
                .function
                .as_ref()
                .and_then(|name| name.demangle().ok().map(std::borrow::Cow::into_owned));
            let at = frame.location.and_then(|location| {
                let file = own_file(&self.root, &self.sources, location.file?)?;
                Some(Place {
                    file,
                    line: location.line?,
                    column: location.column.filter(|column| *column > 0),
                })
            });
            calls.push(Call { function, at });
        }
        calls
    }

    fn function_at(&mut self, module: &Path, address: u64) -> Option<String> {
        let functions = self
            .functions
            .entry(module.to_owned())
            .or_insert_with(|| load_functions(module));
        let Functions(known) = functions.as_ref()?;
        let after = known.partition_point(|(start, _)| *start <= address);
        let (_, name) = known.get(after.checked_sub(1)?)?;
        Some(format!("{:#}", rustc_demangle::demangle(name)))
    }
}

/// The path from the course's root, for a file of the learner's.
fn own_file(root: &Path, sources: &Path, file: &str) -> Option<String> {
    let path = Path::new(file);
    let relative = path.strip_prefix(root).unwrap_or(path);
    relative
        .starts_with(sources)
        .then_some(relative)
        .filter(|path| path.is_relative())
        .map(|path| path.display().to_string())
}

fn open(path: &Path) -> Option<ReadCache<File>> {
    let file = File::open(path).ok()?;
    file.metadata()
        .is_ok_and(|about| about.is_file())
        .then(|| ReadCache::new(file))
}

fn load_lines(program: &Path) -> Option<Lines> {
    let cache = open(program)?;
    let object = object::File::parse(&cache).ok()?;
    let endian = if object.is_little_endian() {
        RunTimeEndian::Little
    } else {
        RunTimeEndian::Big
    };
    let load = |id: gimli::SectionId| -> Result<_, gimli::Error> {
        let section = object
            .section_by_name(id.name())
            .filter(|section| section.size() <= LARGEST_SECTION);
        let data = section
            .and_then(|section| section.uncompressed_data().ok())
            .unwrap_or_default();
        Ok(EndianRcSlice::new(Rc::from(data.as_ref()), endian))
    };
    let dwarf = gimli::Dwarf::load(load).ok()?;
    addr2line::Context::from_dwarf(dwarf).ok()
}

fn load_functions(module: &Path) -> Option<Functions> {
    let cache = open(module)?;
    let object = object::File::parse(&cache).ok()?;
    // A library that was stripped still names what it exports.
    let own = names(object.symbols());
    let mut known = if own.is_empty() {
        names(object.dynamic_symbols())
    } else {
        own
    };
    known.sort_unstable();
    Some(Functions(known))
}

fn names<'a, S: ObjectSymbol<'a>>(symbols: impl Iterator<Item = S>) -> Vec<(u64, String)> {
    let functions = symbols.filter(|symbol| symbol.kind() == SymbolKind::Text && symbol.is_definition());
    functions
        .filter_map(|symbol| Some((symbol.address(), symbol.name().ok()?.to_owned())))
        .collect()
}
