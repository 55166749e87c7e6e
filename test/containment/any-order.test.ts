import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Report } from '../../src/containment/types.js';
import { DENY_ALL_NAME, denyAllDocument, REVOKE_NAME } from '../../src/plan/index.js';
import { parameters } from '../fuzz/support/parameters.js';
import { type Gate, textOf } from '../support/gated-iam.js';
import { FORMER_TRUST } from '../support/hit-account.js';
import { awsError, type MemoryState } from '../support/memory-iam.js';
import { type Kill, MemoryWorld, OIDC, SAML, stepOfWrite } from '../support/memory-world.js';

// Any sequence of applying, being killed, faults, taking back and others' changes: the journal explains the state at each moment, what is not
// ours is never touched, and in the end everything of ours is in force, and then everything is as it was.

/** What somebody else makes of a place. `firm`: a thing of theirs, which has to stay as it is. */
interface Foreign {
  readonly path: readonly string[];
  /** Undefined: it is taken away. */
  readonly value: unknown;
  readonly firm: boolean;
}

const MALLORY = ['users', 'mallory'];
const NAMESAKE = {
  id: 'AROANAMESAKE00000001',
  path: '/',
  trust: '{}',
  policies: { [DENY_ALL_NAME]: denyAllDocument() },
  attached: [],
};
const FOREIGN: readonly Foreign[] = [
  { path: [...MALLORY, 'policies', DENY_ALL_NAME], value: undefined, firm: false },
  { path: [...MALLORY, 'policies', DENY_ALL_NAME], value: '{"Statement":[]}', firm: true },
  { path: [...MALLORY, 'policies', 'large'], value: 'x'.repeat(2000), firm: true },
  { path: [...MALLORY, 'boundary'], value: 'arn:aws:iam::aws:policy/ReadOnlyAccess', firm: true },
  { path: [...MALLORY, 'accessKeys', 'AKIAMALLORY000000001'], value: 'Active', firm: false },
  { path: [...MALLORY, 'sshKeys', 'APKAMALLORY000000001'], value: 'Inactive', firm: false },
  { path: ['roles', 'deploy', 'policies', REVOKE_NAME], value: undefined, firm: false },
  { path: ['roles', 'deploy', 'policies', 'own'], value: '{"Statement":[{}]}', firm: true },
  { path: ['roles', 'deploy', 'trust'], value: FORMER_TRUST.replace('ec2', 'lambda'), firm: true },
  { path: ['roles', 'back-door'], value: NAMESAKE, firm: true },
  { path: ['saml', SAML], value: '<third/>', firm: true },
  { path: ['oidc', OIDC, 'clientIds'], value: ['sts.amazonaws.com', 'intruder'], firm: false },
  { path: ['oidc', OIDC, 'thumbprints'], value: ['c'.repeat(40)], firm: true },
];

const REFUSED = { error: awsError('AccessDenied', 403), done: false };
const THROTTLED = { error: awsError('Throttling', 400), done: false };
const BROKEN = { error: awsError('ServiceFailureException', 500), done: false };
const HANG_UP = Object.assign(new Error('socket hang up'), { name: 'TimeoutError', code: 'ECONNRESET' });
const LOST = { error: HANG_UP, done: true };
/** What meets one call, and the calls after it while it is tried again. */
const FAULTS = [
  [REFUSED],
  [THROTTLED],
  [THROTTLED, THROTTLED, LOST],
  [BROKEN, REFUSED],
  [LOST],
  [LOST, REFUSED],
  Array.from({ length: 10 }, () => LOST),
  Array.from({ length: 10 }, () => BROKEN),
];

interface Fault {
  /** The n-th call, or the n-th write. */
  readonly at: number;
  readonly write: boolean;
  readonly of: (typeof FAULTS)[number];
}

type Act =
  | { readonly run: 'apply' | 'revert'; readonly kill?: Kill; readonly fault?: Fault }
  | { readonly foreign: Foreign };

