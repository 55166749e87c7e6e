import type { Paint } from '../../text/colour.js';
import { visible } from '../../text/escape.js';
import { pack, wrap } from '../../text/wrap.js';
import type { BlastShape, ResourceShape } from '../shapes.js';
import { shortTable } from '../table/short-table.js';
import { byteSize, count } from '../words.js';
import { suspectGroups } from './suspects-text.js';

/** What hangs on the radius, as short tables: a table a part, '' where there is nothing. */
export function blastTables(blast: BlastShape, paint: Paint, width: number | null): string[] {
  type Any = Readonly<Record<string, never>>;
  const plain = (title: string, rows: readonly object[], names: readonly string[]) =>
    shortTable(
      title,
      rows as readonly Any[],
      names.map((name) => [name, (row: Any) => row[name] ?? null] as const),
      paint,
      width,
    );
  const suspects = suspectGroups(blast.suspects).map(
    ({ method, confidence, reason, suspects: many, events, named }) =>
      `  ${pack([`${method}, ${confidence}: ${count(many, 'suspect')}, ${count(events, 'event')}`], width, '', '')}` +
      wrap(visible(`${reason}: ${named}`), width, '    '),
  );
  const resources = [...blast.resources].sort(
    (a, b) => b.deleted - a.deleted || b.changed - a.changed || b.events - a.events || (a.arn < b.arn ? -1 : 1),
  );
  return [
    suspects.length === 0
      ? ''
      : `${paint('bold', `Suspects: not followed on their own (${blast.suspects.length.toLocaleString('en')})`)}\n${suspects.join('')}`,
    plain('Issued the seed: not in the radius', blast.upstream, [
      'id',
      'kind',
      'issued',
      'at',
      'method',
      'confidence',
      'ends',
      'principal',
    ]),
    plain('Orphans: sessions whose issuing event is not in the data', blast.orphans, [
      'id',
      'events',
      'firstSeen',
      'principal',
      'account',
    ]),
    plain('Users and roles', blast.principals, [
      'id',
      'kind',
      'edge',
      'depth',
      'confidence',
      'createdAt',
      'events',
      'arn',
    ]),
    plain('Accounts', blast.accounts, ['id', 'how', 'events', 'credentials', 'named', 'first', 'last']),
    plain('Granted to outsiders', blast.outsiders, ['outsider', 'call', 'outcome', 'resource', 'at', 'credential']),
    plain('Access beside keys', [...blast.tokens].sort(succeededFirst), [
      'kind',
      'target',
      'outcome',
      'events',
      'first',
      'expiresAt',
      'credential',
    ]),
    plain('Rights given and guards taken away', blast.escalations, [
      'at',
      'kind',
      'call',
      'target',
      'granted',
      'credential',
      'insideAfter',
      'outsideAfter',
    ]),
    shortTable(
      'Resources, what was deleted and changed first',
      resources,
      [
        ['what was done', done],
        ['resource', ({ arn }) => arn],
        ['objects', ({ objects }) => some(objects)],
        ['bytes out', ({ bytesOut }) => (bytesOut === null || bytesOut === 0 ? null : byteSize(bytesOut))],
        ['first', ({ first }) => first],
        ['last', ({ last }) => last],
      ],
      paint,
      width,
      { total: blast.resources.length + blast.resourcesLeft },
    ),
    shortTable(
      'Findings, worst first',
      [...blast.findings].sort((a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity)),
      [
        ['question', ({ query }) => query],
        ['severity', ({ severity }) => severity],
        ['rows', ({ rows }) => rows],
      ],
      paint,
      width,
      { limit: 25 },
    ),
  ];
}

const SEVERITIES = ['critical', 'high', 'medium', 'low', 'info'];
const some = (n: number) => (n === 0 ? null : n);

/** Successes by their kind, then what was denied; the rest failed otherwise. */
function done({ deleted, changed, read, denied, events }: ResourceShape): string {
  const parts: [number, string][] = [
    [deleted, 'deleted'],
    [changed, 'changed'],
    [read, 'read'],
    [denied, 'denied'],
    [events - deleted - changed - read - denied, 'failed'],
  ];
  return parts
    .filter(([n]) => n > 0)
    .map(([n, what]) => `${what} ${n.toLocaleString('en')}`)
    .join(', ');
}

const succeededFirst = (a: { outcome?: string }, b: { outcome?: string }) =>
  Number(b.outcome === 'succeeded') - Number(a.outcome === 'succeeded');
