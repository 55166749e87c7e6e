import { closeSync, existsSync, openSync, renameSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { KeytrailError } from '../../error.js';
import { systemError } from '../../system-error.js';
import { visible } from '../../text/escape.js';
import type { Command } from '../command.js';
import { checkPackage, pack } from '../package-file.js';
import type { Terminal } from '../terminal.js';

const MOST_TOLD = 50;

export const packageCommand: Command = {
  name: 'package',
  positionals: '<folder> | --check FILE',
  describe: 'One archive of an investigation with its case, its hashes and the log of every command; or check one',
  options: ['out', 'check'],
  examples: [
    ['package incident --out incident.tar', 'refuses a folder that is not as it was written'],
    ['package --check incident.tar', 'every hash and the chain of the log; extracts nothing'],
  ],
  folder: true,
  async run(args, terminal) {
    const check = args.text('check');
    if (check !== null) {
      args.atMost(0);
      return tell(check, terminal);
    }
    const folder = resolve(args.one('the folder of an investigation', 'give what --out of investigate named'));
    const out = args.text('out') ?? `${folder}.tar`;
    if (existsSync(out)) throw new KeytrailError('bad-argument', `${out} is already there`, 'give another with --out');
    const part = `${out}.${process.pid}.part`;
    const remove = () => rmSync(part, { force: true });
    process.once('exit', remove);
    try {
      const file = openSync(part, 'wx');
      try {
        const { files, sha256, commands } = pack(folder, file);
        closeSync(file);
        renameSync(part, out);
        const log =
          commands === null
            ? 'No command was written down: the folder has no commands.jsonl.'
            : `${commands.lines} commands; the last has ${commands.last}`;
        await terminal.print(
          `${visible(out)}: ${files} files\n${log}\nsha256 ${sha256}\nKeep these hashes elsewhere: whoever can write the file can write it anew.\n`,
        );
      } catch (error) {
        remove();
        throw error;
      }
    } catch (error) {
      throw systemError(error, `cannot write ${out}`) ?? error;
    }
    return 0;
  },
};

async function tell(path: string, terminal: Terminal): Promise<0 | 1> {
  if (!existsSync(path))
    throw new KeytrailError('not-found', `${path}: no such file`, 'give what keytrail package wrote');
  const { files, commands, last, objections } = checkPackage(path);
  const log = commands === null ? 'no log of commands' : `${commands} commands, the last has ${last}`;
  const lines = objections.slice(0, MOST_TOLD).map((text) => `${terminal.paint('red', 'wrong')}  ${visible(text)}\n`);
  const more = objections.length > MOST_TOLD ? `and ${objections.length - MOST_TOLD} more\n` : '';
  const sum =
    objections.length === 0
      ? `Whole: ${files} files as their hashes say, ${log}.\n`
      : `Not whole: ${objections.length} objections.\n`;
  await terminal.print(`${lines.join('')}${more}${sum}`);
  return objections.length === 0 ? 0 : 1;
}
