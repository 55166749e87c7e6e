import { expect, test } from 'vitest';
import { narrowTrust } from '../../src/harden/trust.js';

const ROOT = 'arn:aws:iam::111122223333:root';
const CI = 'arn:aws:iam::111122223333:role/ci';
const policy = (...Statement: object[]) => JSON.stringify({ Version: '2012-10-17', Statement });
const allow = (Principal: unknown, more: object = {}) => ({
  Effect: 'Allow',
  Principal,
  Action: 'sts:AssumeRole',
  ...more,
});

test('whom nobody was seen to be goes, a whole account becomes those who came, and the rest stays as it is', () => {
  const condition = { Condition: { StringEquals: { 'sts:ExternalId': 'x' } } };
  const text = policy(
    allow({ AWS: [ROOT, 'arn:aws:iam::444455556666:root'], Service: 'ec2.amazonaws.com' }, condition),
    allow({ Service: ['lambda.amazonaws.com'] }),
    { Effect: 'Deny', Principal: '*', Action: 'sts:AssumeRole' },
  );
  const narrowed = narrowTrust(
    text,
    new Map([
      [ROOT, [CI]],
      ['arn:aws:iam::444455556666:root', []],
      ['ec2.amazonaws.com', null],
      ['lambda.amazonaws.com', []],
    ]),
  );
  expect(narrowed?.document).toEqual({
    Version: '2012-10-17',
    Statement: [
      allow({ AWS: [CI], Service: 'ec2.amazonaws.com' }, condition),
      { Effect: 'Deny', Principal: '*', Action: 'sts:AssumeRole' },
    ],
  });
  expect(narrowed?.dropped).toEqual([ROOT, 'arn:aws:iam::444455556666:root', 'lambda.amazonaws.com'].sort());
  expect(narrowed?.named).toEqual([CI]);
});

test.each([
  ['nobody would be left', policy(allow('*')), [['*', []]]],
  ['nothing would change', policy(allow({ AWS: ROOT })), [[ROOT, null]]],
  ['it is no JSON', '{"Statement":', [['*', []]]],
  ['it is no object', '[]', [['*', []]]],
  ['it is too long to be one', policy(allow({ AWS: 'x'.repeat(200_000) })), [['x', []]]],
] as [string, string, [string, string[] | null][]][])('there is no policy where %s', (_, text, replacements) => {
  expect(narrowTrust(text, new Map(replacements))).toBeNull();
});

test('everybody becomes those who came', () => {
  expect(narrowTrust(policy(allow('*')), new Map([['*', [CI]]]))?.document).toEqual({
    Version: '2012-10-17',
    Statement: [allow({ AWS: [CI] })],
  });
});
