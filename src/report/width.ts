export { fit, pad, width } from '../text/width.js';
