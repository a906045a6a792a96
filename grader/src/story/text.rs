//! Draws a story: a [`Board`] as lanes or as a list, prose beside it, within 100 columns.

use super::layout::{Board, Decides, Row, Step};
use super::source::window;
use super::words::{count, cut, duration, list};
use crate::report::text::paint::Paint;
use textwrap::core::display_width;

/// No line is wider.
pub(super) const WIDTH: usize = 100;
/// Blanks before everything but the headline.
const INDENT: usize = 2;
/// Columns for the heads of paragraphs.
const HEAD: usize = 8;
/// The mark of a deciding row, and the blank after it.
const MARK: usize = 4;
/// The learner's line gets at least so much room.
const SOURCE: usize = 25;
/// A lane narrower than this cannot be read.
const NARROWEST: usize = 14;

/// What a verdict means for the learner.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tone {
    Good,
    Bad,
    /// Neither.
    Open,
}

/// Lines that grow downward.
pub(super) struct Page {
    pub(super) paint: Paint,
    text: String,
}

impl Page {
    pub(super) fn new(color: bool) -> Self {
        Page {
            paint: Paint { color },
            text: String::new(),
        }
    }

    pub(super) fn finish(self) -> String {
        self.text
    }

    /// A line that already fits.
    pub(super) fn line(&mut self, line: &str) {
        self.text.push_str(line.trim_end());
        self.text.push('\n');
    }

    /// An empty line, unless there is one already.
    pub(super) fn gap(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with("\n\n") {
            self.text.push('\n');
        }
    }

    /// The first line: the verdict's word in its colour, then what happened.
    pub(super) fn headline(&mut self, word: &str, tone: Tone, rest: &str) {
        let lines = wrapped(&format!("{word}{rest}."), WIDTH, 0);
        for (index, line) in lines.iter().enumerate() {
            let painted = match line.strip_prefix(word).filter(|_| index == 0) {
                Some(rest) => format!("{}{}", self.tone(tone, word), self.paint.head(rest)),
                None => self.paint.head(line),
            };
            self.line(&painted);
        }
    }

    fn tone(&self, tone: Tone, word: &str) -> String {
        match tone {
            Tone::Good => self.paint.good(word),
            Tone::Bad => self.paint.bad(word),
            Tone::Open => self.paint.note(word),
        }
    }

    /// A paragraph.
    pub(super) fn prose(&mut self, text: &str) {
        self.hanging("", text);
    }

    fn head(&self, head: &str) -> String {
        format!("{}{}  ", " ".repeat(INDENT), self.paint.head(pad(head, HEAD)))
    }

    /// A paragraph behind a head in its own column; further lines begin under the first word.
    pub(super) fn hanging(&mut self, head: &str, text: &str) {
        let margin = if head.is_empty() {
            INDENT
        } else {
            INDENT + HEAD + 2
        };
        for (index, line) in wrapped(text, WIDTH, margin).iter().enumerate() {
            let before = if index == 0 && !head.is_empty() {
                self.head(head)
            } else {
                " ".repeat(margin)
            };
            self.line(&format!("{before}{line}"));
        }
    }

    /// A command to copy. One that is too long goes on in the next line, in a way that a shell puts together again.
    pub(super) fn command(&mut self, head: &str, command: &str) {
        // One column for the mark that the line goes on, one more for a character that is two columns wide.
        let mut room = WIDTH - INDENT - HEAD - 2 - 2;
        let mut lines = vec![String::new()];
        for character in command.chars() {
            let current = lines.last_mut().expect("there is always a line");
            current.push(character);
            if display_width(current) >= room {
                lines.push(String::new());
                room = WIDTH - 2;
            }
        }
        if lines.len() > 1 && lines.last().is_some_and(String::is_empty) {
            lines.pop();
        }
        let last = lines.len() - 1;
        for (index, line) in lines.iter().enumerate() {
            let before = if index == 0 {
                self.head(head)
            } else {
                String::new()
            };
            let after = if index < last { "\\" } else { "" };
            self.line(&format!("{before}{}{after}", self.paint.path(line)));
        }
    }

