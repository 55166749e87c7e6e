import { KeytrailError } from '../error.js';
import type { Severity } from '../model.js';

const SEVERITIES: readonly Severity[] = ['info', 'low', 'medium', 'high', 'critical'];
const KEYS = ['title', 'question', 'severity', 'attack'] as const;
type Key = (typeof KEYS)[number];

export interface Header {
  readonly title: string;
  readonly question: string;
  readonly severity: Severity;
  readonly attack: readonly string[];
}

/**
 * The header of a question: the `-- key: value` lines with which the file begins. A comment without a colon after its first word
 * ends the header, like anything else.
 * @throws KeytrailError bad-query with file and line
 */
export function parseHeader(text: string, file: string): Header {
  const found = new Map<Key, { value: string; line: number }>();
  const lines = text.split(/\r?\n/);
  for (const [index, line] of lines.entries()) {
    const match = /^--\s*([A-Za-z][\w-]*):(?:\s+(.*?))?\s*$/.exec(line);
    if (!match) break;
    const [, name = '', value = ''] = match;
    const where = `${file}:${index + 1}`;
    if (!isKey(name)) throw bad(`${where}: '${name}' is no header of a question`, `known are ${KEYS.join(', ')}`);
    if (found.has(name)) throw bad(`${where}: '${name}' is there twice`, 'keep one of them');
    if (value === '') throw bad(`${where}: '${name}' is empty`, 'say it, or remove the line');
    found.set(name, { value, line: index + 1 });
  }
  const required = (name: Key) => {
    const entry = found.get(name);
    if (!entry)
      throw bad(
        `${file}:1: no '-- ${name}:' in the header`,
        'a question begins with -- title:, -- question: and -- severity:',
      );
    return entry;
  };
  const severity = required('severity');
  if (!SEVERITIES.includes(severity.value as Severity)) {
    throw bad(
      `${file}:${severity.line}: severity '${severity.value}' is unknown`,
      `give one of ${SEVERITIES.join(', ')}`,
    );
  }
  const attack = found.get('attack');
  const techniques = attack ? attack.value.split(/[\s,]+/).filter((id) => id !== '') : [];
  for (const id of techniques) {
    if (!/^T\d{4}(\.\d{3})?$/.test(id)) {
      throw bad(
        `${file}:${attack?.line}: '${id}' is no ATT&CK technique`,
        'write T1078 or T1078.004, separated by commas',
      );
    }
  }
  return {
    title: required('title').value,
    question: required('question').value,
    severity: severity.value as Severity,
    attack: techniques,
  };
}

function isKey(name: string): name is Key {
  return (KEYS as readonly string[]).includes(name);
}

function bad(message: string, hint: string): KeytrailError {
  return new KeytrailError('bad-query', message, hint);
}
