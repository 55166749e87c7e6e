import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { KeytrailError } from '../../error.js';
import { VERSION } from '../../package.js';
import { isIdentical, replayText } from '../../report/replay-text.js';
import { render } from '../../report/table/renderer.js';
import { tableOf } from '../../report/table/table-of.js';
import { systemError } from '../../system-error.js';
import { Arguments } from '../arguments.js';
import type { Command } from '../command.js';
import { compareFolders } from '../compare-folders.js';
import { investigate } from '../investigation.js';
import { investigationOptions } from '../investigation-options.js';
import { MACHINE_OPTIONS } from '../options.js';
import { type RecordedRun, recordedRun, recordedSums } from '../recorded-run.js';
import { nameSources } from '../source-names.js';
import type { Terminal } from '../terminal.js';

export const replayCommand: Command = {
  name: 'replay',
  positionals: '<folder> <source…>',
  describe: 'Run an investigation again from its evidence, and say of every output whether it comes out the same',
  options: ['to', 'inflate', 'format', 'out', ...MACHINE_OPTIONS],
  examples: [
    ['replay incident ./archive', 'with the seed, the arguments and the clock that incident recorded'],
    ['replay incident /mnt/copy/archive --to again', 'keeps what was made again, to look at the difference'],
  ],
  async run(args, terminal) {
    const folder = resolve(args.first('the folder of an investigation', 'give what --out of investigate named'));
    const given = args.sources(1);
    const format = args.format();
    const out = args.text('out');
    const target = out === null ? null : resolve(out);
    const recorded = recordedRun(folder);
    const planName = [...recordedSums(folder).keys()].find((name) => /^plan(-[0-9a-f]{8})?\.json$/.test(name));
    const resources = { threads: args.threads(), memory: args.memory() };
    const again = placeFor(args.text('to'), folder);
    // Also where somebody ends us meanwhile: it holds what the evidence says.
    const clean = () => again.temporary && rmSync(again.path, { recursive: true, force: true });
    process.once('exit', clean);
    try {
      const same = sameArguments(recorded, given, args, terminal);
      await investigate(
        {
          folder: again.path,
          ...(planName === undefined ? {} : { planName }),
          ...investigationOptions(same, terminal),
        },
        terminal,
      );
      const compared = await compareFolders(folder, again.path, resources);
      await terminal.write(
        target,
        format === 'table' ? replayText(compared, terminal.paint) : render(format, tableOf(compared)),
      );
      return isIdentical(compared) ? 0 : 1;
    } finally {
      terminal.stopProgress();
      clean();
      process.removeListener('exit', clean);
    }
  },
};

/** The command line of the run that is recorded; threads, memory and the like, which shape nothing, are of this one. */
function sameArguments(
  recorded: RecordedRun,
  given: readonly string[],
  args: Arguments,
  terminal: Terminal,
): Arguments {
  if (recorded.version !== VERSION) {
    terminal.onNotice(
      `the folder was made by keytrail ${recorded.version.slice(0, 40)}, and this is ${VERSION}: differences may come of that`,
    );
  }
  const { sources, workingFolder } = nameSources(recorded.sources, given, process.cwd());
  if (workingFolder === null) {
    terminal.onNotice(
      `the folder calls its sources ${recorded.sources.join(', ').slice(0, 300)}: whatever names them will differ. For the same bytes, put the evidence where that name leads to it`,
    );
  } else process.chdir(workingFolder);
  for (const name of ['public-keys', 'queries']) {
    for (const file of recorded.options[name] ?? []) terminal.onNotice(`--${name} ${file}, as it was recorded`);
  }
  const values: Record<string, unknown> = {
    ...recorded.options,
    threads: `${args.threads()}`,
    inflate: args.inflate(),
  };
  const memory = args.text('memory');
  if (memory !== null) values.memory = memory;
  return new Arguments('replay', [recorded.seed, ...sources], values, terminal.onNotice);
}

/** A new folder: what lies in one that is there already would be taken for a part of the run. */
function placeFor(to: string | null, folder: string): { readonly path: string; readonly temporary: boolean } {
  try {
    if (to === null) return { path: mkdtempSync(`${folder}.replay-`), temporary: true };
    const path = resolve(to);
    if (existsSync(path)) throw new KeytrailError('bad-argument', `--to ${to} is already there`, 'name a new folder');
    mkdirSync(path, { recursive: true });
    return { path, temporary: false };
  } catch (error) {
    throw systemError(error, `cannot write beside ${folder}`) ?? error;
  }
}
