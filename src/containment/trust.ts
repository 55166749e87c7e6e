import { canonicalJson, type RestoreTrust } from '../plan/index.js';
import { already, differs, type Family, isAnother, type LiveOf, TO_DO } from './family.js';
import { untouchable } from './roles.js';

type TrustLive = LiveOf<'trust'>;

/** The trust policy of a role as it was before the intruder changed it. */
export const restoreTrust: Family<RestoreTrust, TrustLive> = {
  async read(reads, step) {
    const role = await reads.role(step.role);
    return role && { of: 'trust', id: role.id, path: role.path, document: role.trust };
  },
  judge(step, live) {
    const another = isAnother('role', step.roleId, live.id) ?? untouchable(live.path);
    if (another) return another;
    if (sameTrust(live.document, step.document)) return already('the trust policy is the former one already');
    return sameTrust(live.document, step.expect.document)
      ? TO_DO
      : differs('the trust policy is neither the one that the plan expects nor the former one');
  },
  candidates: (step) => [{ way: 'trust', value: step.document }],
  write: (writes, step) => writes.updateTrust(step.role, step.document),
  isWritten: (step, live, { value }) =>
    (step.roleId === null || live.id === step.roleId) && sameTrust(live.document, value),
  isFormer: (live, former) => live.id === former.id && sameTrust(live.document, former.document),
  takeBack: (writes, step, _, former) => writes.updateTrust(step.role, former.document),
  before: () => "the trust policy from before, by the plan the intruder's",
};

/**
 * Whether two policies trust the same. IAM gives back `arn:aws:iam::123456789012:root` for `123456789012`, and a list of one is its
 * only item (IAM User Guide, "AWS JSON policy elements: Principal"; policy grammar).
 */
export function sameTrust(one: string, other: string): boolean {
  return one === other || normal(one) === normal(other);
}

function normal(document: string): string {
  try {
    return canonicalJson(plain(JSON.parse(document), ''));
  } catch {
    return document;
  }
}

/** @param name of the field that holds the value */
function plain(value: unknown, name: string): unknown {
  if (Array.isArray(value)) {
    const items = value.map((item) => plain(item, name));
    if (items.length === 1) return items[0];
    // The order of statements and values says nothing.
    return items.sort((a, b) => (canonicalJson(a) < canonicalJson(b) ? -1 : 1));
  }
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, held]) => [key, plain(held, key)]));
  }
  if (name !== 'AWS' || typeof value !== 'string') return value;
  return /^arn:aws[a-z-]*:iam::(\d{12}):root$/.exec(value)?.[1] ?? value;
}
