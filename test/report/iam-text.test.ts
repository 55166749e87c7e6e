import { expect, test } from 'vitest';
import { collectIamMarkdown, collectIamText, iamSurveyText } from '../../src/report/collect-iam-text.js';
import { iamMarkdown, iamText } from '../../src/report/iam-text.js';
import { plain } from '../../src/text/colour.js';

const snapshot = {
  ...{ account: '111122223333', collectedAt: '2026-11-24T01:30:00Z', collectedBy: 'arn:aws:iam::111122223333:user/me' },
  ...{ parts: ['credential-report'], missing: [], problems: [], reportGeneratedAt: '2026-11-24T00:10:00Z' },
  ...{ users: 12, roles: 1, accessKeys: 0, reportRows: 13 },
};
const HOSTILE = 'saml-providers: \u001b[31mx|<script>';

test('a snapshot in a case: what it holds, what it lacks, ten of each, and nothing that a terminal obeys', () => {
  expect(iamText([snapshot], plain, null)).toBe(
    '  IAM state of 111122223333 at 2026-11-24T01:30:00Z: 12 users, 1 role, 0 access keys, 13 rows of the credential report of 2026-11-24T00:10:00Z\n',
  );
  const text = iamText(
    [{ ...snapshot, parts: [], missing: Array(12).fill(HOSTILE), problems: ['roles.json: not JSON'] }],
    plain,
    60,
  );
  expect(text).toContain('no credential report\n');
  expect(text.match(/not collected/g)).toHaveLength(10);
  expect(text).toContain('and 2 more: see iam_snapshots in the case\n');
  expect(text).toContain('    not as it should be roles.json: not JSON\n');
  expect(text).not.toContain('\u001b');
  expect(Math.max(...text.split('\n').map(({ length }) => length))).toBeLessThanOrEqual(60);
});

test('the report of an investigation says that there is none, or what it rests on', () => {
  expect(iamMarkdown([])).toContain('nothing here says which users, roles and keys there are now');
  const text = iamMarkdown([{ ...snapshot, missing: [HOSTILE], problems: ['x'] }]);
  expect(text).toContain('| 111122223333 | 2026-11-24T01:30:00Z |');
  expect(text).toContain('not collected: saml-providers');
  expect(text).toContain('**not as it should be**: x');
  expect(text).not.toContain('\u001b');
  expect(text).not.toContain('<script>');
});

test('what a collection says at its end', () => {
  const report = { generatedAt: '2026-11-24T01:30:00Z', previousGeneratedAt: '2026-11-01T00:00:00Z' };
  const found = { ...snapshot, endpoint: 'https://iam.amazonaws.com', folder: 'iam/x', files: ['a', 'b'], report };
  const text = collectIamText(found, 'archive', plain, 80);
  expect(text).toContain('account  111122223333 at https://iam.amazonaws.com\n');
  expect(text).toContain('  2 files in iam/x: 12 users, 1 role\n');
  expect(text.replace(/\n\s+/g, ' ')).toContain('the one before, of 2026-11-01T00:00:00Z, is kept beside it');
  expect(text).toContain('Nothing is missing.');
  const lacking = { ...found, report: null, missing: [{ what: 'roles', reason: 'AccessDenied: <no>' }] };
  expect(collectIamText(lacking, 'archive', plain, 80)).toContain(
    '  no credential report\n  Missing\n    roles: AccessDenied: <no>\n',
  );
  expect(collectIamMarkdown(lacking)).toContain('### Missing\n\n- roles: AccessDenied: &lt;no&gt;');
});

test('a dry run says how much would be asked, and whether a report would be replaced', () => {
  const found = {
    account: '111122223333',
    by: 'arn',
    endpoint: 'e',
    users: 2,
    roles: 3,
    requests: 26,
    generates: true,
  };
  expect(iamSurveyText(found)).toContain(
    '2 users, 3 roles: about 26 requests\n  a new credential report would be generated',
  );
  const refused = iamSurveyText({ ...found, users: null, roles: null, requests: null, generates: false });
  expect(refused).toContain('how much there is is not known\n  the credential report that AWS stores would be taken');
});
