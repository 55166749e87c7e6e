import type {
  DeactivateAccessKey,
  DeactivateCertificate,
  DeactivateServiceCredential,
  DeactivateSshKey,
} from '../plan/index.js';
import { already, differs, type Family, isAnother, type LiveOf, TO_DO } from './family.js';
import type { CredentialState, IamReads, IamWrites, Status } from './types.js';

type Deactivate = DeactivateAccessKey | DeactivateServiceCredential | DeactivateSshKey | DeactivateCertificate;
type CredentialLive = LiveOf<'credential'>;

/** Makes a credential of a user inactive. It is never deleted: what was last done with it is known as long as it exists. */
function deactivation<S extends Deactivate>(
  idOf: (step: S) => string,
  list: (reads: IamReads, user: string) => Promise<readonly CredentialState[] | null>,
  set: (writes: IamWrites, user: string, id: string, status: Status) => Promise<void>,
): Family<S, CredentialLive> {
  return {
    async read(reads, step) {
      const held = (await list(reads, step.user))?.find(({ id }) => id === idOf(step));
      if (held === undefined) return null;
      // The id of a credential is of one user for ever, but the plan may mean another user of that name.
      const id = step.userId === null ? null : ((await reads.user(step.user))?.id ?? null);
      return { of: 'credential', status: held.status, user: id };
    },
    judge(step, live) {
      const another = live.user === null ? null : isAnother('user', step.userId, live.user);
      if (another) return another;
      if (live.status === 'Active') return TO_DO;
      return live.status === 'Inactive' || live.status === 'Expired'
        ? already(`it is ${live.status}, and not by this journal`)
        : differs(`it is neither active nor inactive: ${live.status.slice(0, 32)}`);
    },
    candidates: () => [{ way: 'status', value: 'Inactive' }],
    write: (writes, step) => set(writes, step.user, idOf(step), 'Inactive'),
    isWritten: (_, live) => live.status === 'Inactive',
    isFormer: (live, former) => live.status === former.status,
    takeBack: (writes, step) => set(writes, step.user, idOf(step), 'Active'),
    before: () => 'Active',
  };
}

export const deactivateAccessKey = deactivation<DeactivateAccessKey>(
  ({ accessKeyId }) => accessKeyId,
  (reads, user) => reads.accessKeys(user),
  (writes, user, id, status) => writes.setAccessKey(user, id, status),
);

export const deactivateServiceCredential = deactivation<DeactivateServiceCredential>(
  ({ credentialId }) => credentialId,
  (reads, user) => reads.serviceCredentials(user),
  (writes, user, id, status) => writes.setServiceCredential(user, id, status),
);

export const deactivateSshKey = deactivation<DeactivateSshKey>(
  ({ sshPublicKeyId }) => sshPublicKeyId,
  (reads, user) => reads.sshKeys(user),
  (writes, user, id, status) => writes.setSshKey(user, id, status),
);

export const deactivateCertificate = deactivation<DeactivateCertificate>(
  ({ certificateId }) => certificateId,
  (reads, user) => reads.certificates(user),
  (writes, user, id, status) => writes.setCertificate(user, id, status),
);
