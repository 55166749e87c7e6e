import type { Paint } from '../../text/colour.js';
import { visible } from '../../text/escape.js';
import { wrap } from '../../text/wrap.js';
import type { KeyFileShape, TrustShape } from '../shapes.js';
import { count } from '../words.js';
import type { TextOptions } from './text-options.js';

const LISTED = 20;
const MARGIN = ' '.repeat(9);

/** Which keys every `valid` rests on, where they came from, and what speaks against them. */
export function trustText(trust: TrustShape, paint: Paint, { width, all }: TextOptions): string {
  const used = trust.files.filter((file) => file.used);
  const out = trust.files.filter((file) => !file.used);
  const say = (text: string, margin = MARGIN) => wrap(text, width, margin, `${margin}  `);
  let text = '';
  if (trust.keySet === null) {
    const hint = out.length > 0 ? 'none is pinned' : 'give --public-keys FILE';
    text += say(`none: no signature can be checked: ${hint}`, 'keys     ');
  } else {
    const keys = used.reduce((sum, file) => sum + file.keys, 0);
    text += wrap(
      `${count(keys, 'public key')}; every "valid" below rests on them: ${RESTS}`,
      width,
      'keys     ',
      MARGIN,
    );
    text += say(`key set SHA-256 ${trust.keySet}`);
  }
  const { told, alike } = all ? { told: [...used, ...out], alike: [] } : summed([...used, ...out]);
  const listed = all ? told.length : LISTED;
  for (const file of told.slice(0, listed)) {
    text += say(`${file.used ? '' : 'NOT USED, not pinned: '}${keyFileLine(file)}`);
    text += wrap(originLine(file), width, `${MARGIN}  `);
    for (const warning of fileWarnings(file)) text += shout(warning, paint, width);
  }
  if (told.length > listed) text += say(`and ${count(told.length - listed, 'more file')}; --all lists them`);
  for (const group of alike) {
    text += say(groupLine(group));
    text += wrap(originLine({ ...group[0]!, endpoint: anyRegion(group[0]!, 'endpoint') }), width, `${MARGIN}  `);
    text += wrap('--all lists them, with the SHA-256 of each file', width, `${MARGIN}  `);
  }
  for (const warning of trustWarnings(trust, listed)) text += wrap(`warning: ${warning}`, width, MARGIN, `${MARGIN}  `);
  return text;
}

export const RESTS = 'who controls archive and key file can forge both. Pin them: --pin-keys';

/** So many files that are alike but for their region are a line together: a collection has one for every region. */
const FEW = 3;

function summed(files: readonly KeyFileShape[]): { told: KeyFileShape[]; alike: KeyFileShape[][] } {
  const groups = new Map<string, KeyFileShape[]>();
  for (const file of files) {
    const { state, pinned, used, collectedAt, collectedBy } = file;
    const plain = used && fileWarnings(file).length === 0 && file.regions.length === 1;
    const common = [anyRegion(file, 'file'), anyRegion(file, 'endpoint'), state, pinned, collectedAt, collectedBy];
    const name = JSON.stringify(plain ? common : file);
    groups.set(name, [...(groups.get(name) ?? []), file]);
  }
  const all = [...groups.values()];
  return {
    told: all.filter(({ length }) => length <= FEW).flat(),
    alike: all.filter(({ length }) => length > FEW),
  };
}

/** Its file or endpoint with a word for the region. */
function anyRegion(file: KeyFileShape, what: 'file' | 'endpoint'): string | null {
  const region = file.regions[0];
  return region === undefined ? file[what] : (file[what]?.replaceAll(region, 'REGION') ?? null);
}

function groupLine(group: readonly KeyFileShape[]): string {
  const keys = group.reduce((sum, file) => sum + file.keys, 0);
  const regions = new Set(group.flatMap((file) => file.regions)).size;
  const from = visible(anyRegion(group[0]!, 'file') ?? '');
  return `${count(keys, 'key')} of ${count(regions, 'region')} from ${from}${group[0]!.pinned ? ', pinned' : ''}`;
}

function shout(text: string, paint: Paint, width: number | null): string {
  return wrap(text, width, `${MARGIN}  `)
    .split('\n')
    .map((line) => (line === '' ? '' : paint('red', line)))
    .join('\n');
}

/** `2 keys of us-east-1 from archive/public-keys/us-east-1.json, pinned, SHA-256 …` */
export function keyFileLine({ file, sha256, keys, regions, pinned }: KeyFileShape): string {
  const of = regions.length === 0 ? 'of any region' : `of ${regions.map(visible).join(', ')}`;
  const hash = sha256 === null ? '' : `, SHA-256 ${visible(sha256)}`;
  return `${count(keys, 'key')} ${of} from ${visible(file)}${pinned ? ', pinned' : ''}${hash}`;
}

/** When and by whom it was collected, and from where: said, even where nothing is known. */
export function originLine({ collectedAt, collectedBy, endpoint }: KeyFileShape): string {
  if (collectedAt === null && collectedBy === null && endpoint === null) {
    return 'when, by whom and from where it was collected is not known';
  }
  return [
    `collected ${collectedAt ?? 'at an unknown time'}`,
    `by ${collectedBy === null ? 'unknown' : visible(collectedBy)}`,
    `from ${endpoint === null ? 'an endpoint that is not known' : visible(endpoint)}`,
  ].join(' ');
}

/** What is to be shouted about one file. */
export function fileWarnings({ state, customEndpoint, endpoint }: KeyFileShape): string[] {
  const warnings: string[] = [];
  if (state === 'changed') warnings.push('CHANGED AFTER COLLECTION: not the file whose hash collection.json recorded');
  if (state === 'added') warnings.push('ADDED AFTER COLLECTION: collection.json does not name it among its key files');
  if (customEndpoint) {
    warnings.push(`CUSTOM ENDPOINT: ${visible(endpoint ?? '')} is not AWS; whoever runs it chose these keys`);
  }
  return warnings;
}

/** Odd, and no reason to refuse a digest. */
export function trustWarnings({ outsideValidity, severalRegions }: TrustShape, most: number): string[] {
  const late = outsideValidity.map(
    ({ region, fingerprint, digests, first, last, validFrom, validTo }) =>
      `${count(digests, 'digest')} of ${visible(region)} signed ${first ?? '?'} to ${last ?? '?'} with key ${visible(fingerprint)}, which AWS states valid ${validFrom ?? 'open'} to ${validTo ?? 'open'}`,
  );
  const shared = severalRegions.map(
    ({ fingerprint, regions }) =>
      `key ${visible(fingerprint)} is there for ${regions.map(visible).join(', ')}, although every region has its own`,
  );
  const warnings = [...late, ...shared];
  const left = warnings.length - most;
  return left > 0 ? [...warnings.slice(0, most), `and ${left.toLocaleString('en')} more like these`] : warnings;
}
