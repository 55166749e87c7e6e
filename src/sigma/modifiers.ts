import { Refusal, type TextTest } from './types.js';

/** How the values behind a field are meant: what stands behind its name, `field|contains|all`. */
export interface Modifiers {
  readonly how: TextTest | 're' | 'cidr' | 'exists' | 'lt' | 'lte' | 'gt' | 'gte';
  readonly fieldref: boolean;
  readonly all: boolean;
  readonly cased: boolean;
  readonly neq: boolean;
  readonly expand: boolean;
  /** i, m, s of a regular expression. */
  readonly flags: string;
}

const KINDS = ['contains', 'startswith', 'endswith', 're', 'cidr', 'exists', 'lt', 'lte', 'gt', 'gte'] as const;
const SWITCHES = ['all', 'cased', 'neq', 'expand', 'fieldref'] as const;
const FLAGS: Readonly<Record<string, string>> = {
  i: 'i',
  ignorecase: 'i',
  m: 'm',
  multiline: 'm',
  s: 's',
  dotall: 's',
};
const TEXT = ['is', 'contains', 'startswith', 'endswith'];

/** Those of the specification that are not run, by name, with the reason. */
const UNSUPPORTED: Readonly<Record<string, string>> = {
  windash: 'it is about flags of Windows commands',
  base64: 'encoded values are not searched for',
  base64offset: 'encoded values are not searched for',
  utf16: 'encoded values are not searched for',
  utf16le: 'encoded values are not searched for',
  utf16be: 'encoded values are not searched for',
  wide: 'encoded values are not searched for',
  minute: 'parts of a date are not compared',
  hour: 'parts of a date are not compared',
  day: 'parts of a date are not compared',
  week: 'parts of a date are not compared',
  month: 'parts of a date are not compared',
  year: 'parts of a date are not compared',
};

/** @throws Refusal of what is unknown, not supported, or makes no sense together */
export function parseModifiers(names: readonly string[], line: number): Modifiers {
  const kinds: (typeof KINDS)[number][] = [];
  const switches = new Set<string>();
  let flags = '';
  for (const name of names) {
    const kind = KINDS.find((known) => known === name);
    const reason = UNSUPPORTED[name];
    if (reason !== undefined) throw new Refusal(line, `modifier '${name}' is not supported: ${reason}`);
    if (kind) kinds.push(kind);
    else if ((SWITCHES as readonly string[]).includes(name)) switches.add(name);
    else if (FLAGS[name] !== undefined && kinds.includes('re')) flags += FLAGS[name];
    else throw new Refusal(line, `modifier '${name}' is unknown`);
  }
  const [how = 'is', second] = kinds;
  if (second !== undefined) throw new Refusal(line, `modifiers '${how}' and '${second}' do not go together`);
  for (const name of switches) {
    const fits =
      name === 'all' ||
      name === 'neq' ||
      TEXT.includes(how) ||
      (name === 'cased' && how === 're' && !flags.includes('i'));
    if (!fits) throw new Refusal(line, `modifiers '${how}' and '${name}' do not go together`);
  }
  if (how === 'exists' && names.length > 1) throw new Refusal(line, "modifier 'exists' stands alone");
  return {
    how,
    fieldref: switches.has('fieldref'),
    all: switches.has('all'),
    cased: switches.has('cased'),
    neq: switches.has('neq'),
    expand: switches.has('expand'),
    flags: [...new Set(flags)].sort().join(''),
  };
}
