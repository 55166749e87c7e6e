import { readdirSync, readFileSync } from 'node:fs';
import { join, posix, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { packageFile } from '../src/package.js';
import { findCycle, violations } from './support/architecture.js';
import { awsObjections, writeObjections } from './support/aws-access.js';
import { importsOf, reachable, type SourceFile } from './support/imports.js';

const SRC = fileURLToPath(packageFile('src/'));

function sources(): SourceFile[] {
  const files = readdirSync(SRC, { recursive: true, withFileTypes: true }).filter(
    (entry) => entry.isFile() && entry.name.endsWith('.ts'),
  );
  return files.map((entry) => {
    const file = join(entry.parentPath, entry.name);
    return { path: relative(SRC, file).split('\\').join(posix.sep), text: readFileSync(file, 'utf8') };
  });
}

describe('the house', () => {
  const files = sources();

  test('has rooms, and every file lies in one of them', () => {
    expect(files.length).toBeGreaterThan(40);
    expect(violations(files)).toEqual([]);
  });

  test('has no cycle of imports', () => {
    expect(findCycle(files)).toBeNull();
  });

  test('cannot write to AWS, but for the one file of containment that does', () => {
    expect(files.filter(({ path }) => path.startsWith('source/')).length).toBeGreaterThan(40);
    expect(files.flatMap(awsObjections)).toEqual([]);
  });

  test('comes near those writes in what executes alone', () => {
    const looking = ['preview', 'status', 'verify', 'connect', 'show/show'].map((name) => `containment/${name}.ts`);
    expect(writeObjections(files, 'containment/main.ts', looking)).toEqual([]);
    expect(writeObjections(files, 'containment/print/desk.ts', looking)).toEqual([]);
    expect(reachable(files, 'containment/execute.ts', true)).toContain('containment/writes.ts');
  });
});

describe('the checker finds a planted violation:', () => {
  const planted = (path: string, text: string) => violations([{ path, text }]);

  test.each([
    ['an arrow up', 'verify/chain.ts', "import { openCase } from '../store/case.js';"],
    ['a neighbour on the same floor', 'report/csv.ts', "import type { Case } from '../store/case.js';"],
    ['an import over two lines', 'model.ts', "import {\n  a,\n} from './clock.js';"],
    ['a re-export', 'verify/chain.ts', "export { x } from '../cli/main.js';"],
    ['a dynamic import', 'blast/blast.ts', "const { verify } = await import('../ingest/index.js');"],
    ['a worker of another room', 'verify/chain.ts', "new Worker(new URL('../ingest/worker.js', import.meta.url));"],
    ["somebody else's package", 'ingest/pool.ts', "import { DuckDBInstance } from '@duckdb/node-api';"],
    ['a package without an owner', 'cli/main.ts', "import chalk from 'chalk';"],
    ['containment inside analysis', 'cli/main.ts', "import { apply } from '../containment/apply.js';"],
    ['a room that the table does not know', 'attic/box.ts', 'export const x = 1;'],
    ['SQL in TypeScript', 'blast/blast.ts', 'const sql = `SELECT * FROM events`;'],
    ['I/O in a pure room', 'verify/chain.ts', "import { readFileSync } from 'node:fs';"],
  ])('%s', (_, path, text) => {
    expect(planted(path, text)).toHaveLength(1);
  });

  test('a cycle', () => {
    const a = { path: 'verify/a.ts', text: "import { b } from './b.js';" };
    const b = { path: 'verify/b.ts', text: "import { a } from './a.js';" };
    expect(findCycle([a, b])).toEqual(['verify/a.ts', 'verify/b.ts', 'verify/a.ts']);
  });

  test('and not what is allowed', () => {
    expect(
      planted('cli/commands/sql.ts', "import { openCase } from '../../store/case.js';\nimport yargs from 'yargs';"),
    ).toEqual([]);
    expect(importsOf("// import { x } from './nowhere.js';\nimport './side-effect.js';")).toEqual(['./side-effect.js']);
  });
});

describe('a way to write to AWS is found:', () => {
  const IAM = "from '@aws-sdk/client-iam';";
  const planted = (path: string, text: string) => awsObjections({ path, text });

  test.each([
    ['a write', 'source/iam.ts', `import { IAMClient, DeleteUserCommand } ${IAM}`],
    ['a write by another name', 'source/iam.ts', `import { DeleteUserCommand as GetUserCommand } ${IAM}`],
    ['a client with all operations', 'source/iam.ts', `import { IAM } ${IAM}`],
    ['everything', 'source/iam.ts', `import * as iam ${IAM}`],
    ['the default', 'source/iam.ts', `import iam ${IAM}`],
    ['the default beside a name', 'source/iam.ts', `import iam, { IAMClient } ${IAM}`],
    ['a dynamic import', 'source/iam.ts', "const iam = await import('@aws-sdk/client-iam');"],
    ['a require', 'source/iam.ts', "const iam = require('@aws-sdk/client-iam');"],
    [
      'a write by require',
      'source/aws-sdk.ts',
      "const { PutObjectCommand } = require('@aws-sdk/client-s3') as typeof import('@aws-sdk/client-s3');",
    ],
    [
      'a write by require under another name',
      'source/aws-sdk.ts',
      "const { PutObjectCommand: put } = require('@aws-sdk/client-s3') as typeof import('@aws-sdk/client-s3');",
    ],
    [
      'the rest by require',
      'source/aws-sdk.ts',
      "const { S3Client, ...rest } = require('@aws-sdk/client-s3') as typeof import('@aws-sdk/client-s3');",
    ],
    ['a re-export', 'source/iam.ts', `export { GetUserCommand } ${IAM}`],
    ['a re-export of everything', 'source/iam.ts', `export * ${IAM}`],
    ['the parts of the SDK', 'source/iam.ts', "import { HttpRequest } from '@smithy/core/protocols';"],
    ['a name that is put together', 'source/iam.ts', 'const iam = await import(`@aws-`.concat(name));'],
    ['a name that is worked out', 'source/iam.ts', 'const iam = await import(name);'],
    ['a require of what is worked out', 'source/iam.ts', 'const iam = require(name);'],
    ['credentials for somebody', 'source/iam.ts', "import { GetSessionTokenCommand } from '@aws-sdk/client-sts';"],
    ['a role that is assumed', 'source/iam.ts', "import { AssumeRoleCommand } from '@aws-sdk/client-sts';"],
    ['a write beside the writes', 'containment/reads.ts', `import { PutUserPolicyCommand } ${IAM}`],
    ['a request of its own', 'source/post.ts', "import { request } from 'node:https';"],
    ['a request by the old name', 'source/post.ts', "import http from 'http';"],
    ['a socket', 'containment/post.ts', "import { connect } from 'node:tls';"],
    ['another program', 'collect/cli.ts', "import { execFile } from 'node:child_process';"],
    ['another program where one is forked', 'inflate/zlib-sync.ts', "import { spawn } from 'node:child_process';"],
    ['fetch', 'report/html.ts', "await fetch('https://iam.amazonaws.com/', { method: 'POST' });"],
    ['fetch in disguise', 'report/html.ts', "globalThis['fetch']('https://iam.amazonaws.com/');"],
    ['a PUT', 'source/s3-direct.ts', "import { request } from 'node:https';\nrequest({ method: 'PUT' });"],
    ['a method that is given', 'source/s3-direct.ts', "import { request } from 'node:https';\nrequest({ method });"],
    ['a body', 'source/s3-direct.ts', "import { request } from 'node:https';\nrequest({}).end(body);"],
    ['a signed PUT', 'source/s3-sign.ts', `const request = \`PUT\\n\${path}\\n\`;`],
    ['a signed method that is given', 'source/s3-sign.ts', `const request = \`\${method}\\n\${path}\\n\`;`],
  ])('%s', (_, path, text) => {
    expect(planted(path, text)).toHaveLength(1);
  });

  test('and not what is allowed', () => {
    expect(
      planted(
        'source/iam.ts',
        `import { GenerateCredentialReportCommand, IAMClient, ListUsersCommand, type User, paginateGetAccountAuthorizationDetails } ${IAM}
        import type { PutUserPolicyCommandInput } ${IAM}
        // import { DeleteUserCommand } ${IAM}
        class Bucket {
          fetch(object: Listed): Promise<Stored> {
          }
        }
        await bucket.fetch(object);`,
      ),
    ).toEqual([]);
    expect(
      planted('containment/sts.ts', "import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';"),
    ).toEqual([]);
    expect(planted('containment/writes.ts', `import { IAMClient, PutUserPolicyCommand } ${IAM}`)).toEqual([]);
  });
});

describe('what comes near the writes of containment is found:', () => {
  const writes = { path: 'containment/writes.ts', text: 'export const write = 1;' };
  const execute = { path: 'containment/execute.ts', text: "const { write } = await import('./writes.js');" };
  const dryRun = { path: 'containment/dry-run.ts', text: "import type { Writes } from './writes.js';" };
  const main = {
    path: 'containment/main.ts',
    text: "import { dry } from './dry-run.js';\nawait import('./execute.js');",
  };
  const objections = (...changed: readonly SourceFile[]) => {
    const files = new Map([writes, execute, dryRun, main, ...changed].map((file) => [file.path, file]));
    return writeObjections([...files.values()], main.path, [dryRun.path]);
  };

  test('nothing where they are loaded late, by one file', () => {
    expect(objections()).toEqual([]);
  });

  test.each([
    ['a second file that loads them', { path: 'containment/verify.ts', text: "await import('./writes.js');" }],
    ['a program that loads them at once', { path: 'containment/main.ts', text: "import './execute.js';" }],
    ['a dry run that may get to them', { path: 'containment/dry-run.ts', text: "await import('./execute.js');" }],
  ])('%s', (_, file) => {
    const early = { path: 'containment/execute.ts', text: "import { write } from './writes.js';" };
    expect(file.path === 'containment/main.ts' ? objections(file, early) : objections(file)).toHaveLength(1);
  });

  test('a dry run that is not there', () => {
    expect(writeObjections([writes, main], main.path, ['containment/dry.ts'])).toEqual([
      'containment/dry.ts is not there',
    ]);
  });
});
