/** Looks at a value at a place of a document, and throws `Wrong` where it is not what it has to be. */
export type Field = (value: unknown, path: string) => void;

/** What stands at a place, and should not. */
export class Wrong extends Error {
  constructor(path: string, expected: string) {
    super(`${path === '' ? 'the file' : path.replace(/^\./, '')} has to be ${expected}`);
  }
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export const text =
  (pattern: RegExp, name: string): Field =>
  (value, path) => {
    if (typeof value !== 'string' || !pattern.test(value)) throw new Wrong(path, name);
  };

/** A text of `least` to `most` UTF-16 units, whatever they are. */
export const words =
  (least: number, most: number): Field =>
  (value, path) => {
    if (typeof value !== 'string' || value.length < least || value.length > most) {
      throw new Wrong(path, `a text of ${least} to ${most} characters`);
    }
  };

export const integer: Field = (value, path) => {
  if (!Number.isSafeInteger(value) || (value as number) < 0) throw new Wrong(path, 'a whole number');
};

export const exactly =
  (expected: string | true | null): Field =>
  (value, path) => {
    if (value !== expected) throw new Wrong(path, JSON.stringify(expected));
  };

export const oneOf =
  (expected: readonly (string | boolean)[]): Field =>
  (value, path) => {
    if (!expected.includes(value as string | boolean)) throw new Wrong(path, `one of ${expected.join(', ')}`);
  };

/** Null, or that. */
export const optional =
  (field: Field): Field =>
  (value, path) => {
    if (value !== null) field(value, path);
  };

export const array =
  (field: Field, most: number, least = 0): Field =>
  (value, path) => {
    if (!Array.isArray(value) || value.length < least || value.length > most) {
      throw new Wrong(path, `a list of ${least === 0 ? 'at most' : `${least} to`} ${most}`);
    }
    value.forEach((item, index) => {
      field(item, `${path}[${index}]`);
    });
  };

/** An object with these fields, all of them and no others. */
export const shape =
  (fields: Readonly<Record<string, Field>>): Field =>
  (value, path) => {
    if (!isObject(value)) throw new Wrong(path, 'an object');
    for (const name of Object.keys(value)) {
      if (!Object.hasOwn(fields, name)) throw new Wrong(path, `without the field ${JSON.stringify(name.slice(0, 64))}`);
    }
    for (const [name, field] of Object.entries(fields)) {
      field(Object.hasOwn(value, name) ? value[name] : undefined, `${path}.${name}`);
    }
  };

/** A text that is a JSON object. */
export const json =
  (most: number): Field =>
  (value, path) => {
    const expected = `the text of a JSON object of at most ${most} characters`;
    if (typeof value !== 'string' || value.length > most) throw new Wrong(path, expected);
    try {
      if (isObject(JSON.parse(value))) return;
    } catch {
      // As below.
    }
    throw new Wrong(path, expected);
  };
