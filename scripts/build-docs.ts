import { writeFileSync } from 'node:fs';
import { packageFile } from '../src/package.js';
import { loadQuestions } from '../src/questions/load.js';
import { questionsPage } from './docs/questions.js';

// Writes the pages of docs/ that follow from the code: the same bytes at every run.

writeFileSync(packageFile('docs/questions.md'), questionsPage(loadQuestions()));
