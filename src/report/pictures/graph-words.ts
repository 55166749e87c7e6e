import { lifeOf, shortArn } from '../blast/credential-tree.js';
import type { TreeNode } from '../blast/tree-node.js';
import type { BlastShape, CredentialShape, PrincipalShape, SuspectShape, UpstreamShape } from '../shapes.js';
import { count } from '../words.js';
import { day, limited } from './text.js';
import type { GraphNode, NodeShape } from './types.js';

// What stands in the boxes of the graph. Texts as they came: whoever draws them escapes and cuts them.

type Thing = BlastShape['alive'][number];

export interface Context {
  readonly seed: string;
  readonly home: string | null;
  readonly alive: ReadonlyMap<string, Thing>;
}

const WIDTH = 216;
const HEIGHT = 74;
const FOLD_HEIGHT = 62;

const KINDS: Readonly<Record<string, string>> = {
  'access-key': 'access key',
  'temporary-key': 'temporary key',
  session: 'session',
};

const size = { width: WIDTH, height: HEIGHT };
const sentence = (parts: readonly (string | null)[]) => parts.filter((part) => part !== null && part !== '').join('; ');

/** Exact is the rule and goes without saying: the line into the box is solid. */
function origin(edge: string | null, confidence: string): string {
  return edge === null ? '' : ` · ${edge}${confidence === 'exact' ? '' : `, ${confidence}`}`;
}

