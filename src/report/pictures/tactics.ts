import type { Answer } from '../../model.js';

/** The sections of the questions that are tactics, with ATT&CK's names for them, in its order. */
export const TACTICS: Readonly<Record<string, string>> = {
  recon: 'Discovery',
  spread: 'Lateral movement',
  persistence: 'Persistence, escalation',
  evasion: 'Defense evasion',
  access: 'Credential access, collection',
  impact: 'Impact',
};

/** Records of a section that are looked up in the case; more than that draws no other picture. */
const RECORDS = 50_000;

/** Gathers the records that the answers of a tactic rest on, as the answers come and before their rows are cut. */
export class TacticRecords {
  private readonly found = new Map<string, Set<string>>();

  /** What only informs rests on everything there is: every event has a region. */
  add({ question: { section, severity }, table: { columns, rows } }: Answer): void {
    const at = columns.indexOf('evidence');
    if (TACTICS[section] === undefined || severity === 'info' || at < 0) return;
    const ids = this.found.get(section) ?? new Set<string>();
    this.found.set(section, ids);
    for (const row of rows) {
      const evidence = row[at];
      if (!Array.isArray(evidence)) continue;
      for (const id of evidence) if (typeof id === 'string' && ids.size < RECORDS) ids.add(id);
    }
  }

  /** Two lists of one length, as a query takes them. */
  get parameters(): { readonly sections: string[]; readonly ids: string[] } {
    const pairs = [...this.found].flatMap(([section, ids]) => [...ids].map((id) => [section, id] as const));
    return { sections: pairs.map(([section]) => section), ids: pairs.map(([, id]) => id) };
  }
}
