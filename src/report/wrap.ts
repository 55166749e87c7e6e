export { pack, wrap } from '../text/wrap.js';
