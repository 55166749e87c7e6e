import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { corpus } from './corpus.js';
import { child, type Measure, median, row } from './measure.js';

/** Answers within so many seconds, from the start of the process, on the machine's two processors. */
const SECONDS = { blast: 5, pack: 60 };
const MEMORY_MB = 4096;

/** The needle among few principals with many events each, and among a crowd: 24,000 principals, 384,000 sessions a day. */
const CROWDS: readonly (readonly [name: string, actors: number])[] = [
  ['large', 60],
  ['crowd', 6000],
];

/** The radius of one key in ten times as many events as the other parts have, and then every question of the pack. */
export async function radius(root: string, events: number, rounds: number): Promise<void> {
  for (const [name, actors] of CROWDS) {
    const set = await corpus(root, 'large', events, { name, actors });
    const path = join(root, `${name}-${events}.duckdb`);
    if (!existsSync(path)) child('ingest', set.dir, path);
    console.log(`blast: ${set.events.toLocaleString('en')} events, ${actors} principals an account and region`);
    const blasts: Measure[] = [];
    const packs: Measure[] = [];
    for (let round = 0; round < rounds; round++) {
      blasts.push(measured('blast', set.needle.seed, path, set.needle.eventIds.length));
      packs.push(measured('questions', set.needle.seed, path, set.needle.eventIds.length));
    }
    for (const [what, measures, most] of [
      ['blast', blasts, SECONDS.blast],
      ['blast and every question', packs, SECONDS.pack],
    ] as const) {
      const measure = median(measures);
      row(what, measure);
      const met = measure.seconds <= most && measure.rssMB <= MEMORY_MB;
      console.log(`  at most ${most} s and ${MEMORY_MB} MB: ${met ? '✔' : '✘ NOT met'}`);
    }
    console.log();
  }
}

/** Principals with ever more sessions: four times as many may cost six times the time, or something is compared with everything. */
export function busy(root: string, sessions: number): void {
  console.log(
    `blast: principals with ${sessions.toLocaleString('en')} sessions of each kind, and with four times as many`,
  );
  const seconds = [1, 4].map((times) => {
    const path = join(root, `busy-${times}.duckdb`);
    rmSync(path, { force: true });
    child('busy', String(sessions * times), path);
    const measure = child('blast', 'AKIABUSY', path);
    row(`${(sessions * times).toLocaleString('en')} sessions`, measure);
    return measure.seconds;
  });
  const ratio = seconds[1]! / seconds[0]!;
  console.log(`  ${ratio.toFixed(1)} times the time, at most 6: ${ratio <= 6 ? '✔' : '✘ NOT met'}\n`);
}

/** Seconds from the start of the process. */
function measured(job: string, seed: string, path: string, events: number): Measure {
  const started = performance.now();
  const measure = child(job, seed, path);
  if (measure.events !== events) throw new Error(`${job}: ${measure.events} events in the radius, not ${events}`);
  return { ...measure, seconds: (performance.now() - started) / 1000 };
}
