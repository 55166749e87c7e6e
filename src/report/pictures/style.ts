// The look of the pictures. Rules are over variables, so that a page can switch them; nothing is told by colour alone: kinds have shapes and
// words, confidence has dashes, coverage has patterns.

export const PICTURE_LIGHT =
  '--kp-bg:#ffffff;--kp-ink:#16202e;--kp-soft:#4d5a6b;--kp-faint:#d5dce5;--kp-box:#f5f7fa;--kp-line:#55637a;--kp-accent:#0a55b8;' +
  '--kp-alive:#b3261e;--kp-alive-box:#fdeceb;--kp-gap:#8a5a00;--kp-gap-box:#fdf0d4;--kp-contain:#0b6b3a;--kp-proven:#2f7d4f;' +
  '--kp-unproven:#9cc3ab;--kp-missing:#b3261e;--kp-off:#7a6a4a;--kp-unknown:#8b95a3;--kp-on:#ffffff;';

export const PICTURE_DARK =
  '--kp-bg:#10151c;--kp-ink:#e8edf4;--kp-soft:#a7b3c2;--kp-faint:#303a48;--kp-box:#1a222d;--kp-line:#8d9bb0;--kp-accent:#6cb0ff;' +
  '--kp-alive:#ff8a80;--kp-alive-box:#3a1d1d;--kp-gap:#f0b849;--kp-gap-box:#3a2f14;--kp-contain:#6fd39b;--kp-proven:#4fae78;' +
  '--kp-unproven:#2f5d44;--kp-missing:#ff8a80;--kp-off:#b09a6c;--kp-unknown:#76828f;--kp-on:#10151c;';

/** Of the SVG element and everything in it. Class names begin with kp so that they meet no other. */
export const PICTURE_STYLE = [
  '.kp{font:11px/1.3 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,"Liberation Sans",sans-serif;background:var(--kp-bg)}',
  '.kp text{fill:var(--kp-ink);unicode-bidi:isolate}',
  '.kp-fit{max-width:100%;min-width:960px;height:auto}',
  '.kp .kp-mono{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,"Liberation Mono","DejaVu Sans Mono",monospace;font-size:12px}',
  '.kp .kp-strong{font-weight:700}',
  '.kp .kp-head{font-size:15px;font-weight:700}',
  '.kp .kp-soft{fill:var(--kp-soft)}',
  '.kp .kp-alive-text{fill:var(--kp-alive);font-weight:700}',
  '.kp-box{fill:var(--kp-box);stroke:var(--kp-line);stroke-width:1.4}',
  '.kp-box.kp-alive{fill:var(--kp-alive-box);stroke:var(--kp-alive)}',
  '.kp-box.kp-seed{stroke:var(--kp-accent);stroke-width:3}',
  '.kp-inner{fill:none;stroke:var(--kp-line);stroke-width:.8}',
  '.kp-bar{fill:var(--kp-line)}',
  '.kp-arc{fill:none;stroke:var(--kp-line);stroke-width:1.4}',
  '.kp-also{stroke-width:.9;opacity:.75}',
  '.kp-high{stroke-dasharray:9 3}',
  '.kp-medium{stroke-dasharray:5 4}',
  '.kp-low{stroke-dasharray:1.5 4}',
  '.kp-tip{fill:var(--kp-line)}',
  '.kp .kp-method{font-size:10px;fill:var(--kp-soft);paint-order:stroke;stroke:var(--kp-bg);stroke-width:3px}',
  '.kp-link{cursor:pointer}',
  '.kp-link:hover .kp-box,.kp-link:focus .kp-box,.kp-link:hover .kp-hit,.kp-link:focus .kp-hit{stroke:var(--kp-accent);stroke-width:3}',
  '.kp-link:focus{outline:none}',
  '.kp-link:focus text,.kp-link:hover .kp-name{text-decoration:underline}',
  '.kp-hit{fill:transparent;stroke:none}',
  '.kp-grid{stroke:var(--kp-faint);stroke-width:1}',
  '.kp-life{stroke:var(--kp-line);stroke-width:1}',
  '.kp-cell{fill:var(--kp-accent)}',
  '.kp-tactic{fill:var(--kp-ink)}',
  '.kp-gap{fill:var(--kp-gap-box);opacity:.55}',
  '.kp-gap-bar{stroke:var(--kp-gap);stroke-width:1}',
  '.kp-stripe{stroke:var(--kp-gap);stroke-width:2}',
  '.kp-moment{stroke:var(--kp-alive);stroke-width:1.6}',
  '.kp-stop{stroke:var(--kp-contain);stroke-width:1.4;stroke-dasharray:6 3}',
  '.kp-stop-mark{fill:var(--kp-contain)}',
  '.kp .kp-moment-text{fill:var(--kp-alive);font-weight:700}',
  '.kp .kp-stop-text{fill:var(--kp-contain);font-weight:700}',
  '.kp .kp-gap-text{fill:var(--kp-gap)}',
  '.kp-c-proven{fill:var(--kp-proven)}',
  '.kp-c-unproven{fill:var(--kp-unproven)}',
  '.kp-c-dot{fill:var(--kp-proven)}',
  '.kp-c-missing{fill:var(--kp-alive-box)}',
  '.kp-c-cross{stroke:var(--kp-missing);stroke-width:1.6;fill:none}',
  '.kp-c-off{fill:var(--kp-gap-box)}',
  '.kp-c-slash{stroke:var(--kp-off);stroke-width:1.6;fill:none}',
  '.kp-c-unknown{fill:var(--kp-bg);stroke:var(--kp-unknown);stroke-width:.8}',
  '.kp-c-frame{fill:none;stroke:var(--kp-faint)}',
  // Paper does not scroll.
  '@media print{.kp{max-width:100%;min-width:0;height:auto}}',
].join('');

/** The style of a picture that is a file of its own: light, and dark where the reader's machine is. */
export const STANDALONE_STYLE =
  `:root{${PICTURE_LIGHT}}${PICTURE_STYLE}` + `@media screen and (prefers-color-scheme:dark){:root{${PICTURE_DARK}}}`;
