import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { KeytrailError } from '../error.js';
import type { Question } from '../model.js';
import { packageFile } from '../package.js';
import { parseHeader } from './header.js';

/** Parameters that a question may use; the command line gives each of them one meaning everywhere. */
const PARAMETERS = ['seed', 'since', 'until'];

/**
 * The questions of the package and of further folders, `<section>/<name>.sql` each, in the order of their ids. A question of a later
 * folder replaces one of the same id.
 * @throws KeytrailError bad-query where a file is no question, no-access where a folder cannot be read
 */
export function loadQuestions(folders: readonly string[] = []): Question[] {
  const questions = new Map<string, Question>();
  for (const folder of [fileURLToPath(packageFile('queries/')), ...folders]) {
    for (const question of walk(folder)) questions.set(question.id, question);
  }
  return [...questions.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
}

function walk(folder: string): Question[] {
  const questions: Question[] = [];
  for (const section of list(folder)) {
    // Folders with an underscore hold the package's own statements.
    if (!section.isDirectory() || /^[_.]/.test(section.name)) continue;
    for (const entry of list(join(folder, section.name))) {
      if (!entry.isFile() || !entry.name.endsWith('.sql')) continue;
      const file = join(folder, section.name, entry.name);
      questions.push(parseQuestion(readFileSync(file, 'utf8'), file, `${section.name}/${entry.name.slice(0, -4)}`));
    }
  }
  return questions;
}

/**
 * One question of a user, outside any folder; its id is the name of the file. For SQL without a header there is `keytrail sql`.
 * @throws KeytrailError no-access, bad-query
 */
export function loadQuestionFile(file: string): Question {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    throw new KeytrailError('no-access', `${file}: cannot be read`, 'give the id of a question or a .sql file');
  }
  return parseQuestion(text, file, file.replace(/^.*[/\\]/, '').replace(/\.sql$/, ''));
}

export function parseQuestion(text: string, file: string, id: string): Question {
  const header = parseHeader(text, file);
  checkParameters(text, file);
  return { id, section: id.includes('/') ? id.slice(0, id.indexOf('/')) : '', ...header, sql: text, file };
}

function checkParameters(text: string, file: string): void {
  for (const [index, line] of text.split('\n').entries()) {
    // Quoted text holds JSON paths such as '$.roleArn'; comments hold anything.
    const code = line.replace(/'(?:[^']|'')*'/g, "''").replace(/--.*$/, '');
    for (const [, name = ''] of code.matchAll(/\$(\w+)/g)) {
      if (PARAMETERS.includes(name)) continue;
      throw new KeytrailError(
        'bad-query',
        `${file}:${index + 1}: $${name} is no parameter of a question`,
        `there are $${PARAMETERS.join(', $')}`,
      );
    }
  }
}

function list(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch {
    throw new KeytrailError('no-access', `${folder}: no folder of questions that can be read`, 'check --queries');
  }
}
