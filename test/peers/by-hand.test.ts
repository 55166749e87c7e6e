import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { script } from '../../src/containment/show/script.js';
import { isWord, printfWord, shellWord } from '../../src/containment/show/shell.js';
import { type Plan, planHash, type Step } from '../../src/plan/index.js';
import { examplePlan } from '../support/example-plan.js';
import { HOSTILE, hostilePlan } from '../support/hostile-plan.js';
import { scratch } from '../support/run-cli.js';

// The commands that `show --commands` prints, run by a real shell: a stub of `aws` on the PATH keeps its arguments and the texts of the
// files that they name, as the AWS CLI would read them.

const STUB = `#!/bin/sh
for word in "$@"; do
  case $word in
    file://*) cat "\${word#file://}" ;;
    *) printf %s "$word" ;;
  esac
  printf '\\000'
done >> "$KEPT/arguments"
printf '\\036' >> "$KEPT/arguments"
answer=$1-$2
[ "$answer \${AWS_ACCESS_KEY_ID-}" = "sts-get-caller-identity ASIAEXAMPLE" ] && answer=sts-of-role
cat "$KEPT/$answer" 2>/dev/null || :
`;

const shell = spawnSync('sh', ['-c', 'exit 0']).status === 0;

describe.skipIf(!shell)('the AWS CLI commands of a plan', () => {
  const folder = scratch();
  let runs = 0;
  const path = `${folder.path}${delimiter}${process.env.PATH}`;
  beforeAll(() => {
    writeFileSync(folder.join('aws'), STUB);
    chmodSync(folder.join('aws'), 0o755);
  });
  afterAll(() => folder.remove());

  test('any text comes out of a shell as it went in', () => {
    const text = fc.string({
      unit: fc.oneof(
        fc.constantFrom(...`'"$\`\\!%-\n\r\t ~*?[]{}()<>|&;#=`),
        fc.string({ minLength: 1, maxLength: 1, unit: 'binary' }),
      ),
    });
    fc.assert(
      fc.property(fc.array(text, { minLength: 200, maxLength: 400 }), (texts) => {
        // A shell holds neither: a plan with one of them is refused by AWS anyway.
        const known = texts.filter((one) => !/[\0\p{Cs}]/u.test(one));
        const lines = known.map((one) =>
          isWord(one) ? `printf '%s\\0' ${shellWord(one)}` : `printf ${printfWord(one)}; printf '\\0'`,
        );
        const ran = spawnSync('sh', { input: `${lines.join('\n')}\n` });
        expect(ran.stdout.toString().split('\0').slice(0, -1)).toEqual(known);
      }),
      { numRuns: 20 },
    );
  });

  /** Runs it, and says what `aws` was given. */
  function run(plan: Plan, answers: Record<string, string>) {
    const text = script(plan, planHash(plan), plan.sections);
    const kept = folder.join(`run-${++runs}`);
    mkdirSync(kept);
    for (const [operation, answer] of Object.entries(answers)) writeFileSync(`${kept}/${operation}`, `${answer}\n`);
    expect(spawnSync('sh', ['-n'], { input: text }).stderr.toString()).toBe('');
    const env = { ...process.env, KEPT: kept, PATH: path };
    const ran = spawnSync('sh', { input: text, cwd: folder.path, env });
    const calls = existsSync(`${kept}/arguments`)
      ? readFileSync(`${kept}/arguments`, 'utf8').split('\x1e').slice(0, -1)
      : [];
    expect(existsSync(folder.join('pwned'))).toBe(false);
    return {
      code: ran.status,
      stderr: ran.stderr.toString(),
      argv: calls.map((call) => call.split('\0').slice(0, -1)),
    };
  }

  /** What AWS would answer where all is as the plan expects. */
  const answers = (plan: Plan) => {
    const saml = plan.sections[0]!.steps.find(({ kind }) => kind === 'restore-saml-provider');
    return {
      'sts-get-caller-identity': '123456789012',
      'iam-list-user-policies': 'False',
      'iam-list-role-policies': 'False',
      'iam-list-access-keys': 'Active',
      'iam-list-service-specific-credentials': 'Active',
      'iam-list-ssh-public-keys': 'Active',
      'iam-list-signing-certificates': 'Active',
      'iam-get-role': 'True',
      'iam-get-saml-provider': (saml as Extract<Step, { kind: 'restore-saml-provider' }>).expect.document,
      'iam-get-open-id-connect-provider': 'True',
    };
  };
  const acts = (argv: readonly string[][]) =>
    argv.filter(([, operation = '']) => !/^(get|list|assume)-/.test(operation)).map(([, ...words]) => words);

  test('are what the steps say, one after the other, each behind its read', () => {
    const plan = examplePlan();
    const { code, stderr, argv } = run(plan, answers(plan));
    expect(stderr).toBe('');
    expect(code).toBe(0);
    expect(argv.map(([, operation]) => operation).join(' ')).toMatchInlineSnapshot(
      `"get-caller-identity get-caller-identity list-user-policies put-user-policy list-access-keys update-access-key list-service-specific-credentials update-service-specific-credential list-ssh-public-keys update-ssh-public-key list-signing-certificates update-signing-certificate list-role-policies put-role-policy list-role-policies put-role-policy get-role update-assume-role-policy get-saml-provider update-saml-provider get-open-id-connect-provider remove-client-id-from-open-id-connect-provider get-open-id-connect-provider update-open-id-connect-provider-thumbprint"`,
    );
    const [deny, , , , , revoke] = acts(argv);
    const [step] = plan.sections[0]!.steps as readonly Extract<Step, { kind: 'deny-user' }>[];
    expect(deny).toEqual([
      'put-user-policy',
      '--user-name',
      'mallory',
      '--policy-name',
      'KeytrailContainmentDenyAll',
      '--policy-document',
      step!.document,
    ]);
    const time = JSON.parse(revoke!.at(-1)!).Statement[0].Condition.DateLessThan['aws:TokenIssueTime'];
    expect(Math.abs(Date.parse(time) - Date.now())).toBeLessThan(60_000);
  });

  test.each(HOSTILE)('hand %j on as it is, and run nothing of it', (text) => {
    const plan = hostilePlan(text);
    const { code, stderr, argv } = run(plan, answers(plan));
    expect(stderr).toBe('');
    expect(code).toBe(0);
    const steps = plan.sections[0]!.steps;
    const of = (operation: string) =>
      acts(argv)
        .find(([name]) => name === operation)
        ?.at(-1);
    const want = <K extends Step['kind']>(kind: K) =>
      steps.find((step) => step.kind === kind) as Extract<Step, { kind: K }>;
    expect(of('remove-client-id-from-open-id-connect-provider')).toBe(want('remove-oidc-client').clientId);
    expect(of('update-saml-provider')).toBe(want('restore-saml-provider').document);
    expect(of('update-assume-role-policy')).toBe(want('restore-trust').document);
  });

  test.each([
    ['a policy of that name is there', 'iam-list-user-policies', 'True', 0],
    ['the key is inactive already', 'iam-list-access-keys', 'Inactive', 1],
    ['the trust policy is another', 'iam-get-role', 'False', 7],
    ['a read fails', 'iam-list-ssh-public-keys', '', 3],
  ])('stop where %s', (_, operation, answer, done) => {
    const plan = examplePlan();
    const { code, stderr, argv } = run(plan, { ...answers(plan), [operation]: answer });
    expect(code).toBe(1);
    expect(stderr).toContain(`step ${done + 1}: the live state is not what the plan expects`);
    expect(acts(argv)).toHaveLength(done);
  });

  test('stop where the account is another and there is no role to assume', () => {
    const plan = examplePlan();
    const [section] = plan.sections;
    const other = { ...plan, sections: [{ ...section!, assumeRole: null }] };
    const { code, stderr, argv } = run(other, { ...answers(plan), 'sts-get-caller-identity': '666666666666' });
    expect(code).toBe(1);
    expect(stderr).toContain('these credentials are of account 666666666666, not of 123456789012');
    expect(acts(argv)).toEqual([]);
  });

  test('assume the role of a section in another account, for that section alone', () => {
    const plan = examplePlan();
    const [section] = plan.sections;
    const steps = section!.steps.slice(0, 1);
    const second = { ...section!, account: '222222222222', assumeRole: null, steps: [{ ...steps[0]!, number: 2 }] };
    const both = { ...plan, sections: [{ ...section!, steps }, second] };
    const given = {
      ...answers(plan),
      'sts-get-caller-identity': '222222222222',
      'sts-assume-role': 'ASIAEXAMPLE\tsecret\ttoken',
    };
    const elsewhere = run(both, { ...given, 'sts-of-role': '666666666666' });
    expect([elsewhere.code, acts(elsewhere.argv)]).toEqual([1, []]);
    expect(elsewhere.stderr).toContain('the role is of account 666666666666, not of 123456789012');
    const { argv } = run(both, { ...given, 'sts-of-role': '123456789012' });
    expect(argv.map(([, operation]) => operation)).toEqual([
      'get-caller-identity',
      'assume-role',
      'get-caller-identity',
      'get-caller-identity',
      'list-user-policies',
      'put-user-policy',
      'get-caller-identity',
      'get-caller-identity',
      'list-user-policies',
      'put-user-policy',
    ]);
  });
});
