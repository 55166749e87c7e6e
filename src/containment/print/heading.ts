import { isCustomEndpoint } from '../../amazon.js';
import { visible } from '../../text/escape.js';
import { wrap } from '../../text/wrap.js';
import type { PlanFile } from '../program/plan-file.js';
import type { Connection, Identity } from '../types.js';

const MARGIN = ' '.repeat(10);

/** As whom AWS sees us, and where: before anything else is done. Endpoints are told because a variable may redirect them. */
export function identityText({ caller, accounts }: Connection, width: number | null): string {
  const others = accounts.filter(
    ({ identity }) => identity.arn !== caller.arn || identity.endpoint !== caller.endpoint,
  );
  const line = (name: string, text: string) => wrap(visible(text), width, name.padEnd(10), MARGIN);
  return [
    line('as', `${caller.arn}, key ${caller.accessKeyId}`),
    ...caller.behind.map(({ arn, accessKeyId }) => line('got by', `${arn}, key ${accessKeyId}`)),
    line('where', `account ${caller.account}, ${place(caller)}`),
    ...others.map(({ account, identity }) =>
      line('there', `account ${account} as ${identity.arn}, ${place(identity)}`),
    ),
  ].join('');
}

function place({ partition, region, endpoint }: Identity): string {
  const whose = isCustomEndpoint(endpoint) ? ", CUSTOM ENDPOINT: not AWS's" : '';
  return `partition ${partition}, region ${region}, IAM at ${endpoint}${whose}`;
}

export function planText({ path, hash, plan }: PlanFile, journal: string): string {
  return `plan      ${visible(path)}, of ${visible(plan.seed)}\nhash      ${hash}\njournal   ${visible(journal)}\n`;
}
