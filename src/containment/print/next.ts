import { visible } from '../../text/escape.js';
import type { CommandName } from '../program/commands.js';
import type { Given } from '../program/given.js';
import { isWord, shellWord } from '../show/shell.js';

/** A command to be typed next, with whatever the one before was given: the same plan, journal, credentials and sections. */
export function nextCommand(
  command: CommandName,
  given: Given,
  also: { readonly skip?: readonly number[]; readonly execute?: string; readonly watch?: number } = {},
): string {
  const { plan, journal, profile, region, accounts } = given;
  const isLive = command !== 'show' && command !== 'status';
  const skip =
    isLive && command !== 'verify' ? [...new Set([...given.skip, ...(also.skip ?? [])])].sort((a, b) => a - b) : [];
  const words = [
    'keytrail-contain',
    command,
    plan,
    ...(journal === null || command === 'show' ? [] : ['--journal', journal]),
    ...(isLive && profile !== null ? ['--profile', profile] : []),
    ...(isLive && region !== null ? ['--region', region] : []),
    ...(accounts === null ? [] : ['--account', ...accounts]),
    ...(skip.length === 0 ? [] : ['--skip', ...skip.map(String)]),
    ...(also.watch === undefined ? [] : ['--watch', String(also.watch)]),
    ...(also.execute === undefined ? [] : ['--execute', also.execute]),
  ];
  return `  ${words.map((word) => (isWord(word) ? shellWord(word) : visible(word))).join(' ')}\n`;
}
