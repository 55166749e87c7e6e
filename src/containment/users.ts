import { awsDenyAllArn, type DenyUser, type DenyWay, sameDocument } from '../plan/index.js';
import {
  already,
  differs,
  type Family,
  type Intended,
  inlinePolicies,
  isAnother,
  type LiveOf,
  sizeOf,
  TO_DO,
} from './family.js';
import type { IamWrites } from './types.js';

/** Characters of all inline policies of a user: cannot be raised. */
const INLINE = 2048;
/** Managed policies attached to a user: can be raised to 20, so more is tried where nothing else is left. */
const ATTACHED = 10;

type UserLive = LiveOf<'user'>;

/** An unconditional Deny on a user: inline, or AWSDenyAll attached or as its boundary where that is full. */
export const denyUser: Family<DenyUser, UserLive> = {
  async read(reads, step) {
    const user = await reads.user(step.user);
    const names = user && (await reads.userPolicyNames(step.user));
    const attached = names && (await reads.attachedToUser(step.user));
    if (!user || !names || !attached) return null;
    const documents = await inlinePolicies(names, (name) => reads.userPolicy(step.user, name));
    return {
      of: 'user',
      id: user.id,
      policy: documents.get(step.policyName) ?? null,
      attached: attached.some(isDenyAll),
      boundary: user.boundary,
      inlineSize: sizeOf([...documents.values()]),
      attachments: attached.length,
    };
  },

  judge(step, live) {
    const another = isAnother('user', step.userId, live.id);
    if (another) return another;
    if (live.policy !== null) {
      return sameDocument(live.policy, step.document)
        ? already(`${step.policyName} is there, and not by this journal`)
        : differs(`somebody else's policy has the name ${step.policyName}: it is not overwritten`);
    }
    if (live.attached) return already('AWSDenyAll is attached, and not by this journal');
    if (isDenyAll(live.boundary)) return already('AWSDenyAll is its boundary, and not by this journal');
    return TO_DO;
  },

  candidates(step, live, { section }) {
    const managed = awsDenyAllArn(section.partition);
    const fits: Readonly<Record<DenyWay, boolean>> = {
      inline: live.inlineSize + sizeOf([step.document]) <= INLINE,
      attached: live.attachments < ATTACHED,
      boundary: true,
    };
    const value = (way: DenyWay) => (way === 'inline' ? step.document : managed);
    // What does not fit by what we know comes last: AWS has the last word, as quotas can be raised.
    const ways = [...step.ways.filter((way) => fits[way]), ...step.ways.filter((way) => !fits[way])];
    return ways.map((way) => ({ way, value: value(way) }));
  },

  async write(writes, step, { way, value }) {
    if (way === 'inline') await writes.putUserPolicy(step.user, step.policyName, value);
    else if (way === 'attached') await writes.attachUserPolicy(step.user, value);
    else await writes.putUserBoundary(step.user, value);
  },

  isWritten(step, live, { way, value }) {
    if (step.userId !== null && live.id !== step.userId) return false;
    if (way === 'inline') return live.policy !== null && sameDocument(live.policy, value);
    return way === 'attached' ? live.attached : live.boundary === value;
  },

  isFormer(live, former, { way }) {
    if (live.id !== former.id) return false;
    if (way === 'inline') return live.policy === former.policy;
    return way === 'attached' ? live.attached === former.attached : live.boundary === former.boundary;
  },

  takeBack: (writes, step, intended, former) => lift(writes, step, intended, former),

  before(step, { way }, former) {
    if (way === 'inline') return `no ${step.policyName}`;
    if (way === 'attached') return 'AWSDenyAll not attached';
    return former.boundary === null ? 'no boundary' : `the boundary ${former.boundary}`;
  },
};

async function lift(writes: IamWrites, step: DenyUser, { way, value }: Intended, former: UserLive): Promise<void> {
  if (way === 'inline') await writes.deleteUserPolicy(step.user, step.policyName);
  else if (way === 'attached') await writes.detachUserPolicy(step.user, value);
  else if (former.boundary === null) await writes.deleteUserBoundary(step.user);
  else await writes.putUserBoundary(step.user, former.boundary);
}

/** AWS's own, of whatever partition. One of the account with that name could say anything. */
export function isDenyAll(arn: string | null): boolean {
  return arn !== null && /^arn:aws[a-z-]*:iam::aws:policy\/AWSDenyAll$/.test(arn);
}
