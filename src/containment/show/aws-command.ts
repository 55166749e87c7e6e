import { isWord, shellWord } from './shell.js';

/** A word of a command: text as it is, text that has to go by way of a file, or a document with the time of its running in it. */
export type Word = string | File | { readonly before: string; readonly after: string };

export interface File {
  /** Its name in the folder of the script. */
  readonly file: string;
  readonly content: string;
}

/** Of `date`, as IAM reads times. */
const NOW = '$(date -u +%Y-%m-%dT%H:%M:%SZ)';

/**
 * A value of free text. The AWS CLI takes `file://…` and `http://…` in a value for the place where it is to be found ("Specify parameter
 * values in the AWS CLI"), and `-…` for an option: a text that begins so goes by way of a file, as does one with something hidden in it.
 */
export function value(content: string, file: string): Word {
  return isWord(content) && content !== '' && !/^(?:-|fileb?:|https?:)/i.test(content) ? content : { file, content };
}

/** An option and its value, in one word where the value would be taken for an option itself. */
export function option(name: string, held: Word): Word[] {
  return typeof held === 'string' && held.startsWith('-') ? [`${name}=${held}`] : [name, held];
}

/** The command as a shell takes it. `$work` is the folder of the script in which texts lie. */
export function commandLine(words: readonly Word[]): string {
  return words.map(oneWord).join(' ');
}

function oneWord(word: Word): string {
  if (typeof word === 'string') return shellWord(word);
  if ('file' in word) return `"file://$work/${word.file}"`;
  return `${shellWord(word.before)}"${NOW}"${shellWord(word.after)}`;
}

/** Texts that have to lie in `$work` before. */
export function filesOf(words: readonly Word[]): readonly File[] {
  return words.filter((word): word is File => typeof word === 'object' && 'file' in word);
}

/** JMESPath: a literal (`…`), all ASCII, without a backtick of its own. */
export function literal(held: unknown): string {
  const json = JSON.stringify(held).replace(
    /[`\u007f-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return `\`${json}\``;
}
