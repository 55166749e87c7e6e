import { array, type Field, integer, isObject, oneOf, optional, shape, text, Wrong, words } from '../plan/fields.js';
import { GRAMMAR } from '../plan/index.js';
import type { Intended, Live, Way } from './family.js';

/** What a line of the journal says. Which fields there are, and what they hold, is checked: a journal passes through hands, too. */
export type Entry =
  | {
      readonly type: 'begin';
      readonly what: 'apply' | 'revert';
      /** Hash of the plan. */
      readonly plan: string;
      readonly tool: string;
      readonly accounts: readonly { readonly account: string; readonly arn: string; readonly endpoint: string }[];
    }
  /** About to write. The former state is whole: with it, the step can be taken back. */
  | { readonly type: 'intent'; readonly step: number; readonly former: Live; readonly intended: Intended }
  /** AWS has no room for it that way: nothing was written. */
  | { readonly type: 'full'; readonly step: number; readonly way: Way; readonly error: string }
  /** What was read back. `found`: it was so already when the next run looked. */
  | { readonly type: 'done'; readonly step: number; readonly live: Live; readonly found: boolean }
  | { readonly type: 'already'; readonly step: number; readonly detail: string }
  | { readonly type: 'gone'; readonly step: number; readonly detail: string }
  | { readonly type: 'refused'; readonly step: number; readonly detail: string }
  | { readonly type: 'skipped'; readonly step: number }
  /** `certain`: AWS said no, so nothing was written. Else nobody knows, and the next run looks. */
  | { readonly type: 'failed'; readonly step: number; readonly error: string; readonly certain: boolean }
  | { readonly type: 'undo-intent'; readonly step: number; readonly live: Live }
  /** Null: what it was about does not exist any more. */
  | { readonly type: 'undone'; readonly step: number; readonly live: Live | null }
  | { readonly type: 'undo-refused'; readonly step: number; readonly detail: string }
  | { readonly type: 'undo-failed'; readonly step: number; readonly error: string }
  /** Bytes before this line that a run could not finish writing. */
  | { readonly type: 'torn'; readonly bytes: number; readonly sha256: string }
  | { readonly type: 'end'; readonly what: 'apply' | 'revert'; readonly exit: number };

export type Line = Entry & {
  /** 1, 2, 3 … */
  readonly seq: number;
  /** SHA-256 of the bytes of the line before, without its end; of the first line: the hash of the plan. */
  readonly previous: string;
  /** RFC 3339 UTC, by our clock. */
  readonly at: string;
};

const HASH = text(/^[0-9a-f]{64}$/, 'a SHA-256 in hex');
const TIME = text(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z$/, 'a time in UTC');
/** As IAM gave it: what was written down has to be read again, whatever form an id has one day. */
const ID = words(1, 128);
const POLICY = text(/^arn:aws[a-z-]*:iam::(\d{12}|aws):policy\/[\w+=,.@/-]{1,512}$/, 'the ARN of a policy');
const DOCUMENT = words(0, 10_000_000);
const SAID = words(0, 4096);
const FLAG = oneOf([true, false]);
const WHAT = oneOf(['apply', 'revert']);

const LIVE: Readonly<Record<Live['of'], Field>> = {
  user: shape({
    of: oneOf(['user']),
    id: ID,
    policy: optional(DOCUMENT),
    attached: FLAG,
    boundary: optional(POLICY),
    inlineSize: integer,
    attachments: integer,
  }),
  role: shape({
    of: oneOf(['role']),
    id: ID,
    path: words(1, 512),
    policy: optional(DOCUMENT),
    attached: FLAG,
    inlineSize: integer,
  }),
  credential: shape({ of: oneOf(['credential']), status: words(1, 64), user: optional(ID) }),
  trust: shape({ of: oneOf(['trust']), id: ID, path: words(1, 512), document: DOCUMENT }),
  saml: shape({ of: oneOf(['saml']), document: DOCUMENT }),
  oidc: shape({ of: oneOf(['oidc']), clientIds: array(words(1, 255), 1000), thumbprints: array(words(1, 64), 100) }),
};
const WAYS: readonly Way[] = [
  'inline',
  'attached',
  'boundary',
  'policy',
  'status',
  'trust',
  'metadata',
  'client',
  'thumbprints',
];
const INTENDED = shape({ way: oneOf(WAYS), value: DOCUMENT });

const ENTRIES: Readonly<Record<Entry['type'], Readonly<Record<string, Field>>>> = {
  begin: {
    what: WHAT,
    plan: HASH,
    tool: SAID,
    accounts: array(shape({ account: text(GRAMMAR.account, 'an account id'), arn: SAID, endpoint: SAID }), 10_000),
  },
  intent: { step: integer, former: live, intended: INTENDED },
  full: { step: integer, way: oneOf(WAYS), error: SAID },
  done: { step: integer, live, found: FLAG },
  already: { step: integer, detail: SAID },
  gone: { step: integer, detail: SAID },
  refused: { step: integer, detail: SAID },
  skipped: { step: integer },
  failed: { step: integer, error: SAID, certain: FLAG },
  'undo-intent': { step: integer, live },
  undone: { step: integer, live: optional(live) },
  'undo-refused': { step: integer, detail: SAID },
  'undo-failed': { step: integer, error: SAID },
  torn: { bytes: integer, sha256: HASH },
  end: { what: WHAT, exit: integer },
};

function live(value: unknown, path: string): void {
  const of = isObject(value) && typeof value.of === 'string' ? value.of : '';
  if (!Object.hasOwn(LIVE, of)) throw new Wrong(`${path}.of`, `one of ${Object.keys(LIVE).join(', ')}`);
  LIVE[of as Live['of']](value, path);
}

/** @throws Wrong */
export function asLine(value: unknown): Line {
  const type = isObject(value) && typeof value.type === 'string' ? value.type : '';
  if (!Object.hasOwn(ENTRIES, type)) throw new Wrong('.type', `one of ${Object.keys(ENTRIES).join(', ')}`);
  const kind = oneOf([type]);
  shape({ seq: integer, previous: HASH, at: TIME, type: kind, ...ENTRIES[type as Entry['type']] })(value, '');
  return value as Line;
}
