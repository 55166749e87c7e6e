/**
 * A record with a line a value, for reading. Its tokens stand as they came: nothing is parsed, so that no number is rounded and no
 * name that occurs twice is lost. What is no JSON is given back as it is.
 */
export function indented(json: string): string {
  let out = '';
  let depth = 0;
  const tokens = json.match(/"(?:[^"\\]|\\[\s\S])*"|[{}[\],:]|[^\s{}[\],:"]+|"[\s\S]*/g) ?? [];
  tokens.forEach((token, at) => {
    const next = tokens[at + 1];
    const line = () => `\n${'  '.repeat(Math.min(depth, 40))}`;
    if (token === '{' || token === '[') {
      depth++;
      out += token + (next === '}' || next === ']' ? '' : line());
    } else if (token === '}' || token === ']') {
      depth = Math.max(0, depth - 1);
      const before = tokens[at - 1];
      out += (before === '{' || before === '[' ? '' : line()) + token;
    } else if (token === ',') out += token + line();
    else out += token === ':' ? ': ' : token;
  });
  return out;
}
