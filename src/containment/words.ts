import type { Step } from '../plan/index.js';
import type { Intended } from './family.js';
import { revokedBefore } from './roles.js';

/** What writing it does, in words. */
export function inWords(step: Step, { way, value }: Intended): string {
  switch (way) {
    case 'inline':
      return `inline policy ${'policyName' in step ? step.policyName : ''}`;
    case 'attached':
      return 'AWSDenyAll attached: there is no room for an inline policy';
    case 'boundary':
      return 'AWSDenyAll as the permissions boundary: there is no room for a policy';
    case 'policy': {
      const before = revokedBefore(value);
      const name = `inline policy ${'policyName' in step ? step.policyName : ''}`;
      return before === null ? name : `${name}: sessions issued before ${before} are denied`;
    }
    case 'status':
      return 'Inactive';
    case 'trust':
      return 'the former trust policy';
    case 'metadata':
      return 'the former metadata';
    case 'client':
      return 'the audience removed';
    case 'thumbprints':
      return 'the former thumbprints';
  }
}
