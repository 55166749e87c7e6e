import { createHash } from 'node:crypto';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pageGiven } from '../../src/cli/page-given.js';
import type { Given } from '../../src/report/investigation/data.js';
import type { PageEvent } from '../../src/report/page/pack-events.js';
import { reportPage } from '../../src/report/page/report-page.js';
import { openCase } from '../../src/store/case.js';
import { credential } from '../report/blast-shape.js';
import { input } from '../report/hostile-report.js';
import { eventOf, pageGivenOf } from '../report/page-given.js';
import { chromiumIsAbsent, openPage, startChromium } from '../support/chromium.js';
import { INCIDENT, story } from '../support/demo-case.js';
import { hostileRecords, MARKS } from '../support/hostile-records.js';
import { radiusIn } from '../support/radius.js';
import { fixture, keytrail, scratch } from '../support/run-cli.js';

const folder = scratch();
let browser: Browser;

beforeAll(async () => {
  if (!chromiumIsAbsent) browser = await startChromium();
});
afterAll(async () => {
  await browser?.close();
  folder.remove();
});

describe.skipIf(chromiumIsAbsent)('the page of the demo trail', () => {
  const file = folder.join('demo', 'report.html');
  beforeAll(() => keytrail(['investigate', story.seed, fixture('demo'), ...INCIDENT, '--out', folder.join('demo')]));

  test('says what happened, asks for nothing and complains of nothing', async () => {
    const { page, complaints } = await openPage(browser, file);
    expect(await page.title()).toBe(`Investigation of ${story.seed}`);
    expect(await page.textContent('#summary')).toContain('led to 30 more credentials in 2 accounts');
    for (const { id } of story.credentials) expect(await page.textContent('#radius')).toContain(id);
    const events = readFileSync(folder.join('demo', 'events.jsonl'), 'utf8').trimEnd().split('\n').length;
    expect(await page.textContent('#found')).toBe(`${events} events`);
    for (const id of ['graph', 'timeline', 'coverage']) {
      const box = await page.locator(`#${id} svg`).boundingBox();
      expect(box?.width).toBeGreaterThan(300);
      expect(box?.height).toBeGreaterThan(60);
    }
    await page.click('#findings summary');
    expect(await page.isVisible('#findings .finding table')).toBe(true);
    expect(complaints).toEqual([]);
  });

  test('finds, sorts and opens events', async () => {
    const { page, complaints } = await openPage(browser, file);
    await page.fill('#search', 'AssumeRole DeployRole');
    await page.fill('#search', 'assumerole');
    const found = await page.textContent('#found');
    expect(found).toMatch(/^\d+ of \d+ events$/);
    expect(await page.locator('.row[data-place] .event_name').allTextContents()).toSatisfy((names: string[]) =>
      names.every((name) => name.startsWith('AssumeRole')),
    );
    await page.click('#head-time button');
    expect(await page.getAttribute('#head-time', 'aria-sort')).toBe('descending');
    const times = await page.locator('.row[data-place] .time').allTextContents();
    expect(times).toEqual([...times].sort().reverse());
    await page.selectOption('#only-kind', 'denied');
    expect(await page.textContent('#found')).not.toBe(found);
    await page.click('#show-all');

    await page.locator('.row[data-place]').last().click();
    expect(await page.isVisible('#event')).toBe(true);
    await page.waitForFunction(() => document.getElementById('event-record')?.textContent !== '');
    const id = (await page.locator('#event-facts dd').last().textContent()) ?? '';
    expect(JSON.parse((await page.textContent('#event-record')) ?? '').eventID).toBe(id);
    expect(await page.textContent('#event-proof')).toContain('s3://cloudtrail-logs-284610957381/AWSLogs/');
    expect(await page.locator('#event-way li').first().textContent()).toContain(`${story.seed} access key: the seed`);
    await page.keyboard.press('Escape');
    expect(await page.isVisible('#event')).toBe(false);
    expect(complaints).toEqual([]);
  });

  test('a credential leads to its events, an event of the evidence to itself', async () => {
    const { page, complaints } = await openPage(browser, file);
    await page.locator('#radius .credentials a[href^="#credential="]').nth(1).click();
    const credential = await page.textContent('#only-credential-name');
    const shown = await page.locator('.row[data-place] .credential').allTextContents();
    expect(new Set(shown)).toEqual(new Set([credential]));
    await page.locator(`#graph a[data-credential="${story.seed}"]`).first().click();
    expect(await page.textContent('#only-credential-name')).toBe(story.seed);
    await page.goto(`file://${file}#event=${story.events[3]}`);
    await page.reload();
    await page.waitForSelector('#event[open]');
    expect(await page.textContent('#event-facts')).toContain(story.events[3]);
    expect(complaints).toEqual([]);
  });

  test('is used without a mouse', async () => {
    const { page } = await openPage(browser, file);
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.className)).toBe('skip');
    await page.focus('#show-all');
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('grid');
    for (const key of ['ArrowDown', 'ArrowDown', 'End', 'Home', 'ArrowDown']) await page.keyboard.press(key);
    expect(await page.getAttribute('#grid', 'aria-activedescendant')).toBe('row-1');
    const second = await page.textContent('#row-1 .call');
    await page.keyboard.press('Enter');
    expect(await page.textContent('#event-title')).toContain(second);
    await page.keyboard.press('Escape');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('grid');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    expect(await page.getAttribute('#head-time', 'aria-sort')).toBe('descending');
  });

  test('light and dark, wide and narrow, on paper and without scripts', async () => {
    const dark = await openPage(browser, file, { colorScheme: 'dark', viewport: { width: 390, height: 800 } });
    const background = () => dark.page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    expect(await background()).toBe('rgb(16, 21, 28)');
    await dark.page.click('#theme');
    expect(await background()).toBe('rgb(255, 255, 255)');
    expect(await dark.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    await dark.page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    expect(await background()).toBe('rgb(255, 255, 255)');
    expect(await dark.page.isVisible('#events .paper')).toBe(true);
    expect((await dark.page.pdf({ preferCSSPageSize: true })).length).toBeGreaterThan(50_000);
    expect(dark.complaints).toEqual([]);

    const still = await openPage(browser, file, { javaScriptEnabled: false });
    expect(await still.page.isVisible('#summary')).toBe(true);
    expect(await still.page.isVisible('#events noscript')).toBe(true);
    expect(await still.page.isVisible('#grid')).toBe(false);
    expect(still.complaints).toEqual([]);
  });
});

