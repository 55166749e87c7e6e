import type { Step } from '../../plan/index.js';
import type { Colour, Paint } from '../../text/colour.js';
import { visible } from '../../text/escape.js';
import { wrap } from '../../text/wrap.js';
import { titleOf } from '../show/words.js';

export interface Look {
  readonly paint: Paint;
  /** Columns of a terminal; null: nothing is broken. */
  readonly width: number | null;
}

const COLOURS: Readonly<Record<string, Colour>> = {
  done: 'green',
  'in force': 'green',
  holds: 'green',
  'taken back': 'green',
  'to do': 'cyan',
  'to take back': 'cyan',
  differs: 'red',
  'locks out': 'red',
  failed: 'red',
  'does not hold': 'red',
  refused: 'red',
  intended: 'red',
  'taking back': 'red',
  skipped: 'yellow',
  'not reached': 'yellow',
  'not applied': 'yellow',
  open: 'yellow',
};

/** The longest word. */
const COLUMN = 13;
const MARGIN = ' '.repeat(COLUMN + 7);

/** What became of a step: its number, the word, what it does on whom; below it what AWS holds or said, in a line. */
export function stepLine(step: Step, word: string, detail: string, { paint, width }: Look): string {
  const colour = COLOURS[word];
  const padded = word.padEnd(COLUMN);
  const shown = colour === undefined ? padded : paint(colour, padded);
  const plain = wrap(visible(titleOf(step)), width, `${String(step.number).padStart(3)}  ${padded}  `, MARGIN);
  const below = detail === '' ? '' : wrap(visible(detail), width, MARGIN);
  return `${plain.replace(padded, shown)}${below}`;
}

/** `8 done, 1 already so, 2 not reached`, in the order in which the words are given. */
function tally(words: readonly string[], order: readonly string[]): string {
  const known = order.filter((word) => words.includes(word));
  const others = [...new Set(words.filter((word) => !order.includes(word)))];
  return [...known, ...others]
    .map((word) => `${words.filter((one) => one === word).length.toLocaleString('en')} ${word}`)
    .join(', ');
}

/** `11 steps: 8 done, 3 skipped` */
export function summary(words: readonly string[], order: readonly string[]): string {
  if (words.length === 0) return 'no step';
  return `${words.length.toLocaleString('en')} ${words.length === 1 ? 'step' : 'steps'}: ${tally(words, order)}`;
}

/** `step 3`, `steps 3, 5, 9`. */
export function numbers(steps: readonly { readonly step: Step }[]): string {
  const list = steps.map(({ step }) => step.number).join(', ');
  return `${steps.length === 1 ? 'step' : 'steps'} ${list}`;
}

/** `notice: …`, one line each. */
export function noticeLines(notices: readonly string[], paint: Paint): string {
  return notices.map((notice) => `${paint('yellow', 'notice')}: ${visible(notice)}\n`).join('');
}

/** A line above the steps of each account, where there are several. */
export function headings(accounts: number, paint: Paint): (account: string) => string {
  let last: string | null = null;
  return (account) => {
    if (accounts < 2 || account === last) return '';
    last = account;
    return `${paint('bold', `Account ${account}`)}\n`;
  };
}

/** How many accounts these steps are in. */
export const accountsOf = (steps: readonly { readonly account: string }[]): number =>
  new Set(steps.map(({ account }) => account)).size;
