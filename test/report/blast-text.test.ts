import { describe, expect, test } from 'vitest';
import { blastText } from '../../src/report/blast/blast-text.js';
import { credentialTree } from '../../src/report/blast/credential-tree.js';
import { coloured, plain } from '../../src/text/colour.js';
import { width } from '../../src/text/width.js';
import { blastOf, credential } from './blast-shape.js';

const HOSTILE = '<img src=x>|`[a](http://evil.example)\u001b[2J\u202e\n# heading';

describe('the radius for a person', () => {
  test('nothing from a log is obeyed by a terminal', () => {
    for (const columns of [80, null])
      expect(blastText(blastOf(HOSTILE), plain, columns)).not.toMatch(/[^\P{Cc}\n]|\p{Cf}/u);
  });

  test('no line is wider than the terminal, and a pipe cuts nothing', () => {
    const long = blastOf('arn:aws:sts::111122223333:assumed-role/AVeryLongRoleNameIndeed/a-session-name-of-sixty-four');
    for (const columns of [80, 120]) {
      for (const line of blastText(long, plain, columns).split('\n'))
        expect(width(line), line).toBeLessThanOrEqual(columns);
    }
    expect(blastText(long, plain, null)).not.toContain('…');
  });

  test('what is left out is said', () => {
    expect(blastText(blastOf('x'), plain, 80)).toContain('and 7 more; --format json has them');
  });

  test('sentences come first, and say what goes on without the key', () => {
    const blast = {
      ...blastOf('x'),
      seed: 'AKIASEED',
      candidates: [],
      alive: [{ ...blastOf('x').alive[0]!, kind: 'password' }],
      credentials: [
        credential('AKIASEED', { alive: true, status: 'active' }),
        credential('ASIA1', { parent: 'AKIASEED', depth: 1, alive: null, survives: true, life: 'console-session' }),
        credential('ASIA2', { parent: 'AKIASEED', depth: 1, alive: true, survives: true, life: 'console-session' }),
      ],
    };
    const text = blastText(blast, plain, null);
    expect(text).toMatch(/^AKIASEED led to 2 more credentials/);
    expect(text).toContain('Deactivating the key does not stop 2 console sessions, 1 console password.');
    expect(text.indexOf('Deactivating the key')).toBeLessThan(text.indexOf('Credentials\n'));
  });
});

describe('the tree', () => {
  const sessions = (n: number, role: string, more = {}) =>
    Array.from({ length: n }, (_, i) =>
      credential(`ASIA${role}${i}`, {
        ...{ parent: 'AKIASEED', depth: 1, edge: 'KEY', alive: false, status: 'expired', events: 2, known: 0 },
        ...{ principal: `arn:aws:sts::111122223333:assumed-role/${role}/build-${i}`, life: 'role-session', proven: 2 },
        ...more,
      }),
    );
  const seed = credential('AKIASEED', { alive: true, status: 'active' });

  test('folds what is alike, and never what is alive or led further', () => {
    const child = credential('ASIACHILD', { parent: 'ASIADeploy0', depth: 2, alive: false, status: 'expired' });
    const text = credentialTree({
      credentials: [
        seed,
        ...sessions(10, 'Deploy'),
        child,
        ...sessions(4, 'Live', { alive: true }),
        ...sessions(5, 'Owner', { known: 2 }),
      ],
      principals: [],
    });
    expect(text).toContain('and 7 more of assumed-role/Deploy in 111122223333\n      14 events');
    expect(text).toContain('ASIADeploy0');
    expect(text).toContain('ASIACHILD');
    for (const n of [0, 1, 2, 3]) expect(text).toContain(`ASIALive${n}`);
    expect(text).toContain('and 3 more of assumed-role/Owner in 111122223333');
    expect(text).toContain("from a network and client of the owner's before");
  });

  test('of thousands the first are shown, and the rest is counted', () => {
    const many = sessions(3000, 'Many', { alive: null, status: 'unknown' });
    const text = credentialTree({ credentials: [seed, ...many], principals: [] });
    expect(text.split('\n').length).toBeLessThan(150);
    expect(text).toContain('and 2,941 more; --format json has them');
  });

  test('what is still valid is red where there is colour', () => {
    expect(credentialTree({ credentials: [seed], principals: [] }, coloured)).toContain('\x1b[31mstill valid\x1b[0m');
  });
});
