import { visible } from '../text/escape.js';

// XML 1.0 §2.2 has no place for these two even as references; `visible` has spelled out every other character that it forbids.
const MARKUP = /[&<>"'\ufffe\uffff]/g;
const REFERENCES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '\ufffe': '\\u{fffe}',
  '\uffff': '\\u{ffff}',
};

/** Text of the evidence as it stands in an element, or in a value in quotes, of XML, SVG or HTML. */
export function xmlText(text: string): string {
  return visible(text).replace(MARKUP, (character) => REFERENCES[character] ?? '');
}
