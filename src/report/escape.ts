export { cellText, safeJson, visible, visibleInQuotes } from '../text/escape.js';
