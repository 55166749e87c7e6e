import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { HardenResult } from '../harden/index.js';
import { hardenMarkdown } from '../report/harden/harden-markdown.js';
import { systemError } from '../system-error.js';
import { safeJson } from '../text/escape.js';
import { fileName } from './file-name.js';
import type { Terminal } from './terminal.js';

/** Everything that `harden` found, in a folder: harden.json, harden.md, policies/ and trust/. */
export async function writeHardening(folder: string, result: HardenResult, terminal: Terminal): Promise<void> {
  const files = new Map<object, string>();
  const taken = new Set<string>();
  const place = (below: string, document: object, ...parts: string[]) => {
    files.set(document, `${below}/${fileName(parts, '.json', taken)}`);
  };
  for (const { account, kind, policies } of result.principals) {
    for (const { name, document } of policies) place('policies', document, account, kind, name);
  }
  for (const { role, account, document } of result.trust) {
    place('trust', document, account, role.slice(role.lastIndexOf('/') + 1));
  }
  for (const below of ['policies', 'trust']) makeFolder(join(folder, below));
  for (const [document, file] of files) await terminal.write(join(folder, file), `${safeJson(document, 2)}\n`);
  await terminal.write(join(folder, 'harden.json'), `${safeJson(result, 2)}\n`);
  await terminal.write(join(folder, 'harden.md'), hardenMarkdown(result, files));
  tellOthers(folder, new Set(files.values()), terminal);
}

/** A policy of an earlier run must not pass for one of this. */
function tellOthers(folder: string, written: ReadonlySet<string>, terminal: Terminal): void {
  const others = ['policies', 'trust'].flatMap((below) =>
    readdirSync(join(folder, below))
      .map((name) => `${below}/${name}`)
      .filter((file) => !written.has(file)),
  );
  if (others.length === 0) return;
  terminal.line(
    `${folder}: not of this run, and left alone: ${others.slice(0, 3).join(', ')}${others.length > 3 ? ', …' : ''}`,
  );
}

function makeFolder(path: string): void {
  try {
    mkdirSync(path, { recursive: true });
  } catch (error) {
    throw systemError(error, `cannot write ${path}`) ?? error;
  }
}
