import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addDigests } from '../../src/ingest/add-digests.js';
import { DIGEST_COLUMNS } from '../../src/ingest/digest-rows.js';
import { cellsOf } from '../../src/store/cells.js';
import { byColumns, CaseWriter, type Scalar } from '../../src/store/writer.js';

// Rows go to DuckDB as one text. What is in them is the attacker's, what separates them included.

describe('rows by columns', () => {
  test('are one text where nothing in them separates rows or cells', () => {
    const columns = [
      [1, 2],
      [true, null],
      ['a', ''],
    ];
    expect(cellsOf(columns, 0, 2)).toBe('1\u0002true\u0002a\n2\u0002\u0001\u0002');
  });

  test.each(['a\nb', '\u0001', 'a\u0002b'])('are none where a value is %j', (text) => {
    expect(cellsOf([['a', text]], 0, 2)).toBeNull();
  });
});

describe('rows that are appended', () => {
  let writer: CaseWriter;

  beforeAll(async () => {
    writer = CaseWriter.start(null, { threads: 1, memory: '256MB' }, 0);
    await writer.opened;
    await writer.run('_case/schema.sql');
  });

  afterAll(() => writer.close());

  test('come back as they were, whatever is in them', async () => {
    const plain = ['', 'a', 'ä€😀', ',"\'\\N\r\t', 'nul \0 inside', 'a\u0003b'];
    const separating = ['a\nb', '\u0001', 'a\u0002b'];
    const given = (chain: string, index: number) =>
      ({ ...Object.fromEntries(DIGEST_COLUMNS.map((name) => [name, null])), object_id: index + 1, chain }) as Record<
        (typeof DIGEST_COLUMNS)[number],
        Scalar
      >;
    for (const texts of [plain, separating]) await addDigests(writer, byColumns(DIGEST_COLUMNS, texts.map(given)));
    const rows = await writer.objects<{ chain: string }>('_verify/chain_names.sql');
    expect(rows.map(({ chain }) => chain).sort()).toEqual([...plain, ...separating].sort());
  });
});
