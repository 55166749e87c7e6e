export { journalBeside } from '../plan/index.js';
export { connect } from './connect.js';
export { apply, revert } from './execute.js';
export { previewApply, previewRevert } from './preview.js';
export { status } from './status.js';
export type * from './types.js';
export { verify } from './verify.js';
