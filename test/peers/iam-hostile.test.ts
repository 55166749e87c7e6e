import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { keepIamState } from '../../src/ingest/iam-state.js';
import { iamFolders } from '../../src/source/iam-archive.js';
import { type IamPartName, iamFileOf } from '../../src/source/iam-parts.js';
import { IAM_TABLES } from '../../src/source/iam-rows.js';
import type { IamSnapshot, Source } from '../../src/source/source.js';
import { CaseWriter } from '../../src/store/writer.js';
import { hostileJson, hostileName, jsonText } from '../fuzz/support/hostile.js';
import { type Edit, editJson, pathsOf } from '../fuzz/support/json-text.js';
import { parameters } from '../fuzz/support/parameters.js';

// Whoever had the account named its users and wrote its policies, and whoever had the archive wrote its files: nothing of it ends a run,
// or is lost on the way from the file to the case.

const ARN = 'arn:aws:iam::111122223333:';
const DOCUMENT = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] };
const POLICY = { PolicyName: 'p', PolicyDocument: DOCUMENT };
const ATTACHED = {
  AttachedManagedPolicies: [{ PolicyArn: 'arn:aws:iam::aws:policy/X' }],
  Tags: [{ Key: 'k', Value: 'v' }],
};
const AT = '2026-03-01T00:00:00Z';

const PARTS: Partial<Record<IamPartName, object>> = {
  'authorization-details': {
    UserDetailList: [
      { UserName: 'u', Arn: `${ARN}user/u`, CreateDate: AT, UserPolicyList: [POLICY], GroupList: ['g'], ...ATTACHED },
    ],
    GroupDetailList: [{ GroupName: 'g', Arn: `${ARN}group/g`, GroupPolicyList: [POLICY], ...ATTACHED }],
    RoleDetailList: [
      {
        ...{
          RoleName: 'r',
          Arn: `${ARN}role/r`,
          AssumeRolePolicyDocument: DOCUMENT,
          RolePolicyList: [POLICY],
          ...ATTACHED,
        },
        ...{ RoleLastUsed: { LastUsedDate: AT, Region: 'x' }, InstanceProfileList: [{ Arn: 'i' }] },
      },
    ],
    Policies: [
      {
        ...{ PolicyName: 'p', Arn: `${ARN}policy/p`, DefaultVersionId: 'v1', AttachmentCount: 1 },
        PolicyVersionList: [{ VersionId: 'v1', Document: DOCUMENT, IsDefaultVersion: true }],
      },
    ],
  },
  roles: { Roles: [{ RoleName: 'r', MaxSessionDuration: 3600 }] },
  'access-keys': {
    AccessKeyMetadata: [
      { UserName: 'u', AccessKeyId: 'AKIA', CreateDate: AT, AccessKeyLastUsed: { LastUsedDate: AT } },
    ],
  },
  'login-profiles': { LoginProfiles: [{ UserName: 'u', CreateDate: AT, PasswordResetRequired: true }] },
  'mfa-devices': {
    MFADevices: [{ UserName: 'u', SerialNumber: 's', EnableDate: AT }],
    VirtualMFADevices: [{ SerialNumber: 't' }],
  },
  'service-specific-credentials': { ServiceSpecificCredentials: [{ UserName: 'u', ServiceSpecificCredentialId: 'A' }] },
  'saml-providers': { SAMLProviders: [{ Arn: `${ARN}saml-provider/s`, SAMLMetadataDocument: '<x/>', ValidUntil: AT }] },
  'open-id-connect-providers': {
    OpenIDConnectProviders: [{ Arn: 'o', Url: 'u', ClientIDList: ['c'], ThumbprintList: ['t'] }],
  },
  'account-summary': { SummaryMap: { Users: 1 } },
  'account-aliases': { AccountAliases: ['a'] },
};

const json = fc.constantFrom(...(Object.keys(PARTS) as IamPartName[])).chain((part) =>
  fc
    .tuple(
      fc.constantFrom(...pathsOf(PARTS[part])),
      fc.constantFrom<Edit>('replace', 'remove', 'duplicate', 'pollute'),
      hostileJson,
    )
    .map(([path, edit, text]) => ({
      part,
      bytes: Buffer.from(editJson(PARTS[part], path, edit, jsonText(text)), 'latin1'),
    })),
);
const report = fc.array(fc.array(hostileName, { maxLength: 4 }), { maxLength: 4 }).map((rows) => ({
  part: 'credential-report' as IamPartName,
  bytes: Buffer.from(['user,arn,mfa_active,x', ...rows.map((cells) => cells.join(','))].join('\n')),
}));
const state = hostileJson.map((text) => ({
  part: null,
  bytes: Buffer.from(`{"missing":[{"what":${jsonText(text)}}]}`, 'latin1'),
}));

describe('hostile IAM state', () => {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'keytrail-iam-')));
  const folder = join(root, 'iam/111122223333/20261124T013000Z');
  let writer: CaseWriter;
  beforeAll(async () => {
    writer = CaseWriter.start(null, { threads: 1, memory: '512MB' }, 0);
    await writer.opened;
    await writer.run('_case/schema.sql');
  });
  afterAll(async () => {
    await writer.close();
    rmSync(root, { recursive: true });
  });

  test('is read and loaded, every row that was read, or told', async () => {
    const seen = { problems: 0, clean: 0 };
    await fc.assert(
      fc.asyncProperty(fc.oneof(json, json, json, report, state), async ({ part, bytes }) => {
        rmSync(root, { recursive: true, force: true });
        mkdirSync(folder, { recursive: true });
        writeFileSync(join(folder, 'state.json'), '{}');
        for (const [name, value] of Object.entries(PARTS))
          writeFileSync(join(folder, `${name}.json`), JSON.stringify(value));
        writeFileSync(join(folder, part === null ? 'state.json' : iamFileOf(part)), bytes);
        const snapshot = iamFolders(root, () => {})[0]?.read() as IamSnapshot;
        await load(snapshot);
        seen[snapshot.problems.length > 0 ? 'problems' : 'clean'] += 1;
        expect(await told()).toEqual({
          problems: snapshot.problems.length,
          ...Object.fromEntries(IAM_TABLES.map((table) => [table, snapshot.rows[table].length])),
          // A document that is no JSON to DuckDB is there as a text.
          documents: snapshot.rows.roles.filter(({ trust }) => trust !== null).length,
          inline: snapshot.rows.users.length,
        });
        expect(({} as Record<string, unknown>).polluted).toBeUndefined();
      }),
      parameters(80),
    );
    expect(Math.min(seen.problems, seen.clean)).toBeGreaterThan(3);
  });

  const load = async (snapshot: IamSnapshot) => {
    const moment = { account: snapshot.head.account_id, collected_at: snapshot.head.collected_at };
    await writer.run('_iam/stage_forgotten.sql', moment);
    await writer.run('_iam/forget.sql');
    const source = { name: 'x', iamState: () => [{ folder: 'iam', read: () => snapshot }] };
    await keepIamState(writer, [source as unknown as Source], {} as never);
  };

  /** Rows of each table, and of the columns that are JSON those that hold something. */
  const told = async () => {
    const [row] = await writer.objects<Record<string, number>>('../test/support/iam-told.sql');
    return row;
  };
});