const CALL = fc.oneof(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 140 }));
const KILL = fc.record({ call: CALL, after: fc.boolean(), torn: fc.constantFrom(0, 0.3, 0.999, 1) });
const FAULT = fc.oneof(
  fc.record({ at: CALL, write: fc.constant(false), of: fc.constantFrom(...FAULTS) }),
  fc.record({ at: fc.integer({ min: 1, max: 11 }), write: fc.constant(true), of: fc.constantFrom(...FAULTS) }),
);
const run = fc.constantFrom('apply' as const, 'apply' as const, 'revert' as const);
const RUN = fc.oneof(fc.record({ run }), fc.record({ run, kill: KILL }), fc.record({ run, fault: FAULT }));
const acts = (weight: number): fc.Arbitrary<readonly Act[]> =>
  fc.array(
    fc.oneof(
      { weight: 6, arbitrary: RUN },
      { weight, arbitrary: fc.constantFrom(...FOREIGN).map((foreign) => ({ foreign })) },
    ),
    { minLength: 1, maxLength: 7 },
  );

class Story {
  readonly world: MemoryWorld;
  readonly #initial: MemoryState;
  readonly #foreign = new Map<string, Foreign>();

  constructor(known: boolean) {
    this.world = new MemoryWorld(known);
    this.#initial = structuredClone(this.world.iam.state);
  }

  async act(act: Act): Promise<void> {
    const { world } = this;
    if ('foreign' in act) {
      put(world.iam.state, act.foreign.path, act.foreign.value);
      this.#foreign.set(act.foreign.path.join('/'), act.foreign);
      return;
    }
    const run = () => this.persist(act.run);
    if (act.kill) await world.killed(run, act.kill);
    else if (act.fault) {
      world.iam.gate = meeting(act.fault);
      await run();
      world.iam.gate = () => null;
    } else await run();
    this.explained();
  }

  /** As a person would: what is in the way is looked at, and left out. */
  async persist(what: 'apply' | 'revert'): Promise<Report | null> {
    try {
      const report = await this.world[what]();
      const inTheWay = report.steps.filter(({ word }) => word === 'differs').map(({ step }) => step.number);
      return inTheWay.length > 0 ? await this.world[what](inTheWay) : report;
    } catch (error) {
      // A revert before anything was applied.
      if ((error as { code?: string }).code === 'not-found' && what === 'revert') return null;
      throw error;
    }
  }

