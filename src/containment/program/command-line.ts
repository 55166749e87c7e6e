import { parseArgs } from 'node:util';
import { KeytrailError } from '../../error.js';
import { VERSION } from '../../package.js';
import { closest } from '../../text/suggest.js';
import { COMMANDS, type CommandName, type CommandWords } from './commands.js';
import { type Given, given, type Values } from './given.js';
import { commandHelp, programHelp } from './help.js';
import { OPTIONS, type OptionName } from './options.js';

/** What a command line asks for. `nothing`: a command line without a command. */
export type Request =
  | { readonly type: 'text' | 'nothing'; readonly text: string }
  | { readonly type: 'run'; readonly command: CommandName; readonly given: Given };

const TERMINAL = ['--quiet', '--no-color', '--debug'];
const SPREAD: Readonly<Record<string, RegExp>> = {
  '--account': /^\d{12}(,\d{12})*$/,
  '--skip': /^\d{1,6}(,\d{1,6})*$/,
};

/** Reads a command line. Unknown commands and options are errors that name what was probably meant. */
export function readCommandLine(argv: readonly string[], columns: number): Request {
  const width = Math.min(columns, 110);
  const [first, ...rest] = commandFirst(argv);
  if (first === undefined || TERMINAL.includes(first)) return { type: 'nothing', text: programHelp(width) };
  if (first === '--version') return { type: 'text', text: `${VERSION}\n` };
  if (first === '--help' || first === '-h') return { type: 'text', text: programHelp(width) };
  const command = COMMANDS.find(({ name }) => name === first);
  if (!command) throw unknownWord(first);
  if (rest.includes('--help') || rest.includes('-h')) return { type: 'text', text: commandHelp(command, width) };
  checkFlags(command, rest);
  const { values, positionals } = parse(command, spread(rest));
  return { type: 'run', command: command.name, given: given(command.name, values, positionals) };
}

/** `keytrail-contain --quiet show …` and `help show` as `show … --quiet` and `show --help`. */
function commandFirst(argv: readonly string[]): string[] {
  const at = argv.findIndex((word) => !TERMINAL.includes(word));
  const words = at <= 0 ? [...argv] : [...argv.slice(at), ...argv.slice(0, at)];
  return words[0] === 'help' ? [...words.slice(1), '--help'] : words;
}

function unknownWord(word: string): KeytrailError {
  const isFlag = word.startsWith('-');
  const near = closest(word, isFlag ? ['--help', '--version'] : COMMANDS.map(({ name }) => name));
  const message = isFlag ? `there is no option ${word} before a command` : `'${word}' is not a command`;
  return bad(message, near === null ? 'see keytrail-contain --help' : `did you mean ${near}?`);
}

function checkFlags({ name, options }: CommandWords, words: readonly string[]): void {
  for (const word of words) {
    if (word === '--') return;
    if (!word.startsWith('-') || word === '-') continue;
    const flag = /^--?([^=]*)/.exec(word)?.[1] ?? '';
    if (word.startsWith('--') && options.some((option) => option === flag)) continue;
    throw bad(`${name} has no option ${word.split('=')[0]}`, hintFor(flag, name, options));
  }
}

function hintFor(flag: string, name: CommandName, options: readonly OptionName[]): string {
  const having = COMMANDS.filter((one) => one.options.some((option) => option === flag)).map((one) => one.name);
  if (having.length > 0) return `it is an option of ${having.join(', ')}`;
  const near = closest(flag, options);
  return near === null ? `see keytrail-contain ${name} --help` : `did you mean --${near}?`;
}

/** `--skip 4 7` as the AWS CLI takes lists: what follows belongs to the option as long as it looks like its values. */
function spread(words: readonly string[]): string[] {
  const out: string[] = [];
  for (let i = 0; i < words.length; i++) {
    const word = words[i] ?? '';
    if (word === '--') return [...out, ...words.slice(i)];
    out.push(word);
    const value = SPREAD[word];
    if (!value || i + 1 >= words.length) continue;
    out.push(words[++i] ?? '');
    while (value.test(words[i + 1] ?? '')) out.push(word, words[++i] ?? '');
  }
  return out;
}

function parse({ options }: CommandWords, args: string[]): { values: Values; positionals: string[] } {
  const config = Object.fromEntries(
    options.map((name) => [name, { type: OPTIONS[name].type, multiple: true }] as const),
  );
  try {
    return parseArgs({ args, options: config, allowPositionals: true, strict: true });
  } catch (error) {
    const name = /--([a-z-]+)/.exec(error instanceof Error ? error.message : '')?.[1] ?? '';
    if (!Object.hasOwn(OPTIONS, name)) throw error;
    throw OPTIONS[name as OptionName].type === 'boolean'
      ? bad(`--${name} takes no value`)
      : bad(`--${name} needs a value`, name === 'execute' ? 'keytrail-contain show prints the hash' : undefined);
  }
}

function bad(message: string, hint?: string): KeytrailError {
  return new KeytrailError('bad-argument', message, hint);
}
