import { expect, test } from 'vitest';
import { coverageMap, stateOf } from '../../src/report/pictures/coverage-data.js';
import { coverageSvg } from '../../src/report/pictures/coverage-svg.js';
import { shown } from '../../src/report/pictures/extent.js';
import { graphDrawing } from '../../src/report/pictures/graph-drawing.js';
import { graphSvg } from '../../src/report/pictures/graph-svg.js';
import { timelineData } from '../../src/report/pictures/timeline-data.js';
import { timelineSvg } from '../../src/report/pictures/timeline-svg.js';
import type { PictureOptions } from '../../src/report/pictures/types.js';
import type { BlastShape, CoverageSpanShape } from '../../src/report/shapes.js';
import { malformed } from '../support/well-formed.js';
import { blastOf, credential } from './blast-shape.js';
import { picturesOf } from './pictures-of.js';

const HOSTILE = `"'><script>alert(1)</script><!-- ]]> & &lt; \u202e\u0000\u001b[2J\ud800\uffff‮${'x'.repeat(100_000)}`;

const span = (more: Partial<CoverageSpanShape>): CoverageSpanShape => ({
  account: '111122223333',
  region: 'us-east-1',
  from: '2026-03-01T00:00:00Z',
  to: '2026-03-01T01:00:00Z',
  hours: 1,
  logging: 'yes',
  loggingFrom: 'digests',
  digest: 'valid',
  logs: 'all-valid',
  result: 'covered',
  event: null,
  explained: null,
  ...more,
});

function all(blast: BlastShape, text: string, options: PictureOptions): string[] {
  const { graph, layout, activity } = picturesOf(blast);
  const place = { account: text, region: text };
  return [
    graphSvg(layout, graph, options),
    timelineSvg(timelineData(blast, activity), options),
    coverageSvg(
      coverageMap({
        coverage: [span({ ...place, result: 'partly', logs: 'some-missing' }), span({ ...place, from: text })],
        hours: [{ ...place, hours: 1, covered: 0, partly: 1, unknown: 0 }],
        places: [{ ...place, events: 3 }],
      }),
      options,
    ),
  ];
}

test('whatever a log says, a picture is well-formed, small, and holds no markup but its own', () => {
  const blast: BlastShape = {
    ...blastOf(HOSTILE),
    compromisedAt: '2026-03-01T05:00:00Z',
    coverage: [{ finding: 'gap', account: HOSTILE, region: HOSTILE, from: null, to: HOSTILE, explained: HOSTILE }],
  };
  for (const standalone of [true, false]) {
    for (const svg of all(blast, HOSTILE, { prefix: 'a', standalone })) {
      expect(malformed(svg)).toBeNull();
      expect(
        /<script|<foreignObject|<image|\s(?:on\w+|style)="|javascript:|NaN|Infinity|undefined/.exec(svg)?.[0],
      ).toBeUndefined();
      for (const hidden of ['\u202e', '\u001b', '\u0000']) expect(svg.includes(hidden)).toBe(false);
      expect(svg.length).toBeLessThan(60_000);
      // Nothing is fetched: the one address is the name of SVG itself.
      expect(svg.match(/https?:/g)).toHaveLength(1);
    }
  }
});

