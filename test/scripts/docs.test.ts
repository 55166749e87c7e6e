import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { questionsPage } from '../../scripts/docs/questions.js';
import { packageFile } from '../../src/package.js';
import { loadQuestions } from '../../src/questions/load.js';

it('docs/questions.md says what the headers of the questions say (npm run docs writes it anew)', () => {
  expect(readFileSync(packageFile('docs/questions.md'), 'utf8')).toBe(questionsPage(loadQuestions()));
});