    /// A line of a table, and what belongs to it: beside it where there is room, else below it.
    pub(super) fn entry(&mut self, before: &str, words: &str, width: usize, beside: &str) {
        let start = display_width(before);
        if start + width + 2 + display_width(beside) <= WIDTH {
            self.line(&format!(
                "{before}{}  {}",
                pad(words, width),
                self.paint.dim(beside)
            ));
            return;
        }
        self.line(&format!("{before}{words}"));
        for line in wrapped(beside, WIDTH, start) {
            self.line(&format!("{}{}", " ".repeat(start), self.paint.dim(line)));
        }
    }

    /// The schedule: lanes when they fit, else a list with the task's name in each row.
    pub(super) fn board(&mut self, board: &Board) {
        if board.rows.is_empty() {
            return;
        }
        let frame = Frame::of(board);
        self.heads(board, &frame);
        for row in &board.rows {
            match row {
                Row::Step(step) => self.step(step, &frame, false),
                Row::Stuck(step) => self.step(step, &frame, true),
                Row::Fold(steps) => {
                    let steps: Vec<String> = steps
                        .iter()
                        .enumerate()
                        .map(|(index, (who, steps))| match index {
                            0 => format!("{} of {who}", count(*steps as u64, "step")),
                            _ => format!("{steps} of {who}"),
                        })
                        .collect();
                    let text = cut(&format!("… {} …", list(&steps)), WIDTH - frame.before);
                    self.line(&format!("{}{}", " ".repeat(frame.before), self.paint.dim(text)));
                }
            }
        }
    }

    fn heads(&mut self, board: &Board, frame: &Frame) {
        let mut line = format!(
            "{}{:>width$}  ",
            " ".repeat(INDENT + MARK),
            "line",
            width = frame.label
        );
        if frame.time > 0 {
            line.push_str(&pad("time", frame.time));
        }
        if frame.listed() {
            line.push_str(&pad("task", frame.who));
            line.push_str(&pad("does", frame.acts));
        }
        for (lane, width) in board.lanes.iter().zip(&frame.lanes) {
            line.push_str(&pad(&cut(&lane.title, width - 2), *width));
        }
        let line = self.paint.head(line.trim_end());
        self.line(&line);
    }

    fn step(&mut self, step: &Step, frame: &Frame, stuck: bool) {
        let act = if stuck {
            format!("✗ {}", step.act)
        } else {
            step.told()
        };
        let width = match step.lane {
            Some(lane) if !frame.listed() => frame.lanes[lane],
            _ if frame.listed() => frame.acts,
            _ => frame.lanes.iter().sum(),
        };
        let acts = wrapped(&act, width - 2, 0);
        for (index, act) in acts.iter().enumerate() {
            let first = index == 0;
            let act = self.act(step, &pad(act, width), stuck);
            let mut line = self.margin(step, frame, first);
            line.push_str(&self.middle(step, frame, &act, first));
            if first {
                let source = window(&step.source, step.column, frame.source);
                line.push_str(&self.paint.dim(source));
            }
            self.line(&line);
        }
    }

    /// The mark, the line's number and the time.
    fn margin(&self, step: &Step, frame: &Frame, first: bool) -> String {
        if !first {
            return " ".repeat(frame.before);
        }
        let mark = match step.decides {
            Some(Decides::First) => self.paint.note("▶ A "),
            Some(Decides::Second) => self.paint.note("▶ B "),
            None => " ".repeat(MARK),
        };
        let mut line = format!(
            "{}{}{:>width$}  ",
            " ".repeat(INDENT),
            mark,
            step.label,
            width = frame.label
        );
        if frame.time > 0 {
            line.push_str(&self.paint.dim(pad(&duration(step.time_ns), frame.time)));
        }
        line
    }

    /// The lanes of one line, or the task's name and what it does.
    fn middle(&self, step: &Step, frame: &Frame, act: &str, first: bool) -> String {
        if frame.listed() {
            let who = if first {
                cut(&step.who, frame.who - 2)
            } else {
                String::new()
            };
            return format!("{}{act}", pad(&who, frame.who));
        }
        let Some(own) = step.lane else {
            return act.to_owned();
        };
        let mut line = String::new();
        for (lane, width) in frame.lanes.iter().enumerate() {
            if lane == own {
                line.push_str(act);
            } else if step.interrupts == Some(lane) && first {
                line.push_str(&self.paint.note(pad("┊ interrupted", *width)));
            } else {
                let alive = if step.alive.get(lane) == Some(&true) {
                    "│"
                } else {
                    ""
                };
                line.push_str(&self.paint.dim(pad(alive, *width)));
            }
        }
        line
    }

