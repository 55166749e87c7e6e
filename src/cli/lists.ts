const ACCOUNT = /^\d{12}$/;
const REGION = /^[a-z]{2,}(?:-[a-z]+)+-\d+$/;
const SHA256 = /^[0-9a-f]{64}$/i;
const KEY_FILE = /(?:^|[\\/])[a-z]{2,}(?:-[a-z]+)+-\d+\.json$/;

const VALUES: Readonly<Record<string, RegExp>> = {
  '--account': ACCOUNT,
  '--region': REGION,
  '--public-keys': KEY_FILE,
  '--pin-keys': SHA256,
};

/**
 * `--account A B` and `--public-keys keys/*.json` as the AWS CLI takes lists: the words that follow belong to the option as long as they look
 * like its values. A plain greedy list would swallow the sources behind it.
 */
export function spreadLists(argv: readonly string[]): string[] {
  const out: string[] = [];
  for (let i = 0; i < argv.length; i++) {
    const word = argv[i] ?? '';
    if (word === '--') return [...out, ...argv.slice(i)];
    out.push(word);
    const value = VALUES[word];
    if (!value || i + 1 >= argv.length) continue;
    out.push(argv[++i] ?? '');
    while (value.test(argv[i + 1] ?? '')) out.push(word, argv[++i] ?? '');
  }
  return out;
}
