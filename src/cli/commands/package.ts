import { closeSync, existsSync, openSync, renameSync, rmSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { KeytrailError } from '../../error.js';
import { count } from '../../report/words.js';
import { systemError } from '../../system-error.js';
import { visible } from '../../text/escape.js';
import type { CheckedLog } from '../check-log.js';
import type { Command } from '../command.js';
import { type Checked, checkPackage, pack } from '../package-file.js';
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
            : `${said(commands)}\nlast command  ${commands.last}`;
        await terminal.print(
          `${visible(out)}: ${count(files, 'file')}\n${log}\nsha256        ${sha256}\nKeep these hashes elsewhere: nothing in it is signed, and whoever can write the file can write it anew.\n`,
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
  const about = statSync(path, { throwIfNoEntry: false });
  if (about === undefined)
    throw new KeytrailError('not-found', `${path}: no such file`, 'give what keytrail package wrote');
  if (!about.isFile())
    throw new KeytrailError('bad-argument', `${path} is no file`, 'give what keytrail package wrote');
  const checked = checkPackage(path);
  const { objections, sha256, commands } = checked;
  if (objections.length === 0) {
    await terminal.print(whole(checked));
    return 0;
  }
  const lines = objections.slice(0, MOST_TOLD).map((text) => `${terminal.paint('red', 'wrong')}  ${visible(text)}\n`);
  const more = objections.length > MOST_TOLD ? `and ${objections.length - MOST_TOLD} more\n` : '';
  const last = commands === null ? '' : `last command  ${commands.last}\n`;
  await terminal.print(
    `${lines.join('')}${more}Not whole: ${count(objections.length, 'objection')}.\n${last}sha256        ${sha256}\n`,
  );
  return 1;
}

/** For somebody who has to decide what it is worth: what agrees, what does not follow from it, and what would show more. */
function whole({ files, sha256, commands }: Checked): string {
  const log = commands === null ? 'There is no log of commands in it.' : `The log has ${said(commands)}.`;
  const [hashes, last] =
    commands === null
      ? ['It is if that hash is the one', '']
      : ['It is if these hashes are those', `\n  last command  ${commands.last}`];
  return `Whole: ${count(files, 'file')}, each with the hash that the lists in it name, and no other.
${log}
  sha256        ${sha256}${last}
Shown: files, lists and log agree. That finds accidents, and whoever changed one of them and not all.
Not shown: that this is the package that was handed over. ${hashes} that keytrail
package printed, kept by somebody else: nothing in it is signed. Nor who ran the commands, or when (the
times are of their machines), or that none is missing at the end. What the evidence in it proves is
another question: report.html answers it.
`;
}

function said({ lines, from, to }: CheckedLog): string {
  const span = from === null || to === null ? '' : from === to ? `, of ${from}` : `, from ${from} to ${to}`;
  return `${count(lines, 'command')}${span}, each following the one before`;
}
