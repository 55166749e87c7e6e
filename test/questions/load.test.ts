import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ask } from '../../src/questions/ask.js';
import { loadQuestions, parseQuestion } from '../../src/questions/load.js';
import { caseFromRecords } from '../support/case-from-records.js';

const header = '-- title: T\n-- question: Q?\n-- severity: low\n';
const parse = (text: string) => parseQuestion(text, 'mine.sql', 'a/mine');

describe('the header of a question', () => {
  it('is read, and the file still runs as it is', () => {
    const question = parse(`${header}-- attack: T1078.004, T1098\n-- A comment.\nSELECT 1`);
    expect(question).toMatchObject({
      id: 'a/mine',
      section: 'a',
      title: 'T',
      question: 'Q?',
      severity: 'low',
      attack: ['T1078.004', 'T1098'],
    });
    expect(question.sql.startsWith('-- title')).toBe(true);
  });

  it.each([
    [`${header}-- owner: me\nSELECT 1`, "mine.sql:4: 'owner' is no header of a question"],
    ['-- title: T\n-- question: Q?\nSELECT 1', "mine.sql:1: no '-- severity:' in the header"],
    ['-- title: T\n-- question: Q?\n-- severity: bad\nSELECT 1', "mine.sql:3: severity 'bad' is unknown"],
    [`${header}-- attack: 1078\nSELECT 1`, "mine.sql:4: '1078' is no ATT&CK technique"],
    [`${header}-- title: U\nSELECT 1`, "mine.sql:4: 'title' is there twice"],
    [`${header}SELECT *\nFROM events\nWHERE event_name = $name`, 'mine.sql:6: $name is no parameter of a question'],
  ])('%j is refused with file and line', (text, message) => {
    expect(() => parse(text)).toThrow(message);
  });

  it('takes a dollar inside a JSON path or a comment for no parameter', () => {
    expect(() =>
      parse(`${header}-- costs $5\nSELECT request ->> '$.roleArn' FROM events WHERE event_time > $since`),
    ).not.toThrow();
  });
});

describe('folders of questions', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'keytrail-test-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('adds those of a user to those of the package', () => {
    mkdirSync(join(folder, 'ours'));
    mkdirSync(join(folder, '_notes'));
    writeFileSync(join(folder, 'ours/extra.sql'), `${header}SELECT 1`);
    writeFileSync(join(folder, '_notes/draft.sql'), 'no question at all');
    const ids = loadQuestions([folder]).map((question) => question.id);
    expect(ids).toContain('ours/extra');
    expect(ids).toContain('identity/owner');
    expect(ids.filter((id) => id.startsWith('_'))).toEqual([]);
    expect(ids).toEqual([...ids].sort());
  });

  it('says which folder cannot be read', () => {
    expect(() => loadQuestions([join(folder, 'nowhere')])).toThrow(/nowhere: no folder of questions/);
  });
});

describe('asking', () => {
  const asked = { seed: null, window: { since: null, until: null } };

  it('ends with how many of the records behind it are proven', async () => {
    const opened = await caseFromRecords([{ eventID: 'e1', eventSource: 's', eventName: 'n' }]);
    const question = parse(`${header}SELECT event_name, [event_id, event_id] AS evidence FROM events`);
    expect((await ask(opened, question, asked)).integrity).toEqual({ valid: 1 });
    await opened.close();
  });

  it.each([
    ['SELECT 1 AS n', /no column 'evidence'/],
    ["SELECT 'e1' AS evidence", /'evidence' is no list/],
    ['SELECT nothing\nFROM events', /mine\.sql:\d+: .*nothing/],
    ['SELECT [event_id] AS evidence FROM blast_events', /blast_events/],
  ])('%j is refused', async (sql, message) => {
    const opened = await caseFromRecords([{ eventID: 'e1', eventSource: 's', eventName: 'n' }]);
    await expect(ask(opened, parse(header + sql), asked)).rejects.toMatchObject({
      code: 'bad-query',
      message: expect.stringMatching(message),
    });
    await opened.close();
  });
});
