import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { deflateRawSync } from 'node:zlib';
import type { Question } from '../model.js';
import { packageFile } from '../package.js';
import type { PageAssets, PageGiven } from '../report/page/given.js';
import type { PageEvent } from '../report/page/pack-events.js';
import { pageScript, SCRIPT_FILES } from '../report/page/page-script.js';
import { pageStyle } from '../report/page/page-style.js';
import type { Case } from '../store/case.js';
import { packageSql } from '../store/sql.js';

/** Events that a page holds: what it opens within two seconds with. */
const EVENTS = 50_000;
/** Characters of a record; the case has all of it. */
const CHARACTERS = 65_536;

/** What report.html needs of the case, after `blast` on it, and of the package. */
export async function pageGiven(opened: Case, questions: readonly Question[], limit = EVENTS): Promise<PageGiven> {
  await opened.run(packageSql('_report/page_events.sql'), { limit });
  const [content] = await opened.objects<{ hash: string }>(packageSql('_report/case_content.sql'));
  return {
    assets: pageAssets(),
    hashes: {
      case: content?.hash ?? '',
      questions: new Map(questions.map(({ id, sql }) => [id, sha256(sql).toString('hex')])),
    },
    events: () => pageEvents(opened),
    objects: await opened.objects(packageSql('_report/page_objects.sql')),
    digests: await opened.objects(packageSql('_report/page_digests.sql')),
    deflate: (text) => deflateRawSync(text, { level: 6 }).toString('base64'),
  };
}

async function* pageEvents(opened: Case): AsyncIterable<PageEvent> {
  for await (const { columns, rows } of opened.stream(packageSql('_report/page_rows.sql'), {
    characters: CHARACTERS,
  })) {
    for (const row of rows) {
      yield Object.fromEntries(columns.map((name, index) => [name, row[index] ?? null])) as unknown as PageEvent;
    }
  }
}

/** Style and script of the page as they ship, and their hashes. */
export function pageAssets(): PageAssets {
  const style = pageStyle(readFileSync(packageFile('src/report/page/style.css'), 'utf8'));
  const script = pageScript(SCRIPT_FILES.map((path) => readFileSync(packageFile(`dist/src/${path}`), 'utf8')));
  const name = (text: string) => `sha256-${sha256(text).toString('base64')}`;
  return { style, script, styleHash: name(style), scriptHash: name(script) };
}

const sha256 = (text: string) => createHash('sha256').update(text).digest();
