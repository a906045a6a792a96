//! Where another process's threads are: their stacks, unwound from outside by the call frame information in the
//! executables, without stopping the process and without its help.
//!
//! The executables and the stacks are the work of whoever wrote the program, so everything read from them is
//! bounded, and whatever makes no sense only makes a stack shorter.

use crate::Frame;
use crate::registers::Registers;
use framehop::{ExplicitModuleSectionInfo, FrameAddress, Module, Unwinder};
use object::read::ReadCache;
use object::{Object, ObjectSection, ObjectSegment};
use std::fs::File;
use std::os::unix::fs::FileExt;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

#[cfg(target_arch = "aarch64")]
use framehop::aarch64::{CacheAarch64 as Cache, UnwindRegsAarch64 as Regs, UnwinderAarch64 as Native};
#[cfg(target_arch = "x86_64")]
use framehop::x86_64::{CacheX86_64 as Cache, UnwindRegsX86_64 as Regs, UnwinderX86_64 as Native};

/// Deeper calls than these are a recursion that its innermost calls tell of well enough.
const MOST_FRAMES: usize = 128;
/// As much of a stack as is read: the innermost calls lie lowest.
const WINDOW: u64 = 256 * 1024;
/// A section larger than this belongs to no program that a learner wrote.
const LARGEST_SECTION: u64 = 256 * 1024 * 1024;
/// Mappings beyond these are not looked at.
const MOST_MAPPINGS: usize = 4_096;

/// The stacks of one process.
pub(crate) struct Stacks {
    memory: Option<File>,
    mappings: Vec<Mapping>,
    modules: Vec<Loaded>,
    unwinder: Native<Vec<u8>>,
    cache: Cache,
}

/// A range of addresses, as `/proc/PID/maps` shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Mapping {
    start: u64,
    end: u64,
    path: Option<PathBuf>,
}

/// A file whose code runs in the process.
struct Loaded {
    path: PathBuf,
    /// What is added to the file's own addresses; none: the file cannot be read as an executable.
    bias: Option<u64>,
}

impl Stacks {
    /// Gets ready to read the stacks of a process. It should not run meanwhile.
    pub(crate) fn of(pid: i32) -> Self {
        let maps = std::fs::read_to_string(format!("/proc/{pid}/maps")).unwrap_or_default();
        Stacks {
            memory: File::open(format!("/proc/{pid}/mem")).ok(),
            mappings: maps
                .lines()
                .take(MOST_MAPPINGS)
                .filter_map(parse_mapping)
                .collect(),
            modules: Vec::new(),
            unwinder: Native::new(),
            cache: Cache::new(),
        }
    }

    /// The calls that a thread is in, innermost first.
    pub(crate) fn walk(&mut self, registers: Registers) -> Vec<Frame> {
        // The parsers of call frame information do not panic on any input that we know of. Should one do so on what a
        // program's author has made up, that program's stacks stay untold, and nothing else suffers.
        catch_unwind(AssertUnwindSafe(|| self.unwind(registers))).unwrap_or_default()
    }

    fn unwind(&mut self, Registers { pc, sp, fp, lr }: Registers) -> Vec<Frame> {
        let window = self.window(sp);
        let mut read = |address: u64| -> Result<u64, ()> {
            let at = usize::try_from(address.checked_sub(sp).ok_or(())?).map_err(|_| ())?;
            let bytes = window.get(at..at.checked_add(8).ok_or(())?).ok_or(())?;
            bytes.try_into().map(u64::from_le_bytes).map_err(|_| ())
        };
        #[cfg(target_arch = "x86_64")]
        let (mut regs, _) = (Regs::new(pc, sp, fp), lr);
        #[cfg(target_arch = "aarch64")]
        let mut regs = Regs::new(lr, sp, fp);
        let mut frames = Vec::new();
        let mut address = FrameAddress::from_instruction_pointer(pc);
        while frames.len() < MOST_FRAMES {
            let Some(frame) = self.frame(address.address()) else {
                break;
            };
            frames.push(frame);
            let next = self
                .unwinder
                .unwind_frame(address, &mut regs, &mut self.cache, &mut read);
            match next.ok().flatten().and_then(FrameAddress::from_return_address) {
                Some(next) => address = next,
                None => break,
            }
        }
        frames
    }

    /// The lowest part of the stack that `sp` points into.
    fn window(&self, sp: u64) -> Vec<u8> {
        let (Some(memory), Some(mapping)) = (&self.memory, self.mapping(sp)) else {
            return Vec::new();
        };
        let length = (mapping.end - sp).min(WINDOW);
        let mut bytes = vec![0; usize::try_from(length).unwrap_or(0)];
        match memory.read_at(&mut bytes, sp) {
            Ok(count) => bytes.truncate(count),
            Err(_) => bytes.clear(),
        }
        bytes
    }

