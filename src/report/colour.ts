export { type Colour, coloured, type Paint, plain } from '../text/colour.js';
