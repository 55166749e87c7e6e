import { loadedBy, reachable, resolve, type SourceFile, withoutComments } from './imports.js';

// That no analysis room can write to AWS: it knows no command that does, and speaks to nobody in another way than by commands.
// Whatever mentions the SDK in a shape that is not one of these is objected to, so that a new shape has to be thought about here.

/** The one file that knows commands that change something, and is loaded by what executes alone. */
export const WRITES = 'containment/writes.ts';

/** Commands that only read. Of the Get…, these hand out credentials. */
const READ = /^(?:List|Get|Describe|Head)[A-Z]\w*Command$/;
const ISSUES = /^Get(?:SessionToken|FederationToken|DelegatedAccessToken|WebIdentityToken|SigninToken)Command$/;
const READS_BY_ANOTHER_NAME = new Set([
  'LookupEventsCommand',
  // Replaces the stored credential report, and there is no report without it: it is announced, and the stored one is kept before.
  'GenerateCredentialReportCommand',
]);

/** Not `S3` or `IAM`: those have a method for every operation. */
const CLIENT = /^[A-Z]\w*Client$/;
const READ_IN_PAGES = /^paginate(?:List|Get|Describe)[A-Z]\w*$/;
/** What containment may do outside of its writes: go into another account. */
const OF_CONTAINMENT = new Set(['AssumeRoleCommand']);

const PACKAGE = String.raw`['"]@(?:aws-sdk|smithy)\/[^'"]+['"]`;
const FROM = String.raw`from\s+${PACKAGE};?`;
const TYPES = [
  new RegExp(String.raw`\bimport\s+type\s+\{[^}]*\}\s+${FROM}`, 'g'),
  new RegExp(String.raw`^export type \w+ = import\(${PACKAGE}\)\.\w+;$`, 'gm'),
];
const VALUES = [
  new RegExp(String.raw`\bimport\s+\{([^}]*)\}\s+${FROM}`, 'g'),
  // The SDK by require, taken apart at once: the names are as plain as in an import.
  new RegExp(String.raw`\bconst\s+\{([^}]*)\}\s+=\s+require\(${PACKAGE}\) as typeof import\(${PACKAGE}\);`, 'g'),
];

/** Ways to the network, or to other programs, that need no SDK; and the files that have a reason. */
const WAYS = /['"](?:node:)?(?:https?|http2|net|tls|dgram|child_process|undici|cluster)['"]/;
const WITH_A_WAY: Readonly<Record<string, (code: string) => boolean>> = {
  'source/s3-direct.ts': onlyGets,
  'inflate/zlib-sync.ts': (code) => /import \{ type ChildProcess, fork \} from 'node:child_process'/.test(code),
};

/** What lets a file write to AWS, or hides whether it does. One sentence each. */
export function awsObjections({ path, text }: SourceFile): string[] {
  if (path === WRITES) return [];
  const found: string[] = [];
  let code = withoutComments(text);
  for (const shape of TYPES) code = code.replace(shape, '');
  for (const shape of VALUES) {
    code = code.replace(shape, (_, names: string) => {
      for (const name of namesOf(names)) {
        if (!mayKnow(path, name)) found.push(`${path} knows ${name}: that is no read of AWS`);
      }
      return '';
    });
  }
  if (/@(?:aws-sdk|smithy)\b/.test(code)) found.push(`${path} takes the SDK otherwise than by the names of reads`);
  if (/\b(?:import|require)\(\s*[^'"\s)]/.test(code)) found.push(`${path} loads a module whose name it works out`);
  if (WAYS.test(code) && !WITH_A_WAY[path]?.(code)) found.push(`${path} has a way out of its own`);
  if (path === 'source/s3-sign.ts' && !signsOnlyGets(code)) found.push(`${path} signs more than GET and HEAD`);
  if (/\b(?:XMLHttpRequest|WebSocket|EventSource)\(/.test(code) || callsFetch(code)) found.push(`${path} fetches`);
  return found;
}

/** `A, type B, C as D` and `A, C: D` → A, C. */
function namesOf(list: string): string[] {
  return list
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '' && !/^type\s/.test(name))
    .map((name) => name.split(/\s+as\s+|\s*:\s*/)[0] ?? '');
}

function mayKnow(path: string, name: string): boolean {
  if ((READ.test(name) && !ISSUES.test(name)) || READS_BY_ANOTHER_NAME.has(name)) return true;
  if (CLIENT.test(name) || READ_IN_PAGES.test(name)) return true;
  return path.startsWith('containment/') && OF_CONTAINMENT.has(name);
}

/** Node sends a GET where nothing else is said. */
function onlyGets(code: string): boolean {
  const methods = [...code.matchAll(/\bmethod\b(.{0,12})/g)].every(([, rest]) => /^: '(?:GET|HEAD)'/.test(rest ?? ''));
  return methods && !/\.write\(|\.end\([^)]|\[['"`](?:method|write|end)/.test(code);
}

function signsOnlyGets(code: string): boolean {
  const signed = [...code.matchAll(/`([^`\\]*)\\n\$\{path\}/g)].map((match) => match[1]);
  return signed.length > 0 && signed.every((method) => method === 'GET' || method === 'HEAD');
}

/** A call, not a method of ours of that name. */
function callsFetch(code: string): boolean {
  const own = /^\s*(?:async )?fetch\(\w+: .*\{$/gm;
  return /(?<![.\w])fetch\(|globalThis/.test(code.replace(own, ''));
}

/**
 * That nothing but executing comes near the writes: they are loaded late, by one file, and what looks only (a dry run, show, verify, status)
 * never loads that file, not even late.
 * @param looking files that each begin one of those
 */
export function writeObjections(files: readonly SourceFile[], main: string, looking: readonly string[]): string[] {
  const knowing = files.filter(({ path, text }) => loadedBy(text, true).some((name) => resolve(path, name) === WRITES));
  const found = knowing.length > 1 ? [`${knowing.map(({ path }) => path).join(' and ')} load ${WRITES}`] : [];
  if (reachable(files, main, false).has(WRITES)) found.push(`${main} loads ${WRITES} before it is told to execute`);
  for (const path of looking) {
    if (!files.some((file) => file.path === path)) found.push(`${path} is not there`);
    if (reachable(files, path, true).has(WRITES)) found.push(`${path} comes to ${WRITES}`);
  }
  return found;
}
