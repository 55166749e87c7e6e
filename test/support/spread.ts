import { expect } from 'vitest';
import type { SpreadTale } from '../../scripts/trail-builder/index.js';
import type { Radius } from './radius.js';

/** Holds a radius against the truth of its tale: it is all of it and nothing else, and what is doubtful is told. */
export function holdsTrue(found: Radius, tale: SpreadTale): void {
  const about = new Map(tale.records.map((one) => [one.eventID, `${one.eventName} ${one.eventTime} ${one.eventID}`]));
  const told = (ids: Iterable<string>): string[] => [...ids].map((id) => about.get(id) ?? id).sort();
  const expected = new Set(tale.events);
  const had = new Set(found.eventIds);
  // Apart, so that a failure says which of the two it is.
  const accused = told([...had].filter((id) => !expected.has(id)));
  const freed = told([...expected].filter((id) => !had.has(id)));
  expect({ accused, freed }, tale.ways.join(', ')).toEqual({ accused: [], freed: [] });
  const keys = found.credentials.filter((one) => one.kind !== 'session');
  expect(keys.map((one) => one.id).sort(), tale.ways.join(', ')).toEqual(tale.credentials);
  expect(found.credentials.every((one) => one.confidence === 'exact' || one.confidence === 'high')).toBe(true);
  for (const [to, opening] of tale.openings) {
    expect(found.edges, to).toContainEqual(
      expect.objectContaining({ to, evidence: expect.arrayContaining([opening]) }),
    );
  }
  for (const suspect of tale.suspects) {
    expect(found.suspects, tale.ways.join(', ')).toContainEqual(expect.objectContaining(suspect));
  }
}
