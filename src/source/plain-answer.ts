import { toIso } from '../clock.js';

/** An answer of the SDK as the AWS CLI prints it: times as ISO 8601, bytes as base64, without the SDK's own metadata. */
export function plainAnswer(answer: unknown): unknown {
  if (answer instanceof Date) return Number.isNaN(answer.getTime()) ? null : toIso(answer);
  if (answer instanceof Uint8Array) return Buffer.from(answer).toString('base64');
  if (Array.isArray(answer)) return answer.map(plainAnswer);
  if (typeof answer !== 'object' || answer === null) return answer;
  return Object.fromEntries(
    Object.entries(answer)
      .filter(([name, value]) => name !== '$metadata' && value !== undefined)
      .map(([name, value]) => [name, plainAnswer(value)]),
  );
}
