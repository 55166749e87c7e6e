import { judge } from '../judge.js';
import type { Alteration, StoredObject, Trail } from '../trail.js';

type Changes = Partial<Pick<Trail, 'publicKeys' | 'keyTrouble' | 'trailStatus' | 'window' | 'collectedAt'>> & {
  /** id → the object as it lies there now, null: it is gone. */
  readonly objects?: Iterable<readonly [string, StoredObject | null]>;
  /** id → what was done, null: nothing that a verifier could object to. */
  readonly alterations?: Iterable<readonly [string, Alteration | null]>;
};

/** A new trail with the changes in it and the truth judged again. */
export function alter(trail: Trail, changes: Changes): Trail {
  const objects = new Map(trail.objects);
  for (const [id, object] of changes.objects ?? []) {
    if (object === null) objects.delete(id);
    else objects.set(id, object);
  }
  const alterations = new Map(trail.alterations);
  for (const [id, alteration] of changes.alterations ?? []) {
    if (alteration === null) alterations.delete(id);
    else alterations.set(id, alteration);
  }
  const { truth: _, ...before } = trail;
  const state = { ...before, ...changes, objects, alterations };
  return { ...state, truth: judge(state) };
}

export function objectOf(trail: Trail, id: string): StoredObject {
  const object = trail.objects.get(id);
  if (!object) throw new RangeError(`the trail has no object ${id}`);
  return object;
}

/** Puts other bytes in the place of an object. */
export function withBytes(trail: Trail, id: string, bytes: Buffer, alteration: Alteration | null): Trail {
  return alter(trail, {
    objects: [[id, { ...objectOf(trail, id), bytes }]],
    alterations: [[id, alteration]],
  });
}
