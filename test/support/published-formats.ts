// What other programs demand of the files that an investigation leaves, written down from their published specifications. Each check gives the
// objections, in words; none is no objection.

type Json = Readonly<Record<string, unknown>>;

const STIX_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;
const STIX_ID = /^([a-z][a-z0-9-]*)--[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
// STIX 2.1 §9.2: one comparison of an object path with a string, quotes and backslashes escaped.
const STIX_PATTERN = /^\[[a-z0-9-]+:[A-Za-z0-9_.'-]+ = '(?:[^'\\]|\\'|\\\\)+'\]$/;
const STIX_REQUIRED: Readonly<Record<string, readonly string[]>> = {
  identity: ['name'],
  indicator: ['pattern', 'pattern_type', 'valid_from'],
  grouping: ['context', 'object_refs'],
  note: ['content', 'object_refs'],
};
// §10.8, indicator-type-ov.
const INDICATOR_TYPES = [
  'anomalous-activity',
  'anonymization',
  'benign',
  'compromised',
  'malicious-activity',
  'attribution',
  'unknown',
];

/** STIX 2.1 §3.2 (common properties), §4.5 to §4.10, §8 (bundle). */
export function stixObjections(bundle: Json): string[] {
  const objects = (bundle.objects ?? []) as Json[];
  const ids = new Set(objects.map(({ id }) => id));
  const found: string[] = [];
  const demand = (fine: boolean, what: string) => {
    if (!fine) found.push(what);
  };
  demand(bundle.type === 'bundle' && STIX_ID.exec(String(bundle.id))?.[1] === 'bundle', 'bundle');
  demand(
    Object.keys(bundle).every((name) => ['type', 'id', 'objects'].includes(name)),
    'a bundle has nothing more',
  );
  demand(ids.size === objects.length, 'an id stands twice');
  for (const one of objects) {
    const required = STIX_REQUIRED[String(one.type)];
    const say = (what: string) => `${one.type} ${one.id}: ${what}`;
    demand(required !== undefined, say('type'));
    for (const name of required ?? []) demand(one[name] !== undefined && one[name] !== '', say(`no ${name}`));
    demand(one.spec_version === '2.1', say('spec_version'));
    demand(STIX_ID.exec(String(one.id))?.[1] === one.type, say('id'));
    for (const name of ['created', 'modified']) demand(/^.{19}\.\d{3}Z$/.test(String(one[name])), say(name));
    for (const name of ['created', 'modified', 'valid_from', 'valid_until'])
      demand(one[name] === undefined || STIX_TIME.test(String(one[name])), say(name));
    demand(one.valid_until === undefined || String(one.valid_until) > String(one.valid_from), say('valid_until'));
    const confidence = one.confidence ?? 0;
    demand(Number.isInteger(confidence) && Number(confidence) >= 0 && Number(confidence) <= 100, say('confidence'));
    const references = [...((one.object_refs ?? []) as unknown[]), ...(one.created_by_ref ? [one.created_by_ref] : [])];
    demand(
      references.every((id) => ids.has(id)),
      say('refers to what is not there'),
    );
    demand(!Array.isArray(one.object_refs) || one.object_refs.length > 0, say('empty object_refs'));
    if (one.type !== 'indicator') continue;
    demand(one.pattern_type === 'stix' && STIX_PATTERN.test(String(one.pattern)), say(`pattern ${one.pattern}`));
    demand(
      (one.indicator_types as string[]).every((type) => INDICATOR_TYPES.includes(type)),
      say('indicator_types'),
    );
  }
  return found;
}

/** layers/spec/v4.5/layerformat.md of mitre-attack/attack-navigator. */
export function navigatorObjections(layer: Json): string[] {
  const found: string[] = [];
  const demand = (fine: boolean, what: string) => {
    if (!fine) found.push(what);
  };
  const texts = (things: unknown, names: readonly string[]) =>
    ((things ?? []) as Json[]).every((thing) => names.every((name) => typeof thing[name] === 'string'));
  const { versions, gradient, layout } = layer as { versions: Json; gradient: Json; layout: Json };
  demand(typeof layer.name === 'string' && layer.name !== '', 'name');
  demand(versions.layer === '4.5' && String(versions.navigator) >= '4.9.0', 'versions');
  demand(layer.domain === 'enterprise-attack', 'domain');
  demand([0, 1, 2, 3].includes(layer.sorting as number), 'sorting');
  demand(['side', 'flat', 'mini'].includes(String(layout.layout)), 'layout');
  demand(['average', 'min', 'max', 'sum'].includes(String(layout.aggregateFunction)), 'aggregateFunction');
  demand(Array.isArray(gradient.colors) && gradient.colors.length >= 2, 'gradient');
  demand(Number(gradient.maxValue) > Number(gradient.minValue), 'gradient');
  demand(texts(layer.legendItems, ['label', 'color']) && texts(layer.metadata, ['name', 'value']), 'legend, metadata');
  const techniques = layer.techniques as Json[];
  const ids = techniques.map(({ techniqueID }) => String(techniqueID));
  demand(new Set(ids).size === ids.length, 'a technique stands twice');
  for (const { techniqueID, score, comment, enabled, showSubtechniques, metadata } of techniques) {
    const id = String(techniqueID);
    demand(/^T\d{4}(\.\d{3})?$/.test(id), `${id}: techniqueID`);
    demand(score === undefined || (typeof score === 'number' && score >= 0 && score <= 100), `${id}: score`);
    demand(comment === undefined || typeof comment === 'string', `${id}: comment`);
    demand(typeof enabled === 'boolean' && typeof showSubtechniques === 'boolean', `${id}: flags`);
    demand(!showSubtechniques || ids.some((other) => other.startsWith(`${id}.`)), `${id}: no sub-technique`);
    demand(!id.includes('.') || ids.includes(id.slice(0, 5)), `${id}: its parent does not show it`);
    demand(texts(metadata, ['name', 'value']), `${id}: metadata`);
  }
  return found;
}

/** timesketch.org, "Create timeline from JSONL or CSV file": three fields; and no nested value, whose types would differ from line to line. */
export function timesketchObjections(lines: readonly string[]): string[] {
  return lines.flatMap((line, at) => {
    const row = JSON.parse(line) as Json;
    const fine =
      typeof row.message === 'string' &&
      row.message !== '' &&
      /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}\+00:00$/.test(String(row.datetime)) &&
      typeof row.timestamp_desc === 'string' &&
      row.timestamp_desc !== '' &&
      Object.values(row).every((value) => value !== null && typeof value !== 'object');
    return fine ? [] : [`line ${at + 1}`];
  });
}

/** The tokens of a DOT file (graphviz.org/doc/info/lang.html), or where it is none: everything is a word, a number, a mark or in quotes. */
export function dotObjections(text: string): string[] {
  const TOKEN = /\s+|->|[{}[\];=,]|[A-Za-z_][A-Za-z0-9_]*|\d+(?:\.\d+)?|"(?:[^"\\]|\\[\\"n])*"/y;
  for (let at = 0; at < text.length; at = TOKEN.lastIndex) {
    TOKEN.lastIndex = at;
    if (!TOKEN.test(text)) return [`at ${at}: ${JSON.stringify(text.slice(at, at + 40))}`];
  }
  return [];
}

/** Well-formed XML of elements, attributes and text alone (no entity but the five, no comment, no CDATA), every tag closed by its own. */
export function xmlObjections(text: string): string[] {
  const PIECE =
    /<\?xml[^?]*\?>|<(\/?)([A-Za-z][\w.-]*)((?:\s+[A-Za-z][\w.:-]*="(?:[^<>&"]|&(?:amp|lt|gt|quot|#39);)*")*)\s*(\/?)>|(?:[^<>&]|&(?:amp|lt|gt|quot|#39);)+/y;
  // XML 1.0 §2.2.
  if (/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u.test(text)) return ['a character that XML forbids'];
  const open: string[] = [];
  for (let at = 0; at < text.length; at = PIECE.lastIndex) {
    PIECE.lastIndex = at;
    const piece = PIECE.exec(text);
    if (piece === null) return [`at ${at}: ${JSON.stringify(text.slice(at, at + 40))}`];
    const [, end, name, , single] = piece;
    if (name === undefined || single === '/') continue;
    if (end === '') open.push(name);
    else if (open.pop() !== name) return [`at ${at}: </${name}>`];
  }
  return open;
}

/** RFC 4180 read as a spreadsheet does: cells that it would run. */
export function formulas(csv: string): string[] {
  const cells = [...csv.matchAll(/(?:^|[,;\t\n])("(?:[^"]|"")*"|[^",\r\n;\t]*)/g)].map(([, cell = '']) =>
    cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell,
  );
  return cells.filter((cell) => /^\s*[=+@\uff1d\uff0b\uff0d\uff20]|^\s*-(?![\d.]+$)/.test(cell));
}
