import { buildChains } from './chain.js';
import { deliver } from './delivery.js';
import { accessKeyId, principalId } from './identifiers.js';
import { judge } from './judge.js';
import { keyring } from './keyring.js';
import { random } from './random.js';
import { background } from './records/background.js';
import { delivery } from './records/delivered.js';
import { iamUser } from './records/identity.js';
import { switchLogging } from './records/logging.js';
import type { CloudTrailRecord } from './records/record.js';
import { outagesOf, type ResolvedSpec, type ResolvedTrail, resolveSpec, type TrailSpec } from './spec.js';
import { describeTrails, trailStatus } from './status.js';
import { HOUR, iso } from './time.js';
import type { BuiltChain, DeliveredLog, StoredObject, Trail } from './trail.js';

/** Builds a whole trail in memory, as CloudTrail would have delivered it. Pure: the same specification gives the same bytes. */
export function buildTrail(given: TrailSpec): Trail {
  const spec = resolveSpec(given);
  checkOutages(spec);
  const keys = keyring(spec);
  const { records, stopEvents } = withLoggingRecords(spec, given.events ?? background(spec));
  const objects = new Map<string, StoredObject>();
  const logs = new Map<string, DeliveredLog>();
  const chains: BuiltChain[] = [];
  const attests = new Map<string, string>();
  for (const trail of spec.trails) {
    const delivered = trail.attests ? [...objects].filter(([, { bucket }]) => bucket === trail.bucket) : [];
    const own = delivered.map(([id, object]): [string, CloudTrailRecord] => [id, delivery(spec.seed, trail, object)]);
    for (const [id, { eventID }] of own) attests.set(id, eventID);
    const seen = whileLogging(spec, trail, [...records, ...own.map(([, one]) => one)]);
    for (const account of trail.accounts) {
      for (const region of trail.regions) {
        const here = seen.filter((one) => one.recipientAccountId === account && one.awsRegion === region);
        const files = deliver(spec, trail, account, region, here);
        for (const file of files) {
          const { id, bucket, key, bytes, delivered, eventIds } = file;
          objects.set(id, {
            bucket,
            key,
            bytes,
            metadata: {},
            lastModified: iso(delivered),
            kind: 'log',
          });
          logs.set(id, { account, region, trail: trail.name, delivered, eventIds });
        }
        if (trail.validation) {
          chains.push(...buildChains(spec, trail, account, region, files, keys, stopEvents, objects));
        }
      }
    }
  }
  const newest = [...objects.values()].reduce((last, one) => (one.lastModified > last ? one.lastModified : last), '');
  const state = {
    seed: spec.seed,
    objects,
    publicKeys: keys.published,
    trails: describeTrails(spec),
    trailStatus: trailStatus(spec, objects, chains),
    accounts: spec.accounts,
    regions: spec.regions,
    prefix: spec.trails[0]?.prefix ?? null,
    organizationId: spec.trails[0]?.organizationId ?? null,
    window: spec.window,
    collectedAt: iso(Date.parse(newest === '' ? iso(spec.end) : newest) + HOUR / 4),
    delivery: { chains, logs, attests },
    alterations: new Map(),
    keyTrouble: new Map(),
  };
  return { ...state, truth: judge(state) };
}

/** Adds the StopLogging and StartLogging that the specification asks the builder to write, and finds the ones that it was given. */
function withLoggingRecords(
  spec: ResolvedSpec,
  events: readonly CloudTrailRecord[],
): { records: CloudTrailRecord[]; stopEvents: Map<string, string> } {
  const records = [...events];
  const stopEvents = new Map<string, string>();
  for (const trail of spec.trails) {
    const rng = random(`${spec.seed}/${trail.name}/logging`);
    const user = { account: trail.owner, name: 'platform-admin', id: principalId(rng, 'AIDA', trail.owner) };
    const caller = {
      account: trail.owner,
      identity: iamUser(user, accessKeyId(rng, 'AKIA', trail.owner)),
      address: '198.51.100.7',
      agent:
        'aws-cli/2.27.41 md/awscrt#0.26.1 ua/2.1 os/linux#6.8.0 md/arch#x86_64 lang/python#3.13.4 md/command#cloudtrail',
    };
    for (const outage of outagesOf(spec, trail)) {
      if (outage.record === 'none') continue;
      if (outage.record !== 'write') {
        stopEvents.set(`${trail.name}/${outage.stop}`, outage.record);
        continue;
      }
      const stop = switchLogging(rng, caller, trail, 'StopLogging', outage.stop);
      records.push(stop, switchLogging(rng, caller, trail, 'StartLogging', outage.start));
      stopEvents.set(`${trail.name}/${outage.stop}`, stop.eventID);
    }
  }
  return { records, stopEvents };
}

function whileLogging(spec: ResolvedSpec, trail: ResolvedTrail, records: CloudTrailRecord[]): CloudTrailRecord[] {
  const outages = outagesOf(spec, trail);
  return records.filter((one) => {
    const time = Date.parse(one.eventTime);
    return !outages.some((outage) => time > outage.stop && time < outage.start);
  });
}

function checkOutages(spec: ResolvedSpec): void {
  for (const trail of spec.trails) {
    for (const outage of outagesOf(spec, trail)) {
      // The last digest waits for the log of the StopLogging, so a shorter one would leave no time between the two chains.
      if (outage.start - outage.stop < HOUR / 2) throw new RangeError('an outage has to last at least half an hour');
      if (outage.stop <= spec.start) throw new RangeError('an outage cannot begin before the trail');
    }
  }
}
