export type * from './input.js';
export { propose } from './propose.js';
export type * from './state-rows.js';
