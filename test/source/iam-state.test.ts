import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { packageFile } from '../../src/package.js';
import { iamFolders, iamStamp } from '../../src/source/iam-archive.js';
import { documentsAsText } from '../../src/source/iam-documents.js';
import { type IamSnapshot, iamSnapshot } from '../../src/source/iam-snapshot.js';

const AT = '2026-11-24T01:30:00Z';
const FOLDER = 'iam/111122223333/20261124T013000Z';

function of(parts: Record<string, unknown>, account: string | null = '111122223333'): IamSnapshot {
  const place = { account, collectedAt: AT, source: null, folder: null };
  const state = { report: { generatedAt: '2026-11-24T01:00:00Z' } };
  return iamSnapshot({ ...place, state, parts: new Map(Object.entries(parts)) as never });
}

const report = (name: string) => readFileSync(packageFile(`fixtures/iam/${name}.csv`), 'utf8');

describe('a credential report', () => {
  it('keeps what N/A, no_information and not_supported say apart, and times beside them', () => {
    const { rows, problems } = of({ 'credential-report': report('credential-report') });
    expect(problems).toEqual([]);
    expect(rows.report).toMatchObject([
      {
        user_name: '<root_account>',
        password_enabled: 'not_supported',
        password_last_used_at: '2026-01-02T03:04:05Z',
        password_last_changed: 'not_supported',
        password_last_changed_at: null,
        mfa_active: true,
      },
      {
        generated_at: '2026-11-24T01:00:00Z',
        password_last_used: 'no_information',
        password_next_rotation: 'N/A',
        key_1_last_used: '2026-03-01T09:58:00+00:00',
        key_1_last_used_at: '2026-03-01T09:58:00Z',
        key_2_active: true,
        key_2_last_used: 'N/A',
        extra: null,
      },
      // An inactive key keeps its dates.
      { user_name: 'deploy', key_1_region: 'N/A', key_2_active: false, key_2_last_rotated_at: '2023-06-01T00:00:00Z' },
    ]);
  });

  it('goes by the names of its columns: others are kept, TRUE is true, and a name may hold commas', () => {
    const { rows } = of({ 'credential-report': report('credential-report-newer') });
    expect(rows.report).toMatchObject([
      { password_enabled: 'false', mfa_active: false, key_1_active: true, user_created: '2020-05-04T08:00:00Z' },
      {
        user_name: "o'neil, pat",
        mfa_active: true,
        extra: '{"additional_credentials_info":"{\\"ServiceSpecific\\": 1}"}',
      },
    ]);
  });

  it.each([
    ['nothing', ''],
    ['a page of HTML', '<html>\n<body>'],
    ['another table', 'a,b\n1,2'],
  ])('%s is none', (_, text) => {
    expect(of({ 'credential-report': text }).problems).toEqual([
      'credential-report.csv: not of the form that the AWS CLI gives it',
    ]);
  });

  it('loses no more than the lines that are broken', () => {
    const text = 'user,arn,mfa_active\nalice,x,true\nbob\n"quote,x,true\ncarol,x,false,more\ndave,x,false\r\n';
    const { rows, problems } = of({ 'credential-report': text });
    expect(rows.report.map(({ user_name }) => user_name)).toEqual(['alice', 'dave']);
    expect(problems).toEqual(['credential-report: 3 lines with other columns than its first line: left out']);
  });
});

