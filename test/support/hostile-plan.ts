import type { Plan } from '../../src/plan/index.js';
import { examplePlan } from './example-plan.js';

/** What somebody would write who wants more than to be shown. */
export const HOSTILE = [
  `'; touch pwned; '`,
  '"; touch pwned; "',
  '$(touch pwned)',
  '`touch pwned`',
  '\n touch pwned\n#',
  '\r\ntouch pwned',
  '\x1b[2J\x1b]0;pwned\x07\u009b31m',
  '\u202etouch\u2066 pwned',
  '\u2028touch pwned\u0085',
  '-x --output=json',
  'file:///etc/passwd',
  'http://169.254.169.254/latest/meta-data/',
  '%s%n\\n\\0',
  '$HOME $1 $$ ~ * ? [a-z] ! & | < > ( ) { }',
  '\ttab and   spaces  ',
  'a\n\n\n',
  '\n',
  '\\',
  `it's "both" \`and\` $more`,
  '世界 é \u{1f600}',
] as const;

/** The example, with such a text wherever a plan takes free text. */
export function hostilePlan(text: string): Plan {
  const base = examplePlan();
  const [section] = base.sections;
  const document = JSON.stringify({ Version: '2012-10-17', Statement: [], Id: text });
  const steps = section!.steps.map((step) => {
    const words = { ...step, reason: text, evidence: [text], stops: [text] };
    if (words.kind === 'remove-oidc-client') return { ...words, clientId: text };
    if (words.kind === 'restore-saml-provider') return { ...words, document: text, expect: { document: `${text}.` } };
    // A document may have white space of its own around it.
    if (words.kind === 'restore-trust') return { ...words, document: `${document}\n`, expect: { document } };
    return words;
  });
  const task = {
    ...section!.tasks[0]!,
    about: text,
    what: text,
    reason: text,
    command: ['aws', text],
    evidence: [text],
  };
  return {
    ...base,
    madeBy: text,
    seed: text,
    warnings: [text],
    sections: [{ ...section!, steps, tasks: [task] }],
    controlPolicies: [{ name: 'stop', document, accounts: ['123456789012'], reason: text }],
  };
}
