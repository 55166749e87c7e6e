#!/usr/bin/env node
import { KeytrailError } from '../error.js';
import { journalBeside } from '../plan/index.js';
import { systemError } from '../system-error.js';
import { visible } from '../text/escape.js';
import { readCommandLine } from './program/command-line.js';
import type { CommandName } from './program/commands.js';
import { Console } from './program/console.js';
import { DoneInPart } from './program/done-in-part.js';
import type { Given } from './program/given.js';
import { readPlan, requireApart } from './program/plan-file.js';

/** Nothing was done. */
const NOTHING = 2;

const interrupt = new AbortController();
const open: { console?: Console } = {};
const argv = process.argv.slice(2);
const debug = argv.includes('--debug');

// The one place that catches and that chooses the exit code.
const code = await run().catch(report);
open.console?.close();
// Everything that was written has to be out before the process ends; a handle that somebody left open must not keep it alive.
process.stdout.write('', () => process.exit(code));

async function run(): Promise<number> {
  // A reader that went away is no error; least of all in the middle of a containment.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
  const request = readCommandLine(argv, process.stdout.columns || 100);
  if (request.type !== 'run') {
    const isHelp = request.type === 'text';
    (isHelp ? process.stdout : process.stderr).write(request.text);
    return isHelp ? 0 : NOTHING;
  }
  const { plan, journal, out } = request.given;
  const file = readPlan(plan);
  requireApart(plan, journal ?? journalBeside(plan), out);
  const console = new Console(process, process.env, request.given);
  open.console = console;
  const exit = await act(request.command, file, request.given, console);
  await console.finish().catch((error: unknown) => {
    throw request.given.execute !== null && exit !== NOTHING ? new DoneInPart(error) : error;
  });
  return exit;
}

async function act(
  command: CommandName,
  file: ReturnType<typeof readPlan>,
  given: Given,
  console: Console,
): Promise<number> {
  if (command === 'show') return (await import('./show/show.js')).show(file, given, console);
  endOnSignals(given.execute !== null || given.watch > 0);
  const { desk } = await import('./print/desk.js');
  return desk[command](file, given, console, interrupt.signal);
}

/**
 * What can stop between two steps does: the first signal lets the step under way be finished and journaled, a second one ends at once, and the journal
 * tells what was under way. Everything else ends at the first.
 */
function endOnSignals(canStop: boolean): void {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (canStop && !interrupt.signal.aborted) {
        interrupt.abort();
        process.stderr.write('keytrail-contain: stopping after this step; Ctrl-C again ends it at once\n');
        return;
      }
      open.console?.close();
      const told = canStop ? 'the journal knows what was under way: keytrail-contain status' : 'nothing was done';
      process.stderr.write(`keytrail-contain: ended; ${told}\n`);
      process.exit(canStop ? 1 : NOTHING);
    });
  }
}

/** One line what, one line what to do. */
function report(thrown: unknown): number {
  if (thrown instanceof DoneInPart) {
    report(thrown.cause);
    return 1;
  }
  const error = thrown instanceof KeytrailError ? thrown : (systemError(thrown) ?? thrown);
  const message = error instanceof Error ? error.message : String(error);
  const line = message.split('\n').find((text) => text.trim() !== '') ?? 'unknown error';
  const known = error instanceof KeytrailError;
  process.stderr.write(`keytrail-contain: ${known ? '' : 'unexpected error: '}${visible(line)}\n`);
  const hint = known ? error.hint : 'run again with --debug to see where, and please report it';
  if (hint !== undefined) process.stderr.write(`  ${visible(hint)}\n`);
  if (debug) process.stderr.write(`${stackOf(error)}\n`);
  return NOTHING;
}

function stackOf(error: unknown): string {
  const lines: string[] = [];
  for (let at = error; at instanceof Error; at = at.cause) {
    lines.push(...(at.stack ?? at.message).split('\n').map(visible));
  }
  return lines.join('\n');
}