  /** What the journal says was done was done, and what it says was not was not; and nothing is touched that is not ours. */
  explained(): void {
    const { world } = this;
    const last = new Map<number, 'act' | 'undo'>();
    for (const write of world.iam.done) {
      const [step, kind] = stepOfWrite(write);
      last.set(step, kind);
    }
    for (const { step, phase, detail } of world.status().steps) {
      const wrote = last.get(step.number) ?? null;
      const said = `step ${step.number}: ${phase} (${detail}), last written: ${wrote}`;
      if (phase === 'done') expect(wrote, said).toBe('act');
      if (!this.#isForeign(step.number)) {
        if (phase === 'taken back') expect(wrote, said).not.toBe('act');
        if (phase === 'open' || phase === 'already so' || phase === 'skipped') expect(wrote, said).not.toBe('act');
      }
    }
    expect(this.#text(world.iam.state, true)).toBe(this.#text(this.#initial, true));
    for (const { path, value, firm } of this.#foreign.values()) {
      if (firm && path.at(-1) !== 'boundary') expect(at(world.iam.state, path), path.join('/')).toEqual(value);
    }
  }

  /** All is in force that can be, and is taken back then. */
  async end(): Promise<void> {
    const { world } = this;
    const applied = await this.persist('apply');
    const words = new Set(applied?.steps.map(({ word }) => word));
    for (const word of words) expect(['done', 'in force', 'already so', 'gone', 'skipped']).toContain(word);
    if (this.#foreign.size === 0)
      expect([...words].filter((word) => word !== 'done' && word !== 'in force')).toEqual([]);
    this.explained();
    const taken = await this.persist('revert');
    for (const { word } of taken?.steps ?? []) expect(['taken back', 'not ours', 'gone', 'skipped']).toContain(word);
    this.explained();
    expect(this.#text(world.iam.state, false)).toBe(this.#text(this.#initial, false));
  }

  /** The state without what may be as it likes: what the plan is about (`all`), or what others changed and is theirs to decide. */
  #text(state: MemoryState, all: boolean): string {
    const copy = structuredClone(state);
    for (const path of all ? PLACES : []) put(copy, path, undefined);
    for (const { path, value, firm } of this.#foreign.values()) {
      const now = textOf(at(state, path));
      const isFine = now === textOf(value) || (!firm && now === textOf(at(this.#initial, path)));
      if (all || isFine || state === this.#initial) put(copy, path, undefined);
    }
    return textOf(copy);
  }

  #isForeign(step: number): boolean {
    return [...this.#foreign.values()].some(({ path }) => STEPS_AT[path[1] ?? '']?.includes(step));
  }
}

function meeting({ at, write, of }: Fault): Gate {
  let calls = 0;
  let met = 0;
  return (call) => {
    if (met === 0 && (!write || call.write)) calls += 1;
    return calls < at || met === of.length ? null : (of[met++] ?? null);
  };
}

/** Places that steps write to. */
const PLACES = [
  [...MALLORY, 'policies', DENY_ALL_NAME],
  [...MALLORY, 'boundary'],
  [...MALLORY, 'accessKeys', 'AKIAMALLORY000000001'],
  [...MALLORY, 'serviceCredentials'],
  [...MALLORY, 'sshKeys'],
  [...MALLORY, 'certificates'],
  [...MALLORY, 'attached'],
  ['roles', 'deploy', 'policies', REVOKE_NAME],
  ['roles', 'deploy', 'trust'],
  ['roles', 'back-door', 'policies', DENY_ALL_NAME],
  ['saml', SAML],
  ['oidc', OIDC, 'clientIds'],
  ['oidc', OIDC, 'thumbprints'],
];
const STEPS_AT: Readonly<Record<string, readonly number[]>> = {
  mallory: [1, 2, 3, 4, 5],
  deploy: [6, 8],
  'back-door': [7],
  [SAML]: [9],
  [OIDC]: [10, 11],
};

function at(state: object, path: readonly string[]): unknown {
  return path.reduce<unknown>((held, name) => (held as Record<string, unknown> | undefined)?.[name], state);
}

function put(state: object, path: readonly string[], value: unknown): void {
  const held = at(state, path.slice(0, -1)) as Record<string, unknown> | undefined;
  if (!held) return;
  if (value === undefined) delete held[path.at(-1)!];
  else held[path.at(-1)!] = structuredClone(value);
}

const told = async (acts: readonly Act[], known: boolean) => {
  const story = new Story(known);
  try {
    for (const act of acts) await story.act(act);
    await story.end();
  } finally {
    story.world.remove();
  }
};

const RUNS = 10;

describe('any order of things', () => {
  test('ours alone: in the end everything is in force, and then as it was to the letter', async () => {
    await fc.assert(fc.asyncProperty(acts(0), fc.boolean(), told), parameters(RUNS));
  });

  test('and others, who change what they like: theirs stays theirs', async () => {
    const usurped: readonly Act[] = [
      { run: 'apply' },
      { foreign: FOREIGN.find(({ value }) => value === NAMESAKE)! },
      { run: 'revert' },
    ];
    await fc.assert(fc.asyncProperty(acts(4), fc.boolean(), told), {
      ...parameters(RUNS),
      examples: [
        [usurped, false],
        [usurped, true],
      ],
    });
  });
});