/** `DeployRole/build-2819`; of another account than the seed's with that before it. */
export function ownerIn(arn: string, home: string | null): string {
  const parts = /^(.+) in (\d{12})$/.exec(shortArn(arn));
  if (!parts) return arn;
  const [, name = '', account = ''] = parts;
  const short = name.replace(/^assumed-role\//, '');
  return account === home || home === null ? short : `${account}: ${short}`;
}

/** `home`: the account of the seed. `alive`: what the radius set up, by its id, which of a user or role is its ARN. */
export function nodeOf(item: TreeNode, { seed, home, alive }: Context): GraphNode {
  if ('credential' in item) return credentialNode(item.credential, seed, home);
  const { arn, id } = item.principal;
  return principalNode(item.principal, seed, home, alive.get(arn ?? id));
}

function credentialNode(credential: CredentialShape, seed: string, home: string | null): GraphNode {
  const { id, kind, principal, edge, confidence, events, proven, alive, firstSeen, lastSeen } = credential;
  const word = KINDS[kind] ?? kind;
  const owner = shortArn(principal ?? '');
  const life = alive === null ? 'unknown' : alive ? 'active' : 'ended';
  const when = firstSeen === null ? '' : ` from ${firstSeen} to ${lastSeen ?? firstSeen}`;
  return {
    ...size,
    credential: id,
    shape: (kind in KINDS ? kind : 'session') as NodeShape,
    kind: `${word}${origin(edge, confidence)}`,
    name: id,
    owner: ownerIn(principal ?? '', home),
    did: count(events, 'event'),
    life,
    lifeSaid: shortLife(credential),
    confidence,
    seed: id === seed || edge === null,
    said: sentence([
      `${edge === null ? 'seed, ' : ''}${word} ${limited(id)}`,
      limited(owner),
      edge === null ? null : `by ${edge}, ${confidence}`,
      `${count(events, 'event')}${when}, ${proven} of them proven`,
      lifeOf(credential),
    ]),
  };
}

/** In the box there is room for a word or two; all of it is in the text behind it. */
function shortLife({ alive, status }: CredentialShape): string {
  if (alive === null) return 'may be valid';
  if (alive) return 'STILL VALID';
  return status === 'inactive' ? 'deactivated' : status;
}

function principalNode(
  principal: PrincipalShape,
  seed: string,
  home: string | null,
  made: Thing | undefined,
): GraphNode {
  const { id, kind, arn, edge, confidence, createdAt } = principal;
  const name = arn === null ? id : shortArn(arn);
  return {
    ...size,
    credential: id,
    shape: 'principal',
    kind: `${kind}${origin(edge, confidence)}`,
    name: arn === null ? id : ownerIn(arn, home),
    owner: arn === null ? '' : id,
    did: createdAt === null ? '' : day(createdAt),
    life: made === undefined ? null : lifeOfThing(made),
    lifeSaid: made === undefined ? '' : thingLife(made),
    confidence,
    seed: id === seed || arn === seed,
    said: sentence([
      `${kind} ${limited(name)}`,
      id,
      edge === null ? 'seed' : `by ${edge}, ${confidence}`,
      createdAt === null ? null : `created by the radius ${createdAt}`,
      ...(made === undefined ? [] : fate(made)),
    ]),
  };
}

/** The seed itself where it is neither a credential nor a principal: an address, an event. */
export function seedNode(seed: string): GraphNode {
  return { ...bare('seed', seed), shape: 'principal', seed: true, said: `seed ${limited(seed)}` };
}

const lifeOfThing = ({ alive }: Thing) => (alive === null ? 'unknown' : alive ? 'active' : 'ended');
const thingLife = ({ alive, status }: Thing) => (alive === null ? 'may be alive' : alive ? 'STILL ALIVE' : status);
const fate = ({ alive, status, why, control }: Thing) => [
  alive === null ? 'not known whether it is alive' : alive ? 'still alive' : status,
  why,
  control === null ? null : `what stops it: ${control}`,
];

export function thingNode(thing: Thing): GraphNode {
  const { kind, id, at } = thing;
  return {
    ...bare(`${kind} · made by the radius`, shortArn(id)),
    shape: 'thing',
    did: day(at),
    life: lifeOfThing(thing),
    lifeSaid: thingLife(thing),
    said: sentence([`${kind} ${limited(id)}, set up by the radius ${at}`, ...fate(thing)]),
  };
}

export function suspectNode({ to, method, confidence, reason, events }: SuspectShape): GraphNode {
  return {
    ...bare(`suspect? · ${method}, ${confidence}`, shortArn(to)),
    shape: 'suspect',
    owner: reason,
    did: count(events, 'event'),
    lifeSaid: 'not followed',
    confidence,
    said: sentence([
      `suspect ${limited(to)}`,
      `by ${method}, ${confidence}: not followed`,
      limited(reason),
      `${count(events, 'event')} behind it`,
    ]),
  };
}

export function aboveNode({ id, kind, principal, method, confidence, at, reason }: UpstreamShape): GraphNode {
  const name = shortArn(id);
  return {
    ...bare(`${KINDS[kind] ?? kind} · issued the seed${reason === null ? '' : '?'}`, name),
    shape: 'above',
    owner: shortArn(principal ?? ''),
    did: day(at),
    lifeSaid: 'not in the radius',
    confidence,
    said: sentence([
      `${KINDS[kind] ?? kind} ${limited(name)} issued what is below it by ${method}, ${confidence}, ${at}`,
      reason === null ? null : `a suspect: ${limited(reason)}`,
      'not in the radius',
    ]),
  };
}

/** Those that are not drawn one by one; `credential` is the first of them. */
export function foldNode(
  credential: string | null,
  shape: NodeShape,
  [what, whose]: readonly [string, string],
  detail: string,
  life: GraphNode['life'],
): GraphNode {
  return {
    ...bare(what, ''),
    height: FOLD_HEIGHT,
    credential,
    shape,
    owner: whose,
    did: detail,
    life,
    said: `${what} ${whose}; ${detail}`,
  };
}

function bare(kind: string, name: string): GraphNode {
  return {
    ...size,
    credential: null,
    shape: 'thing',
    kind,
    name,
    owner: '',
    did: '',
    life: null,
    lifeSaid: '',
    confidence: 'exact',
    seed: false,
    said: kind,
  };
}
