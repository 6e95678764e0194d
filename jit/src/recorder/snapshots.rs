//! Snapshots of the frames at the start of a stage, with the registers that are live there.

use super::Recorder;
use crate::ir::{Operand, SnapshotIndex};
use crate::language::Language;
use crate::snapshot::{FrameSnapshot, Resume, Snapshot};

impl<L: Language> Recorder<L> {
    /// The snapshot of this stage's start; made once, shared by the stage's guards.
    pub fn snapshot_here(&mut self) -> SnapshotIndex {
        if let Some(snapshot) = self.snapshot {
            return snapshot;
        }
        let snapshot = self.make_snapshot(self.resume, false, None);
        self.snapshot = Some(snapshot);
        snapshot
    }

    /// The snapshot that raises at this stage.
    pub fn raising_snapshot(&mut self) -> SnapshotIndex {
        if let Some(snapshot) = self.raising_snapshot {
            return snapshot;
        }
        let snapshot = self.make_snapshot(self.resume, true, None);
        self.raising_snapshot = Some(snapshot);
        snapshot
    }

    /// The innermost frame resumes at `resume`, its register `result.0` holding `result.1` whatever it holds now.
    pub(super) fn make_snapshot(
        &mut self,
        resume: Resume,
        raising: bool,
        result: Option<(u16, Operand)>,
    ) -> SnapshotIndex {
        let last = self.frames.len() - 1;
        let mut frames = Vec::with_capacity(last + 1);
        let mut live = Vec::new();
        for (number, frame) in self.frames.iter().enumerate() {
            let (resume, live): (Resume, &[u16]) = if number == last {
                L::live_registers(frame.code, resume, &mut live);
                (resume, &live)
            } else {
                (frame.continuation, &frame.live)
            };
            let mut registers = Vec::with_capacity(live.len());
            for &register in live {
                let operand = match result {
                    Some((r, operand)) if r == register && number == last => operand,
                    _ => self.shadow_at(frame.base + register as u32),
                };
                if operand != Operand::NONE {
                    registers.push((register, operand));
                }
            }
            frames.push(FrameSnapshot {
                code: frame.code,
                base: frame.base,
                flags: frame.flags,
                resume,
                registers,
            });
        }
        self.trace.snapshots.push(Snapshot {
            frames,
            virtuals: Vec::new(),
            raising,
        });
        (self.trace.snapshots.len() - 1) as SnapshotIndex
    }
}
