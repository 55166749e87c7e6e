import { appendixSection } from './appendix-section.js';
import { eventsSection } from './events-section.js';
import { blindSection, evidenceSection } from './evidence-section.js';
import { findingsSection } from './findings-section.js';
import { clipped, Html, html } from './html.js';
import type { PageInput, Section } from './input.js';
import { pictureSections } from './picture-sections.js';
import { planSection } from './plan-section.js';
import { radiusSection } from './radius-section.js';
import { summarySection } from './summary-section.js';

/**
 * The report as one HTML file that asks for nothing: no request leaves it, whatever a log wrote into it. Style and script are named by hash
 * (CSP Level 3, 6.7.2.3), so that markup which slipped through every escape would still not run.
 */
export function pageHtml(input: PageInput): string {
  const { assets } = input;
  const policy = `default-src 'none'; style-src '${assets.styleHash}'; script-src '${assets.scriptHash}'; img-src data:; base-uri 'none'; form-action 'none'`;
  const title = `Investigation of ${clipped(input.blast.seed, 120)}`;
  const sections = [
    summarySection(input),
    ...pictureSections(input),
    findingsSection(input),
    eventsSection(input),
    radiusSection(input),
    evidenceSection(input),
    blindSection(input),
    planSection(input),
    appendixSection(input),
  ];
  return html`<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="referrer" content="no-referrer"><meta name="color-scheme" content="light dark">
<title>${title}</title><link rel="icon" href="data:,"><style>${new Html(assets.style)}</style></head>
<body><a class="skip" href="#summary">Skip to the summary</a>
<header><div><p class="quiet">keytrail ${input.version}, state of ${input.asOf}</p><h1>Investigation of <code>${clipped(input.blast.seed, 200)}</code></h1></div>
<button type="button" id="theme" class="scripts">Light or dark</button></header>
<div class="frame"><nav aria-label="Contents"><ol>${sections.map(({ id, title: name }) => html`<li><a href="#${id}">${name}</a></li>`)}</ol></nav>
<main>${sections.map(sectionHtml)}</main></div>
<footer class="quiet">Texts in this report come from logs: user agents, names and parameters are what the caller sent. Characters that cannot be seen are spelled out.</footer>
<script type="module">${new Html(assets.script)}</script></body></html>
`.markup;
}

const sectionHtml = ({ id, title, body }: Section): Html =>
  html`<section id="${id}" aria-labelledby="title-${id}"><h2 id="title-${id}">${title}</h2>\n${body}</section>\n`;
