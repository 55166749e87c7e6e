import type { Intended, Live } from './family.js';
import type { Line } from './lines.js';
import type { Phase, RunStatus } from './types.js';

/** What was or may have been written for a step, and is to be taken back by a revert. */
export interface Ours {
  readonly former: Live;
  readonly intended: Intended;
  /** Of the line that says so: the order in which things were written. */
  readonly seq: number;
  readonly at: string;
}

export interface StepState {
  readonly phase: Phase;
  readonly at: string | null;
  readonly detail: string;
  /** Null: there is nothing of ours. */
  readonly ours: Ours | null;
  /** What was ours before the last intent: it is again where AWS refused that one. */
  readonly before: Ours | null;
}

export const OPEN: StepState = { phase: 'open', at: null, detail: '', ours: null, before: null };

/** What became of every step that a line is about: a pure fold, the same for status, apply, verify and revert. */
export function statesOf(lines: readonly Line[]): Map<number, StepState> {
  const states = new Map<number, StepState>();
  for (const line of lines) foldInto(states, line);
  return states;
}

export function foldInto(states: Map<number, StepState>, line: Line): void {
  if ('step' in line) states.set(line.step, after(states.get(line.step) ?? OPEN, line));
}

type StepLine = Extract<Line, { readonly step: number }>;

function after(state: StepState, line: StepLine): StepState {
  const { at } = line;
  const now = (phase: Phase, detail: string, ours = state.ours, before = state.before): StepState => ({
    phase,
    at,
    detail,
    ours,
    before,
  });
  switch (line.type) {
    case 'intent': {
      const { former, intended, seq } = line;
      return now('intended', `about to write (${intended.way})`, { former, intended, seq, at }, state.ours);
    }
    case 'full':
      return now('open', line.error, state.before);
    case 'done':
      return now('done', line.found ? 'written by a run that was cut off, and found so' : 'written and read back');
    case 'already':
      return now('already so', line.detail, null);
    case 'gone':
      return now('gone', line.detail);
    case 'refused':
      return now('refused', line.detail);
    case 'skipped':
      // What an earlier run did stays done.
      return state.phase === 'open' ? now('skipped', 'left alone as asked') : state;
    case 'failed':
      return now('failed', line.error, line.certain ? state.before : state.ours);
    case 'undo-intent':
      return now('taking back', 'about to be taken back');
    case 'undone':
      return now('taken back', line.live === null ? 'it does not exist any more' : 'taken back and read back', null);
    case 'undo-refused':
      return now(state.phase, line.detail);
    case 'undo-failed':
      return now('taking back', line.error);
  }
}

/** Runs, in the order of time. */
export function runsOf(lines: readonly Line[]): readonly RunStatus[] {
  const runs: RunStatus[] = [];
  for (const line of lines) {
    if (line.type === 'begin') {
      const { what, at, tool, accounts } = line;
      const [first] = accounts;
      runs.push({ what, at, arn: first?.arn ?? '', endpoint: first?.endpoint ?? '', tool, end: null });
    } else if (line.type === 'end') {
      const last = runs.pop();
      if (last) runs.push({ ...last, end: { at: line.at, exit: line.exit } });
    }
  }
  return runs;
}