test('of more events than a page holds it keeps what edges rest on and both ends of each credential', async () => {
  const path = folder.join('bounded.duckdb');
  await keytrail(['ingest', fixture('demo'), '--case', path]);
  const opened = await openCase(path, { threads: 2, memory: '1GB' });
  try {
    const radius = await radiusIn(opened, story.seed, { compromisedAt: story.compromisedAt });
    const kept: string[] = [];
    for await (const { event_id } of (await pageGiven(opened, [], 90)).events()) kept.push(event_id);
    expect(kept).toHaveLength(90);
    const inside = new Set(radius.eventIds);
    const cited = radius.edges.flatMap(({ evidence }) => evidence).filter((id) => inside.has(id));
    expect(cited.length).toBeGreaterThan(20);
    expect(cited.filter((id) => !kept.includes(id))).toEqual([]);
  } finally {
    await opened.close();
  }
});

describe.skipIf(chromiumIsAbsent)('2,000 credentials and 50,000 events', () => {
  test('are written in ten seconds, below 25 MB, and used within two', async () => {
    const many = Array.from({ length: 2000 }, (_, n) =>
      credential(`ASIA${n}`, { depth: 1, parent: 'AKIA0', principal: `arn:aws:sts::1:assumed-role/R/s${n}` }),
    );
    const begun = performance.now();
    const data = { ...input, blast: { ...input.blast, credentials: many, events: 500_000 } };
    const file = folder.join('many.html');
    const page = pageGivenOf(() => manyEvents(50_000));
    let markup = '';
    for await (const piece of reportPage(data, { page } as Given)) markup += piece;
    writeFileSync(file, markup);
    expect(performance.now() - begun).toBeLessThan(10_000);
    expect(statSync(file).size).toBeLessThan(25_000_000);
    const opened = performance.now();
    const { page: tab, complaints } = await openPage(browser, file);
    // Two seconds on a machine that has nothing else to do.
    expect(performance.now() - opened).toBeLessThan(5_000);
    expect(await tab.textContent('#found')).toBe('50,000 events');
    expect(await tab.textContent('#events .note >> nth=-1')).toContain('50,000 of 500,000 events');
    await tab.focus('#grid');
    await tab.keyboard.press('End');
    expect(await tab.getAttribute('#grid', 'aria-activedescendant')).toBe('row-49999');
    expect(await tab.locator('.row[data-place]').count()).toBeLessThan(100);
    await tab.fill('#search', 'getobject 192.0.2.7');
    expect(await tab.textContent('#found')).toMatch(/^[\d,]+ of 50,000 events$/);
    await tab.click('#head-credential button');
    expect(await tab.locator('.row[data-place]').count()).toBeGreaterThan(10);
    expect(complaints).toEqual([]);
  });
});

