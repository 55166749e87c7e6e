import { visible } from '../../text/escape.js';
import { fit } from '../../text/width.js';
import type { BlastShape, CredentialShape, PrincipalShape } from '../shapes.js';

/** A node of the graph as other programs read it. Nothing is folded; `null` attributes are left out of a file. */
export interface ExportNode {
  readonly id: string;
  /** The radius itself, who issued the seed, or who is only suspected. */
  readonly part: 'seed' | 'radius' | 'upstream' | 'suspect';
  readonly kind: string | null;
  readonly principal: string | null;
  readonly account: string | null;
  readonly depth: number | null;
  readonly confidence: string | null;
  readonly status: string | null;
  readonly events: number | null;
  readonly proven: number | null;
  readonly first: string | null;
  readonly last: string | null;
}

export interface ExportEdge {
  readonly from: string;
  readonly to: string;
  readonly part: 'radius' | 'upstream' | 'suspect';
  readonly method: string;
  readonly confidence: string;
  /** Whether all of its evidence is proven. */
  readonly proven: boolean | null;
  /** Of a suspect: why it was not followed. */
  readonly reason: string | null;
  /** Event ids. */
  readonly evidence: readonly string[];
}

export interface ExportGraph {
  readonly nodes: readonly ExportNode[];
  readonly edges: readonly ExportEdge[];
}

/** Credentials, principals, who issued the seed and who is suspected, with every edge between them. */
export function exportGraph(blast: BlastShape): ExportGraph {
  const nodes = new Map<string, ExportNode>();
  const add = (node: ExportNode) => {
    if (!nodes.has(node.id)) nodes.set(node.id, node);
  };
  for (const credential of blast.credentials) add(ofCredential(credential));
  for (const principal of blast.principals) add(ofPrincipal(principal));
  const edges: ExportEdge[] = blast.edges.map((edge) => ({
    ...{ from: edge.from, to: edge.to, method: edge.method, confidence: edge.confidence, evidence: edge.evidence },
    ...{ part: 'radius', proven: edge.proven, reason: null },
  }));
  for (const { from, to } of edges) for (const id of [from, to]) add(bare(id, 'radius'));
  for (const above of blast.upstream) {
    const { id, kind, principal, account, confidence, issued, method, evidence, reason } = above;
    const part = reason === null ? 'upstream' : 'suspect';
    add({ ...bare(id, part), kind, principal, account, confidence });
    add(bare(issued, 'upstream'));
    edges.push({ from: id, to: issued, part, method, confidence, proven: null, reason, evidence });
  }
  for (const { from, to, method, confidence, reason, evidence, events } of blast.suspects) {
    add(bare(from, 'suspect'));
    add({ ...bare(to, 'suspect'), events });
    edges.push({ from, to, part: 'suspect', method, confidence, proven: null, reason, evidence });
  }
  return { nodes: [...nodes.values()], edges };
}

/** Longer names are cut where they are only shown: Graphviz draws a label of any length. The id itself is never cut. */
const SHOWN = 120;

/** What a node is called in a picture: its id, and whose it is. */
export function exportLabel({ id, principal }: ExportNode): string {
  const name = principal?.slice(principal.indexOf('/') + 1) ?? '';
  const shown = fit(visible(id), SHOWN);
  return name === '' || name === id ? shown : `${shown}\n${fit(visible(name), SHOWN)}`;
}

function ofCredential(credential: CredentialShape): ExportNode {
  const { id, kind, principal, account, depth, confidence, status, events, proven, firstSeen, lastSeen } = credential;
  const part = credential.edge === null && depth === 0 ? 'seed' : 'radius';
  return {
    id,
    part,
    kind,
    principal,
    account,
    depth,
    confidence,
    status,
    events,
    proven,
    first: firstSeen,
    last: lastSeen,
  };
}

function ofPrincipal({ id, kind, arn, depth, confidence, createdAt, edge }: PrincipalShape): ExportNode {
  const part = edge === null && depth === 0 ? 'seed' : 'radius';
  return { ...bare(id, part), kind, principal: arn, depth, confidence, first: createdAt };
}

const bare = (id: string, part: ExportNode['part']): ExportNode => ({
  ...{ id, part, kind: null, principal: null, account: null, depth: null, confidence: null, status: null },
  ...{ events: null, proven: null, first: null, last: null },
});
