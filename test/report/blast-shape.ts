import type { BlastShape, CredentialShape } from '../../src/report/shapes.js';

/** A credential as a renderer sees it. */
export const credential = (id: string, more: Partial<CredentialShape> = {}): CredentialShape => ({
  id,
  kind: 'access-key',
  principal: 'user',
  account: null,
  parent: null,
  edge: null,
  depth: 0,
  confidence: 'exact',
  issuedAt: null,
  expiresAt: null,
  firstSeen: null,
  lastSeen: null,
  events: 1,
  alive: null,
  status: 'unknown',
  statusAt: null,
  statusProven: null,
  endsBy: null,
  life: 'access-key',
  survives: false,
  why: null,
  control: null,
  proven: 1,
  known: null,
  ...more,
});

/** A radius in which every text is `text`: whatever a log can say stands in every place. */
export const blastOf = (text: string): BlastShape => ({
  seed: text,
  window: { from: null, to: null },
  compromisedAt: null,
  asOf: '2026-03-05T00:00:00Z',
  credentials: [
    credential(text, { principal: text, account: '1', alive: true, life: text, why: text, control: text }),
    credential(`${text}2`, { parent: text, edge: text, confidence: text, status: text, alive: false, depth: 1 }),
  ],
  edges: [{ from: text, to: `${text}2`, method: text, confidence: text, evidence: [text], proven: false }],
  suspects: [{ from: text, to: text, method: 'SESS', confidence: 'low', evidence: [text], reason: text, events: 1 }],
  upstream: [
    {
      ...{ id: `${text}3`, kind: text, principal: text, account: text, issued: text, method: text, confidence: text },
      ...{ at: text, evidence: [text], reason: null },
    },
  ],
  orphans: [{ id: text }],
  principals: [],
  accounts: [{ id: text, how: text }],
  resources: [
    {
      ...{ arn: text, verbs: Array(9).fill(text), events: 1, read: 1, changed: 0, deleted: 0, denied: 0, objects: 0 },
      ...{ bytesOut: 1200, first: null, last: null },
    },
  ],
  resourcesLeft: 7,
  alive: [
    {
      ...{ kind: text, id: text, account: null, madeBy: text, at: text, status: 'active', statusEvidence: [] },
      ...{ alive: true, why: text, control: text },
    },
  ],
  before: {
    ...{ events: 3, from: null, to: null, known: 1, new: 2, found: 1 },
    values: [{ what: 'client', value: text, first: null, events: 2, proven: 0 }],
  },
  concurrent: [{ credential: text, from: text, to: text, networks: [text, text], times: 2, proven: 0 }],
  candidates: [{ at: text, score: 3, reason: text, events: 1, evidence: [text] }],
  cover: {
    ...{ from: null, to: null, omitted: 1, masked: 2, issuing: 3, issuingUntold: 1, dataEvents: 0, eventHistory: 0 },
    ...{ caseHasDataEvents: false, caseHasReadEvents: false },
    places: [{ account: text, region: text, hours: 2, covered: 1, partly: 0, unknown: 1, logs: false, events: 0 }],
    blind: [{ area: 'data-events', detail: text }],
  },
  outsiders: [{ outsider: text, call: text, resource: text }],
  tokens: [{ kind: text, target: text }],
  escalations: [{ kind: text, target: text }],
  events: 9,
  integrity: { valid: 8, modified: 1 },
  coverage: [],
  findings: [{ query: text, severity: 'high', rows: 1 }],
  warnings: [text],
});
