import type { CredentialShape } from '../shapes.js';
import type { TreeNode } from './tree-node.js';

/** Credentials that are alike and led no further, said in one line: a build server opens a session of one role every hour. */
export interface Fold {
  readonly folded: readonly CredentialShape[];
  readonly indent: number;
}

/** Of those that are alike the first ones stand for themselves. */
const KEPT = 2;

/** The tree with leaves that are alike folded: children of one parent, of one role or user, no longer valid, all or none as the owner before. */
export function foldTree(nodes: readonly TreeNode[]): (TreeNode | Fold)[] {
  const groups = new Map<string, CredentialShape[]>();
  const nameOf = new Map<TreeNode, string>();
  nodes.forEach((node, at) => {
    if (!('credential' in node)) return;
    const { credential, indent } = node;
    const next = nodes[at + 1];
    const leaf = next === undefined || next.indent <= indent;
    if (!leaf || credential.alive !== false || credential.parent === null) return;
    const name = JSON.stringify([
      indent,
      credential.parent,
      familyOf(credential),
      credential.edge,
      isHabit(credential),
    ]);
    nameOf.set(node, name);
    const group = groups.get(name);
    if (group) group.push(credential);
    else groups.set(name, [credential]);
  });
  const seen = new Map<string, number>();
  return nodes.flatMap((node): (TreeNode | Fold)[] => {
    const name = nameOf.get(node);
    const group = name === undefined ? [] : (groups.get(name) ?? []);
    if (name === undefined || group.length <= KEPT + 1) return [node];
    const nth = seen.get(name) ?? 0;
    seen.set(name, nth + 1);
    if (nth < KEPT) return [node];
    return nth === KEPT ? [{ folded: group.slice(KEPT), indent: node.indent }] : [];
  });
}

/** All that it did, it did from a network and client of the owner's. */
export const isHabit = ({ known, events }: CredentialShape): boolean =>
  known !== null && events > 0 && known === events;

/** The principal without the name of the session. */
export function familyOf({ principal, life }: CredentialShape): string {
  const family = /^(.*:assumed-role\/[^/]+)\//.exec(principal ?? '');
  return `${family?.[1] ?? principal ?? ''} ${life}`;
}
