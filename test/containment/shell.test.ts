import { describe, expect, test } from 'vitest';
import { commandLine, literal, option, value } from '../../src/containment/show/aws-command.js';
import { isWord, printfWord, shellComment, shellWord } from '../../src/containment/show/shell.js';
import { HOSTILE } from '../support/hostile-plan.js';

describe('a word of a shell', () => {
  test.each([
    ['plain', 'plain'],
    ['arn:aws:iam::123456789012:role/a+b=c,d.e@f-g', 'arn:aws:iam::123456789012:role/a+b=c,d.e@f-g'],
    ['', "''"],
    ['two words', "'two words'"],
    ["it's", '"it\'s"'],
    ["it's $HOME", "'it'\\''s $HOME'"],
    ['=x', "'=x'"],
    ['~', "'~'"],
  ])('%j is %s', (text, word) => expect(shellWord(text)).toBe(word));

  test.each(HOSTILE.filter((text) => !isWord(text)))('%j is none', (text) => {
    expect(() => shellWord(text)).toThrow(RangeError);
  });

  test('what printf prints stands on one line, of printable ASCII where anything is hidden', () => {
    for (const text of HOSTILE) {
      expect(printfWord(text)).not.toMatch(/[\r\n]/);
      if (!isWord(text)) expect(printfWord(text)).toMatch(/^'[ -~]*'$/);
    }
    expect(printfWord('a\n')).toBe("'a\\012'");
    expect(printfWord('100%')).toBe("'100\\045'");
    expect(printfWord('-n')).toBe("'\\055n'");
  });

  test('a comment is one line', () => {
    for (const text of HOSTILE) expect(shellComment(text)).toMatch(/^# [^\r\n\u2028\u2029\u0085]*\n$/);
  });
});

describe('a value for the AWS CLI', () => {
  test.each(['file:///etc/passwd', 'fileb://x', 'FILE://x', 'http://x', 'https://x', '-x', '', 'a\nb'])(
    '%j goes by way of a file: the CLI would fetch it, or take it for an option',
    (text) => {
      expect(value(text, 'step-1')).toEqual({ file: 'step-1', content: text });
      expect(commandLine(['aws', ...option('--client-id', value(text, 'step-1'))])).toBe(
        'aws --client-id "file://$work/step-1"',
      );
    },
  );

  test('a name that begins like an option is joined to its own', () => {
    expect(commandLine(option('--user-name', '-x'))).toBe('--user-name=-x');
    expect(commandLine(option('--user-name', 'x'))).toBe('--user-name x');
  });

  test('a literal of JMESPath says the same in ASCII, and cannot end early', () => {
    for (const text of HOSTILE) {
      const written = literal({ text });
      expect(written).toMatch(/^`[ -_a-~]*`$/);
      expect(JSON.parse(written.slice(1, -1))).toEqual({ text });
    }
  });
});
