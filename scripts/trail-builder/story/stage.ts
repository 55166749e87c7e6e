import { accessKeyId, principalId } from '../identifiers.js';
import { type Random, random } from '../random.js';
import type { Principal } from '../records/identity.js';
import { type Call, type Caller, type CloudTrailRecord, record } from '../records/record.js';
import type { ResolvedStory } from './spec.js';

/** Where the story is played: the accounts, who and what is in them, and the records so far. */
export interface Stage {
  readonly story: ResolvedStory;
  readonly rng: Random;
  readonly records: CloudTrailRecord[];
  /** Milliseconds since the epoch. */
  readonly start: number;
  readonly end: number;
  readonly home: string;
  readonly other: string;
  /** Where IAM and sign-in are logged: us-east-1 if the trail delivers it. */
  readonly global: string;
  /** The first account. */
  readonly a: string;
  readonly b: string;
  readonly ci: Principal;
  /** The key that leaks. */
  readonly seedKey: string;
  readonly roles: {
    readonly deploy: Principal;
    readonly dataAdmin: Principal;
    readonly admin: Principal;
    readonly instance: Principal;
    /** In the second account. */
    readonly crossAccount: Principal;
  };
}

export function setStage(story: ResolvedStory): Stage {
  const rng = random(`${story.seed}/story`);
  const [a, b] = story.accounts;
  const [home, other] = story.regions;
  const start = Date.parse(story.start);
  const role = (account: string, name: string): Principal => ({ account, name, id: principalId(rng, 'AROA', account) });
  return {
    story,
    rng,
    records: [],
    start,
    end: start + story.hours * 3_600_000,
    home,
    other,
    global: story.regions.includes('us-east-1') ? 'us-east-1' : home,
    a,
    b,
    ci: { account: a, name: 'ci-deploy', id: principalId(rng, 'AIDA', a) },
    seedKey: accessKeyId(rng, 'AKIA', a),
    roles: {
      deploy: role(a, 'DeployRole'),
      dataAdmin: role(a, 'DataPlatformAdmin'),
      admin: role(a, 'OrganizationAdmin'),
      instance: role(a, 'app-instance-role'),
      crossAccount: role(b, 'CrossAccountOps'),
    },
  };
}

/** One call, written down. */
export function act(stage: Stage, caller: Caller, call: Call): CloudTrailRecord {
  const one = record(stage.rng, caller, call);
  stage.records.push(one);
  return one;
}
