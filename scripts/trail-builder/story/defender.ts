import { accessKeyId, principalId } from '../identifiers.js';
import { iamUser } from '../records/identity.js';
import { switchLogging } from '../records/logging.js';
import type { Caller } from '../records/record.js';
import type { ResolvedTrail } from '../spec.js';
import { MINUTE, SECOND } from '../time.js';
import type { Ledger } from './ledger.js';
import { act, type Stage } from './stage.js';

/** The morning after: logging on again, then the keys and the user that were found are shut. None of it is in the radius. */
export function defend(stage: Stage, book: Ledger, trail: ResolvedTrail, startLogging: number, disable: number): void {
  const { rng, a, global, home } = stage;
  const user = { account: a, name: 'security-oncall', id: principalId(rng, 'AIDA', a) };
  const caller: Caller = {
    account: a,
    identity: iamUser(user, accessKeyId(rng, 'AKIA', a)),
    address: '203.0.113.201',
    agent:
      'aws-cli/2.27.41 md/awscrt#0.26.1 ua/2.1 os/macos#24.5.0 md/arch#arm64 lang/python#3.13.4 md/command#cloudtrail',
  };
  stage.records.push(switchLogging(rng, caller, trail, 'StartLogging', startLogging));
  act(stage, caller, {
    time: startLogging + MINUTE,
    region: home,
    service: 'cloudtrail',
    name: 'GetTrailStatus',
    request: { name: trail.arn },
  });
  const long = book.credentials.filter((one) => one.kind === 'long-term');
  long.forEach((one, n) => {
    // A key that came from whoever created the user is the user's; the other is the leaked user's own second one.
    const created = book.principals.find((principal) => principal.parent === one.parent);
    const userName = created?.name ?? stage.ci.name;
    act(stage, caller, {
      time: disable + n * 14 * SECOND,
      region: global,
      service: 'iam',
      name: 'UpdateAccessKey',
      request: { accessKeyId: one.id, status: 'Inactive', userName },
      readOnly: false,
    });
  });
  for (const principal of book.principals) {
    act(stage, caller, {
      time: disable + 2 * MINUTE,
      region: global,
      service: 'iam',
      name: 'DeleteLoginProfile',
      request: { userName: principal.name },
      readOnly: false,
    });
  }
}
