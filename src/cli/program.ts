import yargs from 'yargs';
import { KeytrailError } from '../error.js';
import { VERSION } from '../package.js';
import { closest } from '../text/suggest.js';
import type { Command } from './command.js';
import { COMMANDS } from './commands.js';
import { spreadLists } from './lists.js';
import { OPTIONS, type OptionName, TERMINAL_OPTIONS } from './options.js';

/** What a command line asks for. `help` with `wrong` is what a command line without a command gets. */
export type Request =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'nothing'; readonly text: string }
  | {
      readonly type: 'run';
      readonly command: Command;
      readonly positionals: readonly string[];
      readonly values: Readonly<Record<string, unknown>>;
    };

const HINT = 'see keytrail --help';
const PROGRAM_FLAGS = ['--help', '-h', '--version'];
const TERMINAL_FLAGS: readonly string[] = TERMINAL_OPTIONS.map((name) => `--${name}`);

/** Reads a command line. Unknown commands and flags are errors that name what was probably meant. */
export async function readCommandLine(argv: readonly string[], width: number): Promise<Request> {
  const words = spreadLists(commandFirst(argv));
  const [first] = words;
  const command = COMMANDS.find(({ name }) => name === first);
  const bare = [...PROGRAM_FLAGS, ...TERMINAL_FLAGS];
  if (first !== undefined && !command && !bare.includes(first)) throw unknownWord(first);
  if (command) checkFlags(command, words);
  const { values, output } = await parse(words, width);
  if (output !== '') return { type: 'text', text: `${output}\n` };
  if (!command) return { type: 'nothing', text: `${(await parse(['--help'], width)).output}\n` };
  const [, ...positionals] = (values._ ?? []) as (string | number)[];
  return { type: 'run', command, positionals: positionals.map(String), values };
}

/** `keytrail --quiet verify …` and `keytrail help verify` as `verify … --quiet` and `verify --help`. */
function commandFirst(argv: readonly string[]): string[] {
  const at = argv.findIndex((word) => !TERMINAL_FLAGS.includes(word));
  const words = at <= 0 ? [...argv] : [...argv.slice(at), ...argv.slice(0, at)];
  return words[0] === 'help' ? [...words.slice(1), '--help'] : words;
}

function unknownWord(word: string): KeytrailError {
  const isFlag = word.startsWith('-');
  const near = closest(word, isFlag ? PROGRAM_FLAGS : COMMANDS.map(({ name }) => name));
  const message = isFlag ? `there is no option ${word} before a command` : `'${word}' is not a command`;
  return new KeytrailError('bad-argument', message, near === null ? HINT : `did you mean ${near}?`);
}

async function parse(words: readonly string[], width: number) {
  const program = yargs()
    .scriptName('keytrail')
    .locale('en')
    .usage(
      'keytrail <command> [options]\n\nVerifies exported CloudTrail trails offline and computes the blast radius of a leaked key.',
    )
    .parserConfiguration({
      'parse-numbers': false,
      'parse-positional-numbers': false,
      'boolean-negation': false,
      'dot-notation': false,
      'camel-case-expansion': false,
      'short-option-groups': false,
      'greedy-arrays': false,
    })
    .version(VERSION)
    .help('help')
    .alias('help', 'h')
    .wrap(Math.min(width, 110))
    .exitProcess(false)
    .fail((message, error) => {
      const missing = /^Not enough arguments following: (.+)$/.exec(message ?? error?.message ?? '')?.[1];
      if (missing !== undefined) throw new KeytrailError('bad-argument', `--${missing} needs a value`, HINT);
      throw error ?? new KeytrailError('bad-argument', message ?? 'the command line is not understood', HINT);
    })
    .epilogue('Exit codes: 0 nothing to object to; 1 the evidence is not clean; 2 it could not be done.');
  for (const command of COMMANDS) {
    program.command(command.name, command.describe, (builder) => {
      builder.usage(
        `keytrail ${[command.name, command.positionals].join(' ').trim()} [options]\n\n${command.describe}`,
      );
      for (const name of optionsOf(command)) builder.option(name, OPTIONS[name]);
      for (const [line, meaning] of command.examples) builder.example(`keytrail ${line}`, meaning);
      return builder;
    });
  }
  let output = '';
  const values: Record<string, unknown> = await program.parseAsync([...words], {}, (error, _argv, text) => {
    if (error) throw error;
    output = text;
  });
  return { values, output };
}

function optionsOf(command: Command): readonly OptionName[] {
  return [...command.options, ...TERMINAL_OPTIONS];
}

/** Before yargs sees them: its own message for an unknown flag lists every value behind it as unknown too. */
function checkFlags(command: Command, words: readonly string[]): void {
  const known: readonly string[] = [...optionsOf(command), 'help', 'version'];
  for (const word of words) {
    if (word === '--') return;
    if (!word.startsWith('-') || word === '-' || word === '-h') continue;
    const name = /^--?([^=]*)/.exec(word)?.[1] ?? '';
    if (word.startsWith('--') && known.includes(name)) continue;
    const near = closest(name, known);
    throw new KeytrailError(
      'bad-argument',
      `${command.name} has no option ${word.split('=')[0]}`,
      near === null ? `see keytrail ${command.name} --help` : `did you mean --${near}?`,
    );
  }
}
