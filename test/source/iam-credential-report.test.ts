import { describe, expect, it } from 'vitest';
import { type CredentialReport, credentialReport, type ReportCalls } from '../../src/source/iam-credential-report.js';

const of = (text: string, generatedAt: string): CredentialReport => ({ bytes: Buffer.from(text), generatedAt });
const OLD = of('old', '2026-11-24T00:00:00Z');
const NEW = of('new', '2026-11-24T01:00:00Z');
const named = (name: string) => Object.assign(new Error(name), { name });
const NOT_READY = named('CredentialReportNotReadyException');

/** Answers in their order, the last of them for ever; an error is thrown. */
class Fake implements ReportCalls {
  readonly said: string[] = [];
  waited = 0;

  constructor(
    private readonly gets: (CredentialReport | Error)[],
    private readonly states: (string | Error)[] = ['COMPLETE'],
  ) {}

  async get(): Promise<CredentialReport> {
    this.said.push('get');
    return next(this.gets);
  }

  async generate(): Promise<string> {
    this.said.push('generate');
    return next(this.states);
  }

  async wait(ms: number): Promise<void> {
    this.waited += ms;
  }

  announce(text: string): void {
    this.said.push(`announce ${/\((.*?)\)/.exec(text)?.[1]}`);
  }

  fatal(error: unknown): boolean {
    return (error as Error).name === 'ExpiredToken';
  }
}

function next<T>(answers: (T | Error)[]): T {
  const answer = answers.length > 1 ? answers.shift() : answers[0];
  if (answer instanceof Error) throw answer;
  return answer as T;
}

describe('a new credential report', () => {
  it('is announced when the stored one is safe, and generated until it is complete', async () => {
    const calls = new Fake([OLD, NOT_READY, NEW], ['STARTED', 'INPROGRESS', 'COMPLETE']);
    expect(await credentialReport(calls, true)).toEqual({ report: NEW, before: OLD, missing: null });
    expect(calls.said).toEqual([
      'get',
      'announce that of 2026-11-24T00:00:00Z is kept in the archive',
      ...['generate', 'generate', 'generate', 'get', 'get'],
    ]);
  });

  it.each(['CredentialReportNotPresentException', 'ReportNotPresent', 'CredentialReportExpiredException'])(
    'where none is stored (%s) none was before',
    async (name) => {
      const calls = new Fake([named(name), NEW]);
      expect(await credentialReport(calls, true)).toEqual({ report: NEW, before: null, missing: null });
      expect(calls.said[1]).toBe('announce none is stored');
    },
  );

  it('that is the stored one again, as within four hours, replaces nothing', async () => {
    const calls = new Fake([OLD, of('old', '2026-11-24T00:00:00Z')]);
    expect(await credentialReport(calls, true)).toMatchObject({ before: null, missing: null });
  });

  it('is not generated where the stored one may not be read: it would be lost', async () => {
    const calls = new Fake([named('AccessDenied')]);
    const found = await credentialReport(calls, true);
    expect(found).toEqual({ report: null, before: null, missing: 'not generated: AccessDenied' });
    expect(calls.said).toEqual(['get']);
  });

  it.each([
    ['refused', [named('AccessDenied')], 'not generated: AccessDenied; the stored one is taken'],
    ['of a state that nobody knows', ['ODD'], "not generated: its state is 'ODD'; the stored one is taken"],
    ['never complete', ['INPROGRESS'], 'not generated: still INPROGRESS after 10 minutes; the stored one is taken'],
  ])('that is %s leaves the stored one', async (_, states, missing) => {
    const calls = new Fake([OLD], states);
    expect(await credentialReport(calls, true)).toEqual({ report: OLD, before: null, missing });
    expect(calls.waited).toBeLessThan(11 * 60_000);
  });

  it('that is gone when it should be there is not asked for again', async () => {
    const calls = new Fake([OLD, named('ReportExpired')]);
    const { missing } = await credentialReport(calls, true);
    expect(missing).toBe('not generated: ReportExpired; the stored one is taken');
    expect(calls.said.filter((said) => said === 'get')).toHaveLength(2);
  });
});

it('that somebody else is having made is waited for, not for ever', async () => {
  expect(await credentialReport(new Fake([NOT_READY, NOT_READY, OLD]), false)).toMatchObject({ report: OLD });
  const calls = new Fake([NOT_READY]);
  expect((await credentialReport(calls, false)).missing).toBe(
    'none is stored (still being generated after 10 minutes), and none was to be generated',
  );
  expect([calls.waited > 9 * 60_000, calls.waited < 11 * 60_000]).toEqual([true, true]);
});

it('the stored one alone is taken without a word to AWS about another', async () => {
  const calls = new Fake([OLD]);
  expect(await credentialReport(calls, false)).toEqual({ report: OLD, before: null, missing: null });
  expect(calls.said).toEqual(['get']);
});

it('credentials that are not good end it', async () => {
  await expect(credentialReport(new Fake([named('ExpiredToken')]), true)).rejects.toThrow('ExpiredToken');
  await expect(credentialReport(new Fake([OLD], [named('ExpiredToken')]), true)).rejects.toThrow('ExpiredToken');
});
