export { canonicalJson, planHash, sameDocument } from './canonical.js';
export {
  APPLIED_AT,
  awsDenyAllArn,
  DENY_ALL_NAME,
  denyAllDocument,
  REVOKE_NAME,
  revokeDocument,
} from './documents.js';
export { GRAMMAR } from './grammar.js';
export { journalBeside } from './journal-name.js';
export { PLAN_BYTES, parsePlan } from './parse.js';
export type * from './types.js';
export { DENY_WAYS, FORMER_SOURCES, PLAN_SCHEMA, TASK_KINDS } from './types.js';
