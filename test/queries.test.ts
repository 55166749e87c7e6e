import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { blast } from '../src/blast/blast.js';
import type { Answer } from '../src/model.js';
import { packageFile } from '../src/package.js';
import { loadQuestions } from '../src/questions/load.js';
import { type Copy, caseFromRecords } from './support/case-from-records.js';

/** fixtures/queries/<id>.json: records that the question must name in its evidence, and records that it must not. */
interface Twin {
  readonly seed: string;
  readonly fires: readonly { readonly eventID: string }[];
  readonly quiet: readonly { readonly eventID: string }[];
  readonly copies?: readonly Copy[];
}

describe('every question', () => {
  for (const question of loadQuestions()) {
    it(`${question.id} returns what it must and nothing else`, async () => {
      const file = packageFile(`fixtures/queries/${question.id}.json`);
      expect(existsSync(file), `${question.id} has no twin in fixtures/queries`).toBe(true);
      const twin = JSON.parse(readFileSync(file, 'utf8')) as Twin;
      expect(twin.fires.length, 'a twin needs a record that fires').toBeGreaterThan(0);
      expect(twin.quiet.length, 'a twin needs a record that keeps quiet').toBeGreaterThan(0);

      const opened = await caseFromRecords([...twin.quiet, ...twin.fires], twin.copies);
      let answer: Answer | undefined;
      await blast(opened, {
        seed: twin.seed,
        compromisedAt: null,
        window: { since: null, until: null },
        include: null,
        asOf: '2026-06-01T00:00:00Z',
        questions: [question],
        onAnswer: (given) => {
          answer = given;
        },
      });
      await opened.close();

      if (!answer) throw new Error('no answer');
      const column = answer.table.columns.indexOf('evidence');
      const named = new Set(answer.table.rows.flatMap((row) => row[column] as string[]));
      const ids = (records: Twin['fires']) => records.map((record) => record.eventID).sort();
      // Both directions at once: what fires is named, and nothing besides.
      expect([...named].sort()).toEqual(ids(twin.fires));
      expect(answer.integrity).toEqual({ valid: twin.fires.length });
    });
  }
});
