/** `plan.journal.jsonl` beside `plan.json`: where containment writes down what it did by that plan, and what was there before. */
export function journalBeside(plan: string): string {
  return `${plan.replace(/\.json$/, '')}.journal.jsonl`;
}
