import { PICTURE_DARK, PICTURE_LIGHT, PICTURE_STYLE } from '../pictures/style.js';

/** The style of the page: its own file, and that of the pictures, which turn dark when the page does. */
export function pageStyle(file: string): string {
  return [
    file,
    `:root{${PICTURE_LIGHT}}`,
    `@media screen and (prefers-color-scheme:dark){:root:not([data-theme="light"]){${PICTURE_DARK}}}`,
    `@media screen{:root[data-theme="dark"]{${PICTURE_DARK}}}`,
    PICTURE_STYLE,
    '',
  ].join('\n');
}