describe('policy documents', () => {
  const written = '{ "Version":"2012-10-17",\n  "Statement" : [{"Sid":"}\\"{", "Effect":"Allow"}] }';

  it('keep their own text, in whatever form they come', () => {
    const role = (RoleName: string, AssumeRolePolicyDocument: unknown) => ({ RoleName, AssumeRolePolicyDocument });
    const json = `{"RoleDetailList":[{"RoleName":"cli","AssumeRolePolicyDocument": ${written} }]}`;
    const cli = JSON.parse(documentsAsText(json)) as { RoleDetailList: unknown[] };
    const { rows } = of({
      'authorization-details': {
        RoleDetailList: [
          ...cli.RoleDetailList,
          role('api', encodeURIComponent(written)),
          role('object', JSON.parse(written)),
          role('none', 'not JSON'),
          role('half', '{"a": "\\ud800"}'),
        ],
      },
    });
    expect(rows.roles.map(({ trust }) => trust)).toEqual([
      written,
      written,
      JSON.stringify(JSON.parse(written)),
      '"not JSON"',
      JSON.stringify('{"a": "\\ud800"}'),
    ]);
  });

  it('a text that only looks like one is left alone', () => {
    const text = JSON.stringify({ Description: '"PolicyDocument": {', Tags: [{ Key: 'Document', Value: '{' }] });
    expect(documentsAsText(text)).toBe(text);
    expect(documentsAsText('{"Document": {"a": "')).toBe('{"Document": {"a": "');
  });

  it('inline ones by name, the default version of managed ones, and what list-roles adds', () => {
    const { rows } = of({
      'authorization-details': {
        UserDetailList: [{ UserName: 'alice', UserPolicyList: [{ PolicyName: 'p"q', PolicyDocument: { a: 1 } }] }],
        RoleDetailList: [{ RoleName: 'admin', CreateDate: '2020-01-01T00:00:00+00:00' }],
        Policies: [
          {
            Arn: 'arn:aws:iam::111122223333:policy/p',
            DefaultVersionId: 'v2',
            PolicyVersionList: [
              { VersionId: 'v2', IsDefaultVersion: true, Document: { b: 2 } },
              { VersionId: 'v1', IsDefaultVersion: false, Document: { a: 1 } },
            ],
          },
        ],
      },
      roles: {
        Roles: [
          { RoleName: 'admin', MaxSessionDuration: 43200 },
          { RoleName: 'gone', MaxSessionDuration: 1 },
        ],
      },
    });
    expect(rows.users).toMatchObject([{ inline_policies: '{"p\\"q": {"a":1}}', groups: [], tags: '{}' }]);
    expect(rows.roles).toMatchObject([{ role_name: 'admin', created: '2020-01-01T00:00:00Z', max_session: 43200 }]);
    expect(rows.policies).toMatchObject([{ default_version: 'v2', document: '{"b":2}', versions: ['v2', 'v1'] }]);
  });
});

it('access keys: never used, not told and used are three things', () => {
  const key = { UserName: 'alice', AccessKeyId: 'AKIAIOSFODNN7EXAMPLE', Status: 'Active' };
  const { rows } = of({
    'access-keys': {
      AccessKeyMetadata: [
        { ...key, AccessKeyLastUsed: { ServiceName: 'N/A', Region: 'N/A' } },
        key,
        { ...key, AccessKeyLastUsed: { LastUsedDate: '+294246-01-01T00:00:00Z', ServiceName: 's3', Region: 'N/A' } },
        { UserName: 'no id' },
      ],
    },
  });
  expect(rows.access_keys).toMatchObject([
    { last_used: null, last_used_service: null, last_used_told: true },
    { last_used_told: false },
    // A year that no database reckons with.
    { last_used: null, last_used_service: 's3', last_used_region: null, last_used_told: true },
  ]);
});

it('MFA devices of root and of nobody are among the virtual ones', () => {
  const { rows } = of({
    'mfa-devices': {
      MFADevices: [{ UserName: 'alice', SerialNumber: 'a' }],
      VirtualMFADevices: [
        { SerialNumber: 'a', User: { UserName: 'alice' } },
        { SerialNumber: 'r', User: { Arn: 'arn:aws:iam::111122223333:root' }, EnableDate: '2020-01-01T00:00:00Z' },
        { SerialNumber: 'n' },
      ],
    },
  });
  expect(rows.mfa_devices.map(({ user_name, serial }) => [user_name, serial])).toEqual([
    ['alice', 'a'],
    ['<root_account>', 'r'],
    [null, 'n'],
  ]);
});