    fn mapping(&self, address: u64) -> Option<&Mapping> {
        self.mappings
            .iter()
            .find(|mapping| (mapping.start..mapping.end).contains(&address))
    }

    /// The module and address of a frame; its module's unwind information is loaded when it is first met.
    fn frame(&mut self, address: u64) -> Option<Frame> {
        let path = self.mapping(address)?.path.clone()?;
        let known = self
            .modules
            .iter()
            .find(|module| module.path == path)
            .map(|module| module.bias);
        let bias = known.unwrap_or_else(|| {
            let bias = self.load(&path);
            self.modules.push(Loaded {
                path: path.clone(),
                bias,
            });
            bias
        })?;
        Some(Frame {
            module: path,
            address: address.wrapping_sub(bias),
        })
    }

    /// Hands a module's unwind information to the unwinder; gives its load bias.
    fn load(&mut self, path: &Path) -> Option<u64> {
        let file = File::open(path)
            .ok()
            .filter(|file| file.metadata().is_ok_and(|about| about.is_file()))?;
        let cache = ReadCache::new(file);
        let object = object::File::parse(&cache).ok()?;
        let own = self
            .mappings
            .iter()
            .filter(|mapping| mapping.path.as_deref() == Some(path));
        let start = own.clone().map(|mapping| mapping.start).min()?;
        let end = own.map(|mapping| mapping.end).max()?;
        // The lowest mapping is that of the lowest segment, from the beginning of its page on.
        let lowest = object.segments().map(|segment| segment.address()).min()?;
        let bias = start.wrapping_sub(lowest & !(PAGE - 1));
        let section = |name: &str| {
            let section = object
                .section_by_name(name)
                .filter(|section| section.size() <= LARGEST_SECTION)?;
            let range = section.address()..section.address().checked_add(section.size())?;
            Some((range, section.data().ok()?.to_vec()))
        };
        let range_of = |name: &str| section(name).map(|(range, _)| range);
        let (eh_frame, eh_frame_hdr) = (section(".eh_frame"), section(".eh_frame_hdr"));
        let info = ExplicitModuleSectionInfo {
            text_svma: object
                .section_by_name(".text")
                .map(|text| text.address()..text.address() + text.size()),
            got_svma: range_of(".got"),
            eh_frame_svma: eh_frame.as_ref().map(|(range, _)| range.clone()),
            eh_frame: eh_frame.map(|(_, data)| data),
            eh_frame_hdr_svma: eh_frame_hdr.as_ref().map(|(range, _)| range.clone()),
            eh_frame_hdr: eh_frame_hdr.map(|(_, data)| data),
            ..ExplicitModuleSectionInfo::default()
        };
        self.unwinder
            .add_module(Module::new(path.display().to_string(), start..end, bias, info));
        Some(bias)
    }
}

/// The smallest page of the systems that we run on.
const PAGE: u64 = 4096;

/// `55d0c0a00000-55d0c0a21000 r-xp 00001000 fe:00 1234  /path/of the/file`.
fn parse_mapping(line: &str) -> Option<Mapping> {
    let mut words = line.splitn(6, ' ');
    let (start, end) = words.next()?.split_once('-')?;
    let hex = |word: &str| u64::from_str_radix(word, 16).ok();
    let path = words.nth(4).map(str::trim).filter(|path| path.starts_with('/'));
    Some(Mapping {
        start: hex(start)?,
        end: hex(end)?,
        path: path.map(PathBuf::from),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mappings_with_and_without_a_file() {
        let file = parse_mapping("1000-2000 r-xp 00000400 fe:00 12                     /a b/c").unwrap();
        assert_eq!(file.path.as_deref(), Some(Path::new("/a b/c")));
        assert_eq!((file.start, file.end), (0x1000, 0x2000));
        let stack = parse_mapping("7ffc0000-7ffd0000 rw-p 00000000 00:00 0                          [stack]")
            .unwrap();
        assert_eq!(stack.path, None);
        let bare = parse_mapping("1000-2000 rw-p 00000000 00:00 0 ").unwrap();
        assert_eq!(bare.path, None);
        assert_eq!(parse_mapping("nonsense"), None);
    }

    #[test]
    fn addresses_that_mean_nothing_give_no_frames() {
        let us = rustix::process::getpid().as_raw_nonzero().get();
        for address in [0, 0x1000, u64::MAX] {
            let registers = Registers {
                pc: address,
                sp: address,
                fp: address,
                lr: address,
            };
            assert!(Stacks::of(us).walk(registers).is_empty());
            assert!(Stacks::of(0).walk(registers).is_empty());
        }
    }
}
