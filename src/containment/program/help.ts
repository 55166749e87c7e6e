import { wrap } from '../../text/wrap.js';
import { COMMANDS, type CommandWords } from './commands.js';
import { OPTIONS, type Option, type OptionName } from './options.js';

const CODES =
  'Exit codes: 0 done; 1 done in part, or the live state differs from the plan; 2 nothing done. A dry run: 0 it would go through, 2 it would be refused.';

/** The page of the program. */
export function programHelp(width: number): string {
  return [
    'keytrail-contain <command> <plan.json> [options]\n\n',
    wrap(
      'Contains an incident in AWS by a plan that keytrail blast --plan wrote and a person has read. A program of its own, with credentials of its own: it never reads evidence, and keytrail never writes to AWS.',
      width,
      '',
    ),
    '\nCommands:\n',
    ...COMMANDS.map(({ name, says }) => wrap(says, width, `  ${name.padEnd(10)}`, ' '.repeat(12))),
    '\nIn this order:\n',
    ...['show plan.json', 'apply plan.json', 'apply plan.json --execute HASH', 'verify plan.json --watch 30'].map(
      (line) => `  keytrail-contain ${line}\n`,
    ),
    `\n${wrap(CODES, width, '')}`,
    '\nkeytrail-contain <command> --help has the options and examples of each. --version shows the version.\n',
  ].join('');
}

/** The page of a command. */
export function commandHelp({ name, about, options, examples }: CommandWords, width: number): string {
  const lefts = new Map(options.map((option) => [option, leftOf(option)]));
  const column = Math.max(...[...lefts.values()].map((left) => left.length)) + 4;
  const commands = examples.map(([line, means]) => [`keytrail-contain ${line}`, means] as const);
  const longest = Math.max(...commands.map(([line]) => line.length));
  const beside = longest + 40 <= width;
  return [
    `keytrail-contain ${name} <plan.json> [options]\n`,
    ...about.map((text) => `\n${wrap(text, width, '')}`),
    '\nOptions:\n',
    ...options.map((option) =>
      wrap(OPTIONS[option].says, width, `  ${(lefts.get(option) ?? '').padEnd(column - 2)}`, ' '.repeat(column)),
    ),
    '\nExamples:\n',
    ...commands.map(([line, means]) =>
      beside ? `  ${line.padEnd(longest + 2)}${means}\n` : `  ${line}\n${wrap(means, width, '      ')}`,
    ),
    `\n${wrap(CODES, width, '')}`,
  ].join('');
}

function leftOf(name: OptionName): string {
  const { value }: Option = OPTIONS[name];
  return value === undefined ? `--${name}` : `--${name} ${value}`;
}
