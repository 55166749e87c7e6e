import { familyOf } from '../blast/fold-tree.js';
import type { CredentialShape } from '../shapes.js';
import { count } from '../words.js';
import type { Placed } from './graph-fold.js';
import { limited } from './text.js';

/** What a fold holds, whose that is, and what lies below it: `37 more sessions`, `of role Deploy`, 120. */
export function foldWords(members: readonly Placed[]): { what: string; whose: string; below: number } {
  const parents = new Set(members.map(({ parent }) => parent));
  const level = Math.min(...members.map(({ item }) => item.indent));
  const top = parents.size === 1 ? members : members.filter(({ item }) => item.indent === level);
  const [what, whose] = wordsOf(top);
  const said = `${top.length.toLocaleString('en')} more ${top.length === 1 ? what.replace(/s$/, '') : what}`;
  return { what: said.trimEnd(), whose, below: members.length - top.length };
}

function wordsOf(members: readonly Placed[]): [what: string, whose: string] {
  const credentials = members.flatMap(({ item }) => ('credential' in item ? [item.credential] : []));
  const families = new Set(credentials.map(familyOf));
  return families.size === 1 && credentials.length === members.length ? ofFamily(credentials[0]) : kindsOf(members);
}

/** `sessions` `of role Deploy`, `access keys` `of user alice`. */
function ofFamily(credential: CredentialShape | undefined): [string, string] {
  const { principal = null, kind = '' } = credential ?? {};
  const role = /:assumed-role\/([^/]+)\//.exec(principal ?? '');
  if (role) return ['sessions', `of role ${limited(role[1] ?? '')}`];
  const user = /:user\/(?:.*\/)?([^/]+)$/.exec(principal ?? '');
  const what = kind === 'access-key' ? 'access keys' : kind === 'temporary-key' ? 'temporary keys' : 'sessions';
  return [what, user ? `of user ${limited(user[1] ?? '')}` : principal === null ? '' : `of ${limited(principal)}`];
}

function kindsOf(members: readonly Placed[]): [string, string] {
  const keys = members.filter(({ item }) => 'credential' in item && item.credential.kind === 'access-key').length;
  const principals = members.filter(({ item }) => 'principal' in item).length;
  const sessions = members.length - keys - principals;
  if (principals === members.length) {
    const kinds = new Set(members.map(({ item }) => ('principal' in item ? `${item.principal.kind}s` : '')));
    return [[...kinds].sort().join(', '), 'made by the radius'];
  }
  const parts = [
    sessions > 0 ? count(sessions, 'session') : '',
    keys > 0 ? count(keys, 'key') : '',
    principals > 0 ? count(principals, 'principal') : '',
  ].filter((part) => part !== '');
  const [only] = parts;
  return parts.length === 1 && only !== undefined
    ? [only.replace(/^[\d,]+ /, ''), 'of several']
    : ['', parts.join(', ')];
}
