const NAME = '[A-Za-z][\\w:.-]*';
const TAG = new RegExp(`<(/?)(${NAME})((?:\\s+${NAME}="[^"<]*")*)\\s*(/?)>`, 'y');
// XML 1.0 §2.2 and the references that are predefined or numeric.
const ILLEGAL = /[^\t\n\r\x20-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]|&(?!(?:amp|lt|gt|quot|#\d+);)/u;

/** What keeps a text from being well-formed XML, or null. Elements, quoted attributes and text are all that our writers use. */
export function malformed(xml: string): string | null {
  const illegal = ILLEGAL.exec(xml);
  if (illegal) return `illegal at ${illegal.index}: ${JSON.stringify(xml.slice(illegal.index, illegal.index + 20))}`;
  const open: string[] = [];
  for (let at = xml.indexOf('<'); at >= 0; at = xml.indexOf('<', at)) {
    TAG.lastIndex = at;
    const tag = TAG.exec(xml);
    if (!tag) return `no tag at ${at}: ${xml.slice(at, at + 40)}`;
    const [whole, closing, name, attributes = '', selfClosing] = tag;
    const names = [...attributes.matchAll(new RegExp(`(${NAME})="`, 'g'))].map(([, one]) => one);
    if (new Set(names).size !== names.length) return `an attribute twice: ${whole}`;
    if (closing) {
      if (open.pop() !== name) return `</${name}> at ${at} closes nothing`;
    } else if (!selfClosing) open.push(name ?? '');
    at += whole.length;
  }
  return open.length === 0 ? null : `<${open.join('> <')}> not closed`;
}
