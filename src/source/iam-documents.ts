import { randomUUID } from 'node:crypto';
import { LIMITS } from '../limits.js';
import { textOf } from './iam-rows.js';
import { isRecord, shapeOf } from './json.js';

// Policy documents keep the text that IAM holds: a restored policy has to be the one that was there, white space included.

const DOCUMENT = /"(?:AssumeRolePolicyDocument|PolicyDocument|Document)"\s*:\s*(?=\{)/g;

/**
 * JSON of `aws iam get-account-authorization-details` with each policy document turned into a JSON string of its own text. Inside a
 * string the names above cannot stand so: their quotes would be escaped.
 */
export function documentsAsText(json: string): string {
  let out = '';
  let done = 0;
  DOCUMENT.lastIndex = 0;
  for (let found = DOCUMENT.exec(json); found !== null; found = DOCUMENT.exec(json)) {
    const start = DOCUMENT.lastIndex;
    const end = endOfObject(json, start);
    if (end === null) break;
    out += json.slice(done, start) + JSON.stringify(json.slice(start, end));
    done = end;
    DOCUMENT.lastIndex = end;
  }
  return out + json.slice(done);
}

/** Where the object that begins there ends; null: nowhere. */
function endOfObject(json: string, start: number): number | null {
  let depth = 0;
  for (let at = start; at < json.length; at += 1) {
    switch (json.charCodeAt(at)) {
      case 0x22: // "
        for (at += 1; at < json.length && json.charCodeAt(at) !== 0x22; at += 1) {
          if (json.charCodeAt(at) === 0x5c) at += 1;
        }
        break;
      case 0x7b: // {
        depth += 1;
        break;
      case 0x7d: // }
        depth -= 1;
        if (depth === 0) return at + 1;
    }
  }
  return null;
}

/** The text of a document: as the API has it (URL-encoded, RFC 3986), as text, or as an object. */
export function documentOf(value: unknown): string | null {
  if (isRecord(value)) return JSON.stringify(value);
  const text = textOf(value);
  if (text === null || !/^\s*%7b/i.test(text)) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** A document for a JSON column: what is no JSON to DuckDB stands there as a JSON string. */
export function documentColumn(value: unknown): string | null {
  const text = documentOf(value);
  return text === null || isJson(text) ? text : quoted(text);
}

/** {name: document} of a list of inline policies. */
export function inlinePolicies(list: unknown): string {
  const policies = Array.isArray(list) ? list.filter(isRecord) : [];
  const pairs = policies.flatMap(({ PolicyName, PolicyDocument }) => {
    const name = textOf(PolicyName);
    return name === null ? [] : [`${quoted(name)}: ${documentColumn(PolicyDocument) ?? 'null'}`];
  });
  return `{${pairs.join(', ')}}`;
}

/** Half of a surrogate pair has no place in a file, and none in DuckDB. */
export const quoted = (text: string): string => JSON.stringify(text.replace(/\p{Cs}/gu, '\ufffd'));

/** Half of a surrogate pair, spelled out, is JSON to JavaScript, and none to DuckDB. */
function isJson(text: string): boolean {
  if (/\\u[dD][89a-fA-F]/.test(text) || shapeOf(text).depth > LIMITS.iamDepth) return false;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

const KEYS = new Set(['AssumeRolePolicyDocument', 'PolicyDocument', 'Document']);

/** An answer of IAM as the AWS CLI prints it: documents decoded, as objects; but each with the very text that IAM holds. */
export function withDocuments(answer: unknown): string {
  const texts: string[] = [];
  const mark = `document-${randomUUID()}-`;
  const json = JSON.stringify(
    answer,
    (key, value: unknown) => {
      const text = KEYS.has(key) && typeof value === 'string' ? documentOf(value) : null;
      if (text === null || !isObject(text)) return text ?? value;
      return `${mark}${texts.push(text) - 1}-`;
    },
    2,
  );
  return `${json.replace(new RegExp(`"${mark}(\\d+)-"`, 'g'), (_, at: string) => texts[Number(at)] ?? '')}\n`;
}

function isObject(text: string): boolean {
  try {
    return shapeOf(text).depth <= LIMITS.iamDepth && isRecord(JSON.parse(text));
  } catch {
    return false;
  }
}