    fn act(&self, step: &Step, act: &str, stuck: bool) -> String {
        if stuck {
            self.paint.bad(act)
        } else if step.decides.is_some() {
            self.paint.note(act)
        } else {
            act.to_owned()
        }
    }
}

/// How wide the parts of a board are drawn.
struct Frame {
    label: usize,
    /// 0: no column for times.
    time: usize,
    /// Empty: the board is drawn as a list.
    lanes: Vec<usize>,
    who: usize,
    acts: usize,
    source: usize,
    /// Columns before the lanes.
    before: usize,
}

impl Frame {
    fn of(board: &Board) -> Self {
        let steps: Vec<&Step> = board
            .rows
            .iter()
            .filter_map(|row| match row {
                Row::Step(step) | Row::Stuck(step) => Some(step),
                Row::Fold(_) => None,
            })
            .collect();
        let widest = |width: &dyn Fn(&Step) -> usize| steps.iter().map(|step| width(step)).max().unwrap_or(0);
        let label = widest(&|step| display_width(&step.label)).max(4);
        let time = if board.timed {
            widest(&|step| display_width(&duration(step.time_ns))).max(4) + 2
        } else {
            0
        };
        let before = INDENT + MARK + label + 2 + time;
        let room = WIDTH - before - SOURCE;
        let lanes = lanes(board, &steps, room);
        let (who, acts) = if lanes.is_empty() {
            let who = widest(&|step| display_width(&step.who)).clamp(4, 24.min(room / 2 - 2)) + 2;
            let acts = widest(&|step| display_width(&step.told()) + 2).min(room - who - 2) + 2;
            (who, acts)
        } else {
            (0, 0)
        };
        let source = WIDTH - before - who - acts - lanes.iter().sum::<usize>();
        Frame {
            label,
            time,
            lanes,
            who,
            acts,
            source,
            before,
        }
    }

    fn listed(&self) -> bool {
        self.lanes.is_empty()
    }
}

/// The width of each lane: what its widest act needs, less where there is no room for that. Empty when even the
/// narrowest lanes do not fit, or a row belongs to no lane.
fn lanes(board: &Board, steps: &[&Step], room: usize) -> Vec<usize> {
    let count = board.lanes.len();
    if count == 0 || count * NARROWEST > room || steps.iter().any(|step| step.lane.is_none()) {
        return Vec::new();
    }
    let mut widths: Vec<usize> = board
        .lanes
        .iter()
        .enumerate()
        .map(|(lane, title)| {
            let own = steps.iter().filter(|step| step.lane == Some(lane));
            let acts = own.map(|step| display_width(&step.told()) + 2).max().unwrap_or(0);
            let interrupted = steps.iter().any(|step| step.interrupts == Some(lane));
            acts.max(display_width(&title.title))
                .max(if interrupted { 13 } else { 0 })
                + 2
        })
        .collect();
    // The widest lane gives way first: its acts go on in a second line.
    while widths.iter().sum::<usize>() > room {
        let widest = widths.iter().copied().enumerate().max_by_key(|(_, width)| *width);
        let Some((lane, _)) = widest else { break };
        widths[lane] -= 1;
    }
    widths
}

/// `text` and blanks up to `width` columns.
fn pad(text: &str, width: usize) -> String {
    let blanks = width.saturating_sub(display_width(text));
    format!("{text}{}", " ".repeat(blanks))
}

/// `text` in lines of at most `width` columns less `margin`. Words that are too long are broken.
fn wrapped(text: &str, width: usize, margin: usize) -> Vec<String> {
    let room = width.saturating_sub(margin).max(8);
    let options = textwrap::Options::new(room)
        .word_separator(textwrap::WordSeparator::AsciiSpace)
        .word_splitter(textwrap::WordSplitter::NoHyphenation)
        .wrap_algorithm(textwrap::WrapAlgorithm::FirstFit);
    textwrap::wrap(text, options)
        .into_iter()
        .map(std::borrow::Cow::into_owned)
        .collect()
}
