import type { Answer } from '../../model.js';
import { tableOf } from '../table/table-of.js';
import { count, proof, proofLine } from '../words.js';
import { type Html, html } from './html.js';
import type { PageInput, Section } from './input.js';
import { mark, tableHtml } from './table-html.js';

const WORST_FIRST = ['critical', 'high', 'medium', 'low', 'info'];

/** Every question with its finding, its rows, how many of its records are proven and its SQL, by the folders of queries/. */
export function findingsSection(input: PageInput): Section {
  const { answers, blast } = input;
  const credentials = new Set(blast.credentials.map(({ id }) => id));
  const found = answers.filter(({ rows }) => rows > 0);
  const silent = answers.filter(({ rows }) => rows === 0);
  const sections = [...new Set(found.map(({ answer }) => answer.question.section))];
  return {
    id: 'findings',
    title: 'Findings',
    body: html`<p>${count(answers.length, 'question')} asked, ${found.length} with an answer. Each opens to its rows, what they rest on, and the SQL that anyone can run on the case.</p>
<p class="tallies">${WORST_FIRST.map((severity) => tally(severity, found.filter(({ answer }) => answer.question.severity === severity).length))}</p>
${sections.map(
  (section) => html`<h3 id="section-${section}">${capital(section)}</h3>
${worstFirst(found.filter(({ answer }) => answer.question.section === section)).map((one) => finding(one, input, credentials))}`,
)}
${
  silent.length === 0
    ? null
    : html`<h3>Asked, and nothing seen</h3><p>Not seen is not “did not happen”: see <a href="#blind">what this archive cannot show</a>.</p>
<details><summary>${count(silent.length, 'question')}</summary>${tableHtml(
        'Asked, and nothing seen',
        tableOf(
          silent.map(({ answer: { question } }) => ({
            question: question.title,
            id: question.id,
            severity: question.severity,
            sha256: input.hashes.questions.get(question.id) ?? '',
          })),
        ),
        { limit: 1000 },
      )}</details>`
}`,
  };
}

type Found = PageInput['answers'][number];

const rank = ({ answer }: Found) => WORST_FIRST.indexOf(answer.question.severity);
const worstFirst = (found: readonly Found[]): Found[] => [...found].sort((a, b) => rank(a) - rank(b));
const tally = (severity: string, n: number): Html | null =>
  n === 0 ? null : html`${mark(severity, `${n} ${severity}`)} `;

function finding({ answer, rows }: Found, { hashes }: PageInput, credentials: ReadonlySet<string>): Html {
  const { question, table, integrity } = answer;
  const rest = `answers/${question.id}.csv`;
  const left = rows - table.rows.length;
  return html`<details class="finding" id="question-${question.id}"><summary>${mark(question.severity, question.severity)} <b>${question.title}</b>
<span class="quiet">${count(rows, 'row')}${techniques(question)}${provenOf(answer)}</span></summary>
<p>${question.question} <span class="quiet">${question.id}</span></p>
${tableHtml(question.title, table, { credentials, rest, limit: 50 })}
${left > 0 ? html`<p class="quiet">${count(left, 'more row')} in ${rest}.</p>` : null}
<p>This ${proofLine(integrity)}.</p>
<details class="sql"><summary>SQL <span class="quiet">SHA-256 ${hashes.questions.get(question.id) ?? ''}</span></summary><pre tabindex="0"><code>${lines(question.sql)}</code></pre></details></details>\n`;
}

const techniques = ({ attack }: Answer['question']): string =>
  attack.length === 0 ? '' : ` · ATT&CK ${attack.join(', ')}`;

function provenOf({ integrity }: Answer): string {
  const { proven, total } = proof(integrity);
  return total === 0 ? '' : ` · ${proven.toLocaleString('en')} of ${count(total, 'record')} proven`;
}

/** SQL keeps its lines; what is in them is text like any other. */
const lines = (sql: string): Html[] => sql.split(/\r?\n/).map((line) => html`${line.replaceAll('\t', '  ')}\n`);

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
