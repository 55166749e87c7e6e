import { visible } from '../../text/escape.js';
import type { PlanFile } from '../program/plan-file.js';
import type { Connection, Identity } from '../types.js';

/** As whom AWS sees us, and where: before anything else is done. Endpoints are told because a variable may redirect them. */
export function identityText({ caller, accounts }: Connection): string {
  const others = accounts.filter(
    ({ identity }) => identity.arn !== caller.arn || identity.endpoint !== caller.endpoint,
  );
  return [
    `as        ${visible(caller.arn)}, key ${visible(caller.accessKeyId)}\n`,
    ...caller.behind.map(({ arn, accessKeyId }) => `got by    ${visible(arn)}, key ${visible(accessKeyId)}\n`),
    `where     account ${visible(caller.account)}, ${place(caller)}\n`,
    ...others.map(
      ({ account, identity }) =>
        `there     account ${visible(account)} as ${visible(identity.arn)}, ${place(identity)}\n`,
    ),
  ].join('');
}

function place({ partition, region, endpoint }: Identity): string {
  return visible(`partition ${partition}, region ${region}, IAM at ${endpoint}`);
}

export function planText({ path, hash, plan }: PlanFile, journal: string): string {
  return `plan      ${visible(path)}, of ${visible(plan.seed)}\nhash      ${hash}\njournal   ${visible(journal)}\n`;
}
