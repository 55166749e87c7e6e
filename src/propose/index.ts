export type * from './input.js';
export { propose } from './propose.js';
