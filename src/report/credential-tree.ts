import { type Paint, plain } from './colour.js';
import { visible } from './escape.js';
import type { BlastShape, CredentialShape, PrincipalShape } from './shapes.js';
import { count } from './words.js';

/** A line of the tree: a credential, or a principal that the radius created or that the seed names. */
export type TreeNode =
  | { readonly credential: CredentialShape; readonly indent: number }
  | { readonly principal: PrincipalShape; readonly indent: number };

type Item = { readonly credential: CredentialShape } | { readonly principal: PrincipalShape };

/** Credentials and principals below those that they came from, each once. */
export function credentialNodes({
  credentials,
  principals,
}: Pick<BlastShape, 'credentials' | 'principals'>): TreeNode[] {
  const ids = new Set(credentials.map(({ id }) => id));
  const items: Item[] = [
    ...credentials.map((credential) => ({ credential })),
    ...principals.filter(({ id }) => !ids.has(id)).map((principal) => ({ principal })),
  ];
  const known = new Set(items.map((item) => shared(item).id));
  const below = new Map<string | null, Item[]>();
  for (const item of items) {
    const { parent } = shared(item);
    const under = parent !== null && known.has(parent) ? parent : null;
    const siblings = below.get(under);
    if (siblings) siblings.push(item);
    else below.set(under, [item]);
  }
  const placed: TreeNode[] = [];
  const seen = new Set<string>();
  // A stack, not recursion: depth is data. What only descends from itself comes last rather than not at all.
  const stack = [...items].reverse().map((item) => ({ item, indent: 0 }));
  for (const item of [...(below.get(null) ?? [])].reverse()) stack.push({ item, indent: 0 });
  for (let next = stack.pop(); next; next = stack.pop()) {
    const { item, indent } = next;
    const { id } = shared(item);
    if (seen.has(id)) continue;
    seen.add(id);
    placed.push({ ...item, indent });
    for (const child of [...(below.get(id) ?? [])].reverse()) stack.push({ item: child, indent: indent + 1 });
  }
  return placed;
}

function shared(item: Item): CredentialShape | PrincipalShape {
  return 'credential' in item ? item.credential : item.principal;
}

/** How a line of the tree came about, e.g. `KEY, exact, depth 2`. */
export function origin({ edge, confidence, depth }: CredentialShape | PrincipalShape): string {
  return edge === null ? 'seed' : `${edge}, ${confidence}, depth ${depth}`;
}

/** The tree as indented lines. */
export function credentialTree(blast: Pick<BlastShape, 'credentials' | 'principals'>, paint: Paint = plain): string {
  let text = '';
  for (const node of credentialNodes(blast)) {
    const margin = '  '.repeat(node.indent + 1);
    if ('principal' in node) {
      const { id, arn, kind, createdAt } = node.principal;
      const made = createdAt === null ? '' : `; created ${createdAt}`;
      text += `${margin}${paint('bold', visible(id))}  ${visible(kind)} ${visible(arn ?? '')}\n`;
      text += `${margin}  ${visible(origin(node.principal))}${made}\n`;
      continue;
    }
    const { credential } = node;
    const life = lifeOf(credential);
    const when = credential.firstSeen === null ? '' : ` ${credential.firstSeen} to ${credential.lastSeen}`;
    text += `${margin}${paint('bold', visible(credential.id))}  ${visible(credential.principal ?? '')}\n`;
    text += `${margin}  ${visible(origin(credential))}; ${count(credential.events, 'event')}${when}; `;
    text += `${credential.alive === true ? paint('red', life) : life}\n`;
  }
  return text;
}

export function lifeOf({ alive, expiresAt }: CredentialShape): string {
  if (alive === null) return 'not known whether still valid';
  if (alive) return expiresAt === null ? 'still valid' : `still valid until ${expiresAt}`;
  return 'no longer valid';
}