describe('an account', () => {
  const users = (account: string) => ({
    'authorization-details': { UserDetailList: [{ UserName: 'a', Arn: `arn:aws:iam::${account}:user/a` }] },
  });

  it('is found in files that do not say it', () => {
    expect(of(users('444455556666'), null).head.account_id).toBe('444455556666');
    expect(of({}, null)).toMatchObject({
      head: { account_id: 'unknown', complete: false },
      problems: ['nothing in it says which account it is of'],
    });
  });

  it('does not pass for another', () => {
    expect(of(users('444455556666')).problems).toEqual(['it names things of account 444455556666 as its own']);
  });
});

describe('in an archive', () => {
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'keytrail-test-'));
  });
  afterEach(() => rmSync(root, { recursive: true }));

  const put = (files: Record<string, string>) => {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    }
  };
  const notices: string[] = [];
  const read = () => iamFolders(root, (text) => notices.push(text)).map((folder) => folder.read());

  it('every snapshot has a folder of its own', () => {
    expect(iamStamp(AT)).toBe('20261124T013000Z');
    put({
      [`${FOLDER}/state.json`]: '{"missing":[{"what":"saml-providers","reason":"AccessDenied"}],"collectedBy":"me"}',
      [`${FOLDER}/account-aliases.json`]: '{"AccountAliases":["corp"]}',
      'iam/111122223333/20261124T013001Z/state.json': '{}',
      'iam/111122223333/20269924T013000Z/state.json': '{}',
      'iam/somewhere/20261124T013000Z/state.json': '{}',
    });
    expect(read().map(({ head }) => head)).toMatchObject([
      {
        account_id: '111122223333',
        collected_at: AT,
        collected_by: 'me',
        parts: ['account-aliases'],
        aliases: ['corp'],
        missing: ['saml-providers: AccessDenied'],
        problems: [],
        complete: false,
      },
      { collected_at: '2026-11-24T01:30:01Z', complete: true },
    ]);
    expect(notices).toEqual([
      'iam/111122223333/20269924T013000Z is not named as a snapshot is; left aside',
      'iam/somewhere is neither an account nor a part of IAM state; left aside',
    ]);
  });

  it('what is broken is told, and the rest counts', () => {
    const outside = join(root, 'outside.json');
    put({
      'outside.json': '{"SAMLProviders":[]}',
      [`${FOLDER}/state.json`]: JSON.stringify({ files: { 'roles.json': 'abc', 'account-aliases.json': 'abc' } }),
      [`${FOLDER}/account-aliases.json`]: '{"AccountAliases":[]}',
      [`${FOLDER}/login-profiles.json`]: '{"LoginProfiles":[{"UserName":"a"},{},7]}',
      [`${FOLDER}/access-keys.json`]: `${'['.repeat(100)}${']'.repeat(100)}`,
      [`${FOLDER}/mfa-devices.json`]: '{"Users":[]}',
      [`${FOLDER}/ssh-public-keys.json`]: '{',
    });
    symlinkSync(outside, join(root, FOLDER, 'saml-providers.json'));
    const [snapshot] = read();
    expect(snapshot?.rows.login_profiles).toHaveLength(1);
    expect(snapshot?.head.parts).toEqual(['login-profiles', 'account-aliases']);
    expect(snapshot?.problems).toEqual([
      'access-keys.json: 100 levels inside one another, over the limit of 64',
      'ssh-public-keys.json: not JSON',
      'saml-providers.json: a symbolic link, which is not followed',
      'roles.json: was collected, and is not there',
      'account-aliases.json: changed since it was collected',
      'login-profiles: 2 entries without UserName: left out',
      'mfa-devices.json: not of the form that the AWS CLI gives it',
    ]);
  });

  it('files that somebody made with the AWS CLI load too, by the time of the newest', () => {
    put({
      'iam/credential-report.csv': report('credential-report'),
      'iam/authorization-details.json': '{"UserDetailList":[]}',
    });
    utimesSync(join(root, 'iam/credential-report.csv'), 1, Date.parse(AT) / 1000);
    utimesSync(join(root, 'iam/authorization-details.json'), 1, 1);
    expect(read().map(({ head }) => head)).toMatchObject([
      { account_id: '111122223333', collected_at: AT, folder: 'iam', complete: true, report_generated_at: null },
    ]);
  });
});
