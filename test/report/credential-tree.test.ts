import { expect, test } from 'vitest';
import { credentialNodes, credentialTree } from '../../src/report/blast/credential-tree.js';
import type { CredentialShape, PrincipalShape } from '../../src/report/shapes.js';
import { credential as some } from './blast-shape.js';

const credential = (id: string, parent: string | null, depth = 1): CredentialShape =>
  some(id, { parent, depth, edge: parent === null ? null : 'KEY' });
const principal: PrincipalShape = {
  id: 'AIDA1',
  kind: 'user',
  arn: null,
  parent: 'A',
  edge: 'PRIN',
  depth: 1,
  confidence: 'exact',
  createdAt: '2026-03-01T00:00:00Z',
};
const shape = (nodes: ReturnType<typeof credentialNodes>) =>
  nodes.map((node) => `${' '.repeat(node.indent)}${'principal' in node ? node.principal.id : node.credential.id}`);

test('children stand below their parents, users that were created too', () => {
  const credentials = [
    credential('A', null, 0),
    credential('B', 'A'),
    credential('D', 'AIDA1', 2),
    credential('C', 'B', 2),
  ];
  expect(shape(credentialNodes({ credentials, principals: [principal] }))).toEqual(['A', ' B', '  C', ' AIDA1', '  D']);
});

test('a parent that is not there and a ring of parents lose nobody', () => {
  const credentials = [
    credential('A', null, 0),
    credential('lost', 'gone'),
    credential('R1', 'R2'),
    credential('R2', 'R1'),
  ];
  expect(shape(credentialNodes({ credentials, principals: [] }))).toEqual(['A', 'lost', 'R1', ' R2']);
});

test('a chain of 20,000 does not end the stack', () => {
  const credentials = Array.from({ length: 20_000 }, (_, i) => credential(`K${i}`, i === 0 ? null : `K${i - 1}`, i));
  expect(credentialNodes({ credentials, principals: [] })).toHaveLength(20_000);
});

test('hostile names are spelled out', () => {
  const text = credentialTree({
    credentials: [{ ...credential('A', null, 0), principal: 'x\u001b[2J\u202e' }],
    principals: [],
  });
  expect(text).toContain('x\\x1b[2J\\u{202e}');
});
