// The events of the page, as src/report/page/pack-events.ts packed them, read where they are needed.

interface PackedTable {
  readonly ids: readonly string[];
  readonly times: readonly (string | null)[];
  readonly dictionaries: Readonly<
    Record<string, { readonly values: readonly string[]; readonly at: readonly number[] }>
  >;
  readonly objects: readonly (number | null)[];
  readonly indexes: readonly (number | null)[];
  /** Row and number of characters in turn: records of which the page has the beginning only. */
  readonly cut: readonly number[];
  /** First row of each block of records. */
  readonly starts: readonly number[];
  readonly catalogue: {
    readonly objects: readonly StoredObject[];
    readonly digests: readonly StoredDigest[];
    readonly ways: readonly Way[];
  };
}

export interface StoredObject {
  readonly id: number;
  readonly bucket: string | null;
  readonly key: string;
  readonly versionId: string | null;
  readonly verdict: string | null;
  readonly detail: string | null;
  readonly sha256: string | null;
  readonly digest: number | null;
}

export interface StoredDigest {
  readonly id: number;
  readonly bucket: string | null;
  readonly key: string | null;
  readonly from: string | null;
  readonly to: string | null;
  readonly verdict: string | null;
  readonly fingerprint: string | null;
  readonly via: string | null;
}

/** A credential or principal, and the edge that reached it. */
export interface Way {
  readonly id: string;
  readonly kind: string;
  readonly principal: string | null;
  readonly parent: string | null;
  readonly edge: string | null;
  readonly confidence: string;
  readonly evidence: readonly string[];
}

/** The data of a script element of that id. */
export const dataOf = (id: string): string => document.getElementById(id)?.textContent ?? 'null';

export class EventTable {
  private readonly packed: PackedTable;
  readonly length: number;

  constructor(json: string) {
    this.packed = JSON.parse(json) as PackedTable;
    this.length = this.packed.ids.length;
  }

  /** What stands in a column of a row; empty where there is nothing. */
  text(row: number, column: string): string {
    if (column === 'time') return this.packed.times[row] ?? '';
    if (column === 'id') return this.packed.ids[row] ?? '';
    const dictionary = this.packed.dictionaries[column];
    return dictionary?.values[dictionary.at[row] ?? -1] ?? '';
  }

  /** The place of a value in its dictionary, which tells equal values apart as well as the text does. */
  code(row: number, column: string): number {
    return this.packed.dictionaries[column]?.at[row] ?? -1;
  }

  values(column: string): readonly string[] {
    return this.packed.dictionaries[column]?.values ?? [];
  }

  rowOf(id: string): number {
    return this.packed.ids.indexOf(id);
  }

  recordIndex(row: number): number | null {
    return this.packed.indexes[row] ?? null;
  }

  /** How many characters the whole record has, where the page holds less. */
  wholeLength(row: number): number | null {
    const { cut } = this.packed;
    for (let at = 0; at < cut.length; at += 2) if (cut[at] === row) return cut[at + 1] ?? null;
    return null;
  }

  objectOf(row: number): StoredObject | null {
    const id = this.packed.objects[row];
    return this.packed.catalogue.objects.find((object) => object.id === id) ?? null;
  }

  digestOf(object: StoredObject): StoredDigest | null {
    return this.packed.catalogue.digests.find((digest) => digest.id === object.digest) ?? null;
  }

  /** From a credential back to the seed, the seed last. */
  wayBack(credential: string): Way[] {
    const way: Way[] = [];
    const seen = new Set<string>();
    for (let id: string | null = credential; id !== null && !seen.has(id); ) {
      seen.add(id);
      const step: Way | undefined = this.packed.catalogue.ways.find((one) => one.id === id);
      if (step === undefined) break;
      way.push(step);
      id = step.parent;
    }
    return way;
  }

  /** The record of a row as text, or null where the page has none. */
  async record(row: number): Promise<string | null> {
    const { starts } = this.packed;
    let block = starts.length - 1;
    while (block >= 0 && (starts[block] ?? 0) > row) block--;
    if (block < 0) return null;
    const records = await unpack(dataOf(`records-${block}`));
    return records[row - (starts[block] ?? 0)] ?? null;
  }
}

async function unpack(base64: string): Promise<(string | null)[]> {
  const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
  return JSON.parse(await new Response(stream).text()) as (string | null)[];
}
