import { expect, test } from 'vitest';
import { aws } from '../../src/propose/command.js';

// Values come from logs; a command is words that a person may type.

test('a value that begins like an option stays a value', () => {
  expect(aws('iam', 'get-user', { 'user-name': '--profile' })).toEqual([
    'aws',
    'iam',
    'get-user',
    '--user-name=--profile',
  ]);
  expect(aws('ec2', 'x', { ids: ['a', '-b'] })).toBeNull();
});

test.each([
  'file:///etc/shadow',
  'FILEB://x',
  ' http://169.254.169.254/',
  'https://evil',
  'a\nb',
  'a\u001b[2J',
  '',
  'x'.repeat(9000),
])('no command with %j', (value) => {
  expect(aws('iam', 'get-user', { 'user-name': value })).toBeNull();
});

test('no command where a value is not known', () => {
  expect(aws('iam', 'get-user', { 'user-name': null })).toBeNull();
  expect(aws('iam', 'get-user', { 'user-name': 'bob', 'password-reset-required': true })).toEqual([
    'aws',
    'iam',
    'get-user',
    '--user-name',
    'bob',
    '--password-reset-required',
  ]);
});
