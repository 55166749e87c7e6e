#!/usr/bin/env node
import { join } from 'node:path';
import { KeytrailError } from '../error.js';
import { systemError } from '../system-error.js';
import { visible } from '../text/escape.js';
import { Arguments } from './arguments.js';
import { COMMANDS_FILE, folderOf, isInvestigation, logCommand } from './command-log.js';
import { type Request, readCommandLine } from './program.js';
import { Terminal } from './terminal.js';

type Run = Extract<Request, { readonly type: 'run' }>;

const FAILED = 2;
const INTERRUPTED = 130;

const interrupt = new AbortController();
// Set as soon as there is one: whoever ends the process first clears the bar and half-written files.
const open: { terminal?: Terminal; log?: (exit: number) => void } = {};
const begun = new Date();
const argv = process.argv.slice(2);
const debug = argv.includes('--debug');

// The one place that catches and that chooses the exit code.
const code = await run().catch(report);
open.terminal?.close();
open.log?.(code);
// Everything that was written has to be out before the process ends; a handle that somebody left open must not keep it alive.
process.stdout.write('', () => process.exit(code));

async function run(): Promise<number> {
  // A reader that went away is no error; what else goes wrong there is told by the write itself.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
  const request = await readCommandLine(argv, process.stdout.columns || 100);
  if (request.type === 'nothing') {
    process.stderr.write(request.text);
    return FAILED;
  }
  const flag = (name: string) => request.type === 'run' && request.values[name] === true;
  const terminal = new Terminal(
    process,
    process.env,
    {
      quiet: flag('quiet'),
      noColor: flag('no-color'),
      noProgress: flag('no-progress'),
      file: request.type === 'run' && request.values.out !== undefined && !request.command.folder,
    },
    interrupt.signal,
  );
  open.terminal = terminal;
  if (request.type === 'text') {
    await terminal.output(null).write(request.text);
    return 0;
  }
  open.log = logOf(request, terminal);
  stopOnCtrlC(request.command.resumable === true);
  const args = new Arguments(request.command.name, request.positionals, request.values, terminal.onNotice);
  return request.command.run(args, terminal);
}

/**
 * Writes a line, once, into the log of the investigation that the command works on: named now, since replay goes to another folder. Best
 * effort: evidence may lie where nothing can be written.
 */
function logOf({ command: { name }, positionals, values }: Run, terminal: Terminal): (exit: number) => void {
  const folder = folderOf(name, positionals, values);
  const word = argv.indexOf(name);
  const given = argv.filter((_, index) => index !== word);
  return (exit) => {
    delete open.log;
    if (folder === null || !isInvestigation(folder, name)) return;
    const { files, stdout, stdin } = terminal.results;
    // Of a whole folder the list of its hashes has them all.
    const whole = name === 'investigate' || name === 'demo';
    const written = whole ? [join(folder, 'SHA256SUMS')] : [...files, ...made(name, values, folder)];
    try {
      const done = { command: name, arguments: given, begun, exit, files: written, stdout, stdin };
      logCommand(folder, done, new Date());
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      terminal.line(`not written down in ${join(folder, COMMANDS_FILE)}: ${reason.split('\n')[0]}`);
    }
  };
}

/** Files that a command writes by itself. */
function made(command: string, values: Readonly<Record<string, unknown>>, folder: string): string[] {
  const named = command === 'package' ? (values.out ?? `${folder}.tar`) : values.tables;
  return typeof named === 'string' ? [named] : [];
}

/** The first Ctrl-C lets a resumable command finish what it holds; a second one, or any other command, ends at once. */
function stopOnCtrlC(resumable: boolean): void {
  process.on('SIGINT', () => {
    if (resumable && !interrupt.signal.aborted) {
      interrupt.abort();
      return;
    }
    open.terminal?.close();
    open.log?.(INTERRUPTED);
    process.stderr.write('keytrail: stopped; run the same command again to go on\n');
    process.exit(INTERRUPTED);
  });
}

/** One line what, one line what to do. */
function report(thrown: unknown): number {
  open.terminal?.close();
  const error = thrown instanceof KeytrailError ? thrown : (systemError(thrown) ?? thrown);
  if (interrupt.signal.aborted || (error instanceof KeytrailError && error.code === 'interrupted')) {
    process.stderr.write('keytrail: stopped; run the same command again to go on\n');
    return INTERRUPTED;
  }
  const message = error instanceof Error ? error.message : String(error);
  const line = message.split('\n').find((text) => text.trim() !== '') ?? 'unknown error';
  const known = error instanceof KeytrailError;
  process.stderr.write(`keytrail: ${known ? '' : 'unexpected error: '}${visible(line)}\n`);
  const hint = known ? error.hint : 'run again with --debug to see where, and please report it';
  if (hint !== undefined) process.stderr.write(`  ${visible(hint)}\n`);
  if (debug) process.stderr.write(`${stackOf(error)}\n`);
  return FAILED;
}

function stackOf(error: unknown): string {
  const lines: string[] = [];
  for (let at = error; at instanceof Error; at = at.cause) {
    lines.push(...(at.stack ?? at.message).split('\n').map(visible));
  }
  return lines.join('\n');
}
