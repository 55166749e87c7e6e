export { mdCode, mdText } from '../text/markdown-text.js';
