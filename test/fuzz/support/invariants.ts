import { createHash } from 'node:crypto';
import { expect } from 'vitest';
import type { VerifyReport } from '../../../src/ingest/index.js';
import { verifyMarkdown } from '../../../src/report/verify/verify-markdown.js';
import { verifyText } from '../../../src/report/verify/verify-text.js';
import { plain } from '../../../src/text/colour.js';
import { safeJson } from '../../../src/text/escape.js';
import { contentOf, type Evidence, pathOf, placeOf } from './evidence.js';

// What must hold of every archive, whatever was done to it. Nothing here asks src/verify.

const sha = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

/** What a terminal obeys, but line ends. */
const RAW = /[^\P{Cc}\n]|[\p{Cf}\p{Zl}\p{Zp}]|\p{Cs}/u;

export function holds(e: Evidence, report: VerifyReport, said: readonly string[]): void {
  everyObjectOnce(e, report);
  nothingFalseIsValid(e, report);
  nothingThereIsMissing(e, report);
  whatIsGoneIsObjectedTo(e, report);
  whatIsUntouchedStaysValid(e, report);
  nothingRaw(report, said);
}

function everyObjectOnce(e: Evidence, { objects, summary }: VerifyReport): void {
  const counted = Object.values(summary.objects).flatMap((of) => Object.values(of));
  expect(objects.length).toBe(counted.reduce((sum, n) => sum + n, 0));
  expect(summary.read).toBeLessThanOrEqual(summary.listed);
  const missing = objects.filter(({ verdict }) => verdict === 'missing').length;
  expect(summary.listed).toBeGreaterThanOrEqual(objects.length - missing);
  const told = new Map<string, string[]>();
  for (const { bucket, key, versionId, verdict } of objects) {
    const id = `${bucket}/${key}`;
    told.set(id, [...(told.get(id) ?? []), verdict === 'unavailable' ? 'a line without a file' : `${versionId}`]);
  }
  for (const id of e.trail.objects.keys()) {
    if (!Buffer.isBuffer(e.files.get(pathOf(id)))) continue;
    const versions = told.get(id) ?? [];
    expect(versions.length, `verdicts of ${id}`).toBeGreaterThan(0);
    // A manifest that says that its object lies elsewhere tells of two: that one, and the file that it does not name.
    expect(new Set(versions).size, `verdicts of each version of ${id}`).toBe(versions.length);
  }
}

/** A log or digest called valid is one gzip member of a content that was signed for that very place. */
function nothingFalseIsValid(e: Evidence, { objects }: VerifyReport): void {
  for (const { bucket, key, kind, verdict } of objects) {
    if (verdict !== 'valid') continue;
    const id = `${bucket}/${key}`;
    const bytes = e.files.get(pathOf(Buffer.from(id, 'utf8').toString('latin1')));
    const content = Buffer.isBuffer(bytes) ? contentOf(bytes) : null;
    expect(content !== null, `${id} is called valid and has no content`).toBe(true);
    const allowed = (kind === 'digest' ? e.signed : e.vouched).get(id);
    expect([...(allowed ?? [])], `content of ${id}, called valid`).toContain(sha(content!));
  }
}

function nothingThereIsMissing(e: Evidence, { objects }: VerifyReport): void {
  for (const { bucket, key, verdict } of objects) {
    if (verdict !== 'missing') continue;
    expect(Buffer.isBuffer(e.files.get(pathOf(`${bucket}/${key}`))), `${bucket}/${key}, called missing`).toBe(false);
  }
}

/** Exit 0: everything that was delivered is there as it was, apart from an end of a chain that nothing else tells of. */
function whatIsGoneIsObjectedTo(e: Evidence, { exit }: VerifyReport): void {
  if (exit === 1) return;
  const untold = e.statusIntact ? new Set<string>() : tails(e);
  const lost = [...e.trail.objects].filter(([id, object]) => {
    const there = e.files.get(pathOf(id));
    const content = Buffer.isBuffer(there) ? contentOf(there) : null;
    if (content !== null && sha(content) === sha(contentOf(object.bytes)!)) return false;
    // A body that was validly signed for this place is as good as CloudTrail's own: what it no longer names is not known of.
    if (forgers(e).has(placeOf(e, id))) return false;
    return !untold.has(id);
  });
  expect(lost.map(([id]) => id)).toEqual([]);
}

const forgers = (e: Evidence) =>
  new Set(
    [...e.signed].filter(([id, hashes]) => hashes.size > 1 && e.trail.objects.has(id)).map(([id]) => placeOf(e, id)),
  );

/** Digests at the end of their chain that are gone, and the logs that only they list. */
function tails(e: Evidence): Set<string> {
  const out = new Set<string>();
  for (const { digests } of e.trail.delivery.chains) {
    for (const digest of [...digests].reverse()) {
      if (Buffer.isBuffer(e.files.get(pathOf(digest.id)))) break;
      for (const id of [digest.id, ...digest.logs]) out.add(id);
    }
  }
  return out;
}

function whatIsUntouchedStaysValid(e: Evidence, { objects }: VerifyReport): void {
  const verdicts = new Map(objects.map(({ bucket, key, verdict }) => [`${bucket}/${key}`, verdict]));
  for (const id of e.trail.objects.keys()) {
    if (!e.touched.has(placeOf(e, id))) expect(verdicts.get(id), `untouched ${id}`).toBe('valid');
  }
}

function nothingRaw(report: VerifyReport, said: readonly string[]): void {
  for (const text of [verifyText(report, ['x'], plain), verifyMarkdown(report, ['x']), safeJson(report, 2), ...said]) {
    const at = text.search(RAW);
    expect(at < 0 ? '' : JSON.stringify(text.slice(Math.max(0, at - 40), at + 40))).toBe('');
  }
}