/** Events whose records hold as much that is not alike as CloudTrail's do. */
async function* manyEvents(total: number): AsyncIterable<PageEvent> {
  for (let n = 0; n < total; n++) {
    const hash = createHash('sha256').update(String(n)).digest('hex');
    const raw = JSON.stringify({
      eventID: hash,
      requestID: hash.slice(20),
      key: hash.slice(0, 30),
      text: 'userIdentity '.repeat(90),
    });
    yield eventOf('', {
      ...{
        event_id: `${hash.slice(0, 8)}-${hash.slice(8, 12)}-4${hash.slice(13, 16)}-8${hash.slice(17, 20)}-${hash.slice(20, 32)}`,
      },
      ...{
        event_time: new Date(1_772_000_000_000 + n * 1000).toISOString(),
        credential: `ASIA${n % 2000}`,
        integrity: 'valid',
      },
      ...{
        event_name: ['GetObject', 'PutObject', 'AssumeRole'][n % 3]!,
        event_source: 's3.amazonaws.com',
        kind: 'read',
      },
      ...{ source_ip: `192.0.2.${n % 250}`, user_agent: hash.slice(0, 3), raw, raw_characters: raw.length },
    });
  }
}

describe.skipIf(chromiumIsAbsent)('a trail whose every field is hostile', () => {
  test('is shown as text: nothing runs, nothing is asked for, nothing is hidden', async () => {
    const trail = folder.join('hostile.jsonl');
    const seed = 'AKIAHOSTILE234567ABC';
    writeFileSync(
      trail,
      hostileRecords(seed)
        .map((record) => `${JSON.stringify(record)}\n`)
        .join(''),
    );
    const out = folder.join('hostile');
    const ran = await keytrail(['investigate', seed, trail, '--as-of', '2026-03-05T00:00:00Z', '--out', out]);
    expect(ran.stderr).not.toContain('Error');
    const markup = readFileSync(`${out}/report.html`, 'utf8');
    // biome-ignore lint/suspicious/noControlCharactersInRegex: that there is none is what is tested
    expect(markup).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2066-\u2069]/);
    const { page, complaints } = await openPage(browser, `${out}/report.html`);
    await page.locator('.row[data-place]').first().click();
    await page.waitForFunction(() => document.getElementById('event-record')?.textContent !== '');
    for (let n = 0; n < 4; n++) await page.click('#event-after');
    const found = await page.evaluate((marks) => {
      const text = document.body.textContent ?? '';
      return {
        ran: (globalThis as { hit?: unknown }).hit ?? null,
        foreign: document.querySelectorAll('img, iframe, object, embed, base, form, svg script, a[href^="javascript"]')
          .length,
        handlers: [...document.querySelectorAll('*')].filter((one) =>
          one.getAttributeNames().some((name) => name.startsWith('on')),
        ).length,
        scripts: [...document.querySelectorAll('script')].filter(
          ({ type }) => type !== 'application/json' && type !== 'application/octet-stream',
        ).length,
        shown: marks.filter((mark) => text.includes(mark)).length,
      };
    }, MARKS);
    expect(found).toEqual({ ran: null, foreign: 0, handlers: 0, scripts: 1, shown: MARKS.length });
    expect(complaints).toEqual([]);
  });
});
