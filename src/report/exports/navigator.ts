import type { Severity } from '../../model.js';
import type { ReportData } from '../investigation/data.js';
import { count, proof } from '../words.js';

/** What a technique is worth by the gravest of the questions that found something; without an answer 0. */
const SCORES: Readonly<Record<Severity, number>> = { info: 20, low: 40, medium: 60, high: 80, critical: 100 };

interface Technique {
  readonly techniqueID: string;
  readonly score?: number;
  readonly comment?: string;
  readonly enabled: boolean;
  readonly showSubtechniques: boolean;
  readonly metadata: readonly { readonly name: string; readonly value: string }[];
}

/**
 * A layer of the ATT&CK Navigator, format 4.5 (github.com/mitre-attack/attack-navigator, layers/spec/v4.5/layerformat.md): the techniques that the
 * questions name, scored by the gravest finding. Titles are of questions, which the investigator may have written; nothing in it is of a log.
 */
export function navigatorLayer(data: ReportData): object {
  const { seed } = data.blast;
  return {
    name: `keytrail: ${seed}`,
    // The release whose ids the questions use is not pinned: ids stay, and Navigator skips those that its release has not.
    versions: { navigator: '5.1.0', layer: '4.5' },
    domain: 'enterprise-attack',
    description: `Blast radius of ${seed}, state of ${data.asOf}. Score: severity of the gravest question that found something (info 20, low 40, medium 60, high 80, critical 100); 0: asked, and nothing seen, which is not "did not happen".`,
    sorting: 3,
    layout: {
      layout: 'side',
      aggregateFunction: 'max',
      showID: true,
      showName: true,
      showAggregateScores: false,
      countUnscored: false,
    },
    hideDisabled: false,
    techniques: techniques(data),
    gradient: { colors: ['#ffffff', '#ffd966', '#cc3311'], minValue: 0, maxValue: 100 },
    legendItems: [
      { label: 'asked, nothing seen', color: '#ffffff' },
      { label: 'something of medium severity or below', color: '#ffd966' },
      { label: 'something critical', color: '#cc3311' },
    ],
    metadata: [
      { name: 'tool', value: `keytrail ${data.version}` },
      { name: 'seed', value: seed },
      { name: 'compromised at', value: data.blast.compromisedAt ?? 'not given' },
    ],
    links: [],
    showTacticRowBackground: false,
    tacticRowBackground: '#dddddd',
    selectTechniquesAcrossTactics: true,
    selectSubtechniquesWithParent: false,
    selectVisibleTechniques: false,
  };
}

function techniques({ answers }: ReportData): Technique[] {
  const ids = [...new Set(answers.flatMap(({ answer }) => answer.question.attack))];
  const parents = new Set(ids.filter((id) => id.includes('.')).map((id) => id.slice(0, 5)));
  const named = ids.map((id) => technique(id, parents.has(id), answers));
  // A parent that no question names itself: only so that what is below it shows.
  const unnamed = [...parents]
    .filter((id) => !ids.includes(id))
    .map((techniqueID) => ({ techniqueID, enabled: true, showSubtechniques: true, metadata: [] }));
  return [...named, ...unnamed].sort((a, b) => (a.techniqueID < b.techniqueID ? -1 : 1));
}

function technique(id: string, showSubtechniques: boolean, answers: ReportData['answers']): Technique {
  const asked = answers.filter(({ answer }) => answer.question.attack.includes(id));
  const found = asked.filter(({ rows }) => rows > 0);
  const lines = found.map(({ answer: { question, integrity }, rows }) => {
    const { proven, total } = proof(integrity);
    return `${question.title}: ${count(rows, 'row')}, ${proven} of ${count(total, 'record')} proven (${question.id}, ${question.severity})`;
  });
  return {
    techniqueID: id,
    score: Math.max(0, ...found.map(({ answer }) => SCORES[answer.question.severity])),
    comment:
      lines.length > 0
        ? lines.join('\n')
        : `Nothing seen by ${asked.map(({ answer }) => answer.question.id).join(', ')}`,
    enabled: true,
    showSubtechniques,
    metadata: [
      { name: 'rows', value: String(found.reduce((sum, { rows }) => sum + rows, 0)) },
      { name: 'questions with an answer', value: `${found.length} of ${asked.length}` },
    ],
  };
}
