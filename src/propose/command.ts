import { GRAMMAR } from '../plan/index.js';

type Value = string | null | undefined | readonly string[] | true;

/** The AWS CLI reads a file, or fetches an address, where a value says so (`file://`, `fileb://`, `http://`). */
const LOADED = /^\s*(?:fileb?|https?):\/\//i;
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const ILLEGIBLE = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/;

/**
 * The words of a command of the AWS CLI, never text for a shell. Null where a value is not known, or is one that the CLI would not take
 * as it stands: names come from logs.
 */
export function aws(
  service: string,
  operation: string,
  options: Readonly<Record<string, Value>> = {},
): string[] | null {
  const words = ['aws', service, operation];
  for (const [name, value] of Object.entries(options)) {
    if (value === true) {
      words.push(`--${name}`);
      continue;
    }
    const values = typeof value === 'string' ? [value] : (value ?? []);
    if (values.length === 0 || !values.every(isPlain)) return null;
    // A value that begins like an option is read as one, unless it is joined to its name.
    if (values.length === 1 && values[0]?.startsWith('-')) words.push(`--${name}=${values[0]}`);
    else if (values.some((one) => one.startsWith('-'))) return null;
    else words.push(`--${name}`, ...values);
  }
  return words;
}

function isPlain(value: string): boolean {
  return value !== '' && value.length <= 8192 && !LOADED.test(value) && !ILLEGIBLE.test(value);
}

/** A file that the person writes first: a secret belongs into no list of commands. */
export function fromFile(words: readonly string[] | null, option: string, file: string): string[] | null {
  return words === null ? null : [...words, `--${option}`, `file://${file}`];
}

export const isName = (text: string | null): text is string => text !== null && GRAMMAR.name.test(text);
export const isId = (text: string | null): text is string => text !== null && GRAMMAR.id.test(text);
/** An id of IAM, or null: not told, or not one. */
export const idOrNull = (text: string | null): string | null => (isId(text) ? text : null);
