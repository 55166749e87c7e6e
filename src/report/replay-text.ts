import type { Paint } from '../text/colour.js';
import { visible } from '../text/escape.js';

/** As `compareFolders` says it of one output. */
interface ComparedShape {
  readonly file: string;
  readonly result: string;
  readonly where: string | null;
  readonly recorded: string | null;
  readonly replayed: string | null;
}

const FINE = ['identical', 'same-contents'];

/** Whether nothing is to be objected to in what was run again. */
export function isIdentical(compared: readonly { readonly result: string }[]): boolean {
  return compared.every(({ result }) => FINE.includes(result));
}

/** A line per output, what differs last; then the sum of it. */
export function replayText(compared: readonly ComparedShape[], paint: Paint): string {
  const odd = compared.filter(({ result }) => !FINE.includes(result));
  const fine = compared.filter(({ result }) => FINE.includes(result));
  const lines = [...fine, ...odd].flatMap((one) => {
    const isFine = FINE.includes(one.result);
    const where = one.where === null ? '' : `  ${isFine ? '(' : ''}${visible(one.where)}${isFine ? ')' : ''}`;
    const word = one.result.replace('-', ' ').padEnd(14);
    return [
      `${isFine ? word : paint('red', word)}${visible(one.file)}${where}`,
      ...(one.recorded === null ? [] : [`    recorded  ${visible(one.recorded)}`]),
      ...(one.replayed === null ? [] : [`    replayed  ${visible(one.replayed)}`]),
    ];
  });
  const sum =
    odd.length === 0
      ? `Every output is identical: ${compared.length} files. The case is compared by its contents: a database has other bytes each time it is made.`
      : `${odd.length} of ${compared.length} outputs differ.`;
  return `${lines.join('\n')}\n\n${odd.length === 0 ? sum : paint('red', sum)}\n`;
}