test('in a page a picture brings no style of its own, its ids begin as asked, and credentials are links', () => {
  const blast = blastOf('AKIAONE');
  const [graph = '', timeline = '', coverage = ''] = all(blast, 'x', { prefix: 'p7', standalone: false });
  for (const svg of [graph, timeline, coverage]) {
    expect(svg.includes('<style')).toBe(false);
    for (const [, id] of svg.matchAll(/\sid="([^"]*)"/g)) expect(id).toMatch(/^p7-/);
    const referred = [...svg.matchAll(/url\(#([^)]*)\)|aria-labelledby="([^"]*)"/g)].flatMap(([, one, several]) =>
      (one ?? several ?? '').split(' '),
    );
    for (const id of referred) expect(svg).toContain(`id="${id}"`);
  }
  for (const svg of [graph, timeline]) expect(svg).toContain('href="#credential=AKIAONE" data-credential="AKIAONE"');
  for (const svg of all(blast, 'x', { prefix: 'p7', standalone: true })) {
    expect(svg).toContain('prefers-color-scheme:dark');
    expect(svg).toContain('role="img"');
    expect(svg).not.toContain('href=');
  }
});

const session = (at: number, parent: string, more = {}) =>
  credential(`ASIA${at}`, {
    ...{ kind: 'temporary-key', parent, edge: 'KEY', depth: 1, alive: false, status: 'expired', events: 2 },
    ...{ principal: `arn:aws:sts::111122223333:assumed-role/Role${at % 3}/s${at}`, ...more },
  });

test('two thousand sessions are folded by their role, and every one of them is counted', () => {
  const sessions = Array.from({ length: 2000 }, (_, at) => session(at, 'AKIA'));
  const valid = session(5000, 'AKIA', { alive: true });
  const blast = {
    ...blastOf('AKIA'),
    alive: [],
    suspects: [],
    upstream: [],
    credentials: [credential('AKIA'), ...sessions, valid],
  };
  const { nodes, folded } = graphDrawing(blast);
  expect(nodes.length).toBeLessThan(30);
  expect(nodes.map(({ name }) => name)).toContain('ASIA5000');
  const counted = nodes.reduce(
    (sum, { kind, shape }) => (shape === 'fold' ? sum + Number.parseInt(kind.replace(',', ''), 10) : sum + 1),
    0,
  );
  expect(counted).toBe(2002);
  expect(nodes.find(({ shape }) => shape === 'fold')?.owner).toMatch(/^of role Role[012]$/);
  expect(folded.join()).toContain('2,002 credentials and principals');
});

test('a chain of two thousand, one that goes round, and as many that are still valid all end', () => {
  const chain = Array.from({ length: 2000 }, (_, at) =>
    session(at, at === 0 ? 'AKIA' : `ASIA${at - 1}`, { depth: at + 1 }),
  );
  const round = [session(9001, 'ASIA9002'), session(9002, 'ASIA9001')];
  const valid = Array.from({ length: 2000 }, (_, at) =>
    session(10_000 + at, 'AKIA', { alive: true, principal: `p${at}` }),
  );
  const blast = { ...blastOf('AKIA'), credentials: [credential('AKIA'), ...chain, ...round, ...valid] };
  const { nodes, lines } = graphDrawing(blast);
  expect(nodes.length).toBeLessThan(120);
  for (const { from, to } of lines) expect([nodes[from], nodes[to]]).not.toContain(undefined);
  const drawn = timelineData(blast, picturesOf(blast).activity);
  expect(drawn.credentials.length).toBeLessThanOrEqual(80);
});

test('only what verification calls covered is drawn as proven', () => {
  expect(stateOf(span({}))).toBe('proven');
  expect(stateOf(span({ result: 'partly', logs: 'without-digest', digest: 'none' }))).toBe('unproven');
  expect(stateOf(span({ result: 'partly' }))).toBe('unproven');
  expect(stateOf(span({ result: 'partly', logs: 'some-modified' }))).toBe('missing');
  expect(stateOf(span({ result: 'unknown', logs: 'unknown', digest: 'missing' }))).toBe('missing');
  expect(stateOf(span({ result: 'unknown', logs: 'unknown', logging: 'no' }))).toBe('off');
  expect(stateOf(span({ result: 'unknown', logs: 'unknown', digest: 'none', logging: 'unknown' }))).toBe('unknown');
});

test('a cell of several hours is as bad as the worst of them, and hours that nobody lists are not drawn as proven', () => {
  const place = { account: '111122223333', region: 'us-east-1' };
  const coverage = [
    span({ to: '2026-03-31T00:00:00Z', hours: 720 }),
    span({ from: '2026-03-31T00:00:00Z', to: '2026-03-31T01:00:00Z', result: 'partly', logs: 'some-missing' }),
  ];
  const map = coverageMap({
    coverage,
    hours: [{ ...place, hours: 800, covered: 799, partly: 1, unknown: 0 }],
    places: [],
  });
  expect(map.hoursPerCell).toBe(4);
  expect(map.rows[0]?.cells.at(-1)).toBe('missing');
  expect(map.rows[0]?.cells.filter((cell) => cell === 'proven')).toHaveLength(180);
  expect(coverageSvg(map, { prefix: 'a', standalone: true })).toContain('79 hours of these are in the case');
});

test('a few records far away do not press the timeline together', () => {
  const near = { low: '2026-03-01T00:00:00Z', high: '2026-03-01T10:00:00Z' };
  const far = { first: '1970-01-01T00:00:00Z', last: '2026-03-01T11:00:00Z' };
  expect(shown({ ...near, ...far, events: 500 }, [])?.from).toBe('2026-02-28T23:48:00Z');
  expect(shown({ ...near, ...far, events: 5 }, [])?.from).toMatch(/^1968/);
  const whole = { ...near, first: near.low, last: near.high, events: 500 };
  expect(shown(whole, ['2026-03-01T12:00:00Z'])?.to).toBe('2026-03-01T12:14:24Z');
  // A containment a month later is told in words at the edge.
  expect(shown(whole, ['2026-04-01T12:00:00Z'])?.to).toBe('2026-03-01T10:12:00Z');
  expect(shown({ ...whole, first: null }, [])).toBeNull();
});
