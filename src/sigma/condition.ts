import { LIMITS } from '../limits.js';
import { type Condition, Refusal } from './types.js';

const TOKEN = /\s*(?:([()|])|([^\s()|]+))/y;
/** Words of Sigma 1's aggregations. */
const AGGREGATION = ['|', 'near'];

/**
 * The condition of a rule over its searches: or, and, not, `1 of`, `all of`, parentheses, in the order of their binding (Sigma rules
 * specification, "Condition").
 */
export function parseCondition(text: string, line: number, searches: ReadonlyMap<string, Condition>): Condition {
  const parser = new Parser(tokens(text), line, searches);
  const condition = parser.or(0);
  parser.end();
  return condition;
}

function tokens(text: string): string[] {
  const found: string[] = [];
  TOKEN.lastIndex = 0;
  for (let match = TOKEN.exec(text); match; match = TOKEN.exec(text)) found.push(match[1] ?? match[2] ?? '');
  return found;
}

class Parser {
  private at = 0;

  constructor(
    private readonly words: readonly string[],
    private readonly line: number,
    private readonly searches: ReadonlyMap<string, Condition>,
  ) {}

  or(depth: number): Condition {
    return this.joined('or', () => this.joined('and', () => this.not(depth)));
  }

  end(): void {
    const word = this.words[this.at];
    if (word === undefined) return;
    if (AGGREGATION.includes(word.toLowerCase())) {
      throw this.refusal('an aggregation in the condition is Sigma 1: write a correlation rule');
    }
    throw this.refusal(word === ')' ? "')' without '('" : `'${word}' where 'and' or 'or' is expected`);
  }

  private joined(kind: 'and' | 'or', part: () => Condition): Condition {
    const parts = [part()];
    while (this.is(kind)) parts.push(part());
    return parts.length === 1 && parts[0] ? parts[0] : { kind, parts };
  }

  private not(depth: number): Condition {
    if (depth > LIMITS.sigmaDepth) throw this.refusal(`nested more than ${LIMITS.sigmaDepth} levels deep`);
    if (this.is('not')) return { kind: 'not', part: this.not(depth + 1) };
    if (this.is('(')) {
      const inner = this.or(depth + 1);
      if (!this.is(')')) throw this.refusal("'(' without ')'");
      return inner;
    }
    return this.search();
  }

  private search(): Condition {
    const word = this.words[this.at];
    if (word === undefined || [')', '|', 'and', 'or', 'of'].includes(word.toLowerCase())) {
      throw this.refusal(
        word === undefined ? 'the condition ends where a search is expected' : `'${word}' where a search is expected`,
      );
    }
    this.at++;
    if (this.words[this.at]?.toLowerCase() === 'of') {
      this.at++;
      return this.quantified(word);
    }
    const found = this.searches.get(word);
    if (!found) throw this.refusal(`there is no search '${word}' in 'detection'`);
    return found;
  }

  /** `1 of them`, `all of selection_*`. */
  private quantified(quantity: string): Condition {
    const lower = quantity.toLowerCase();
    if (!['1', 'any', 'all'].includes(lower)) throw this.refusal(`'${quantity} of': only 1, any and all are known`);
    const pattern = this.words[this.at++] ?? '';
    const parts = [...this.searches].filter(([name]) => chosen(name, pattern)).map(([, search]) => search);
    if (parts.length === 0) throw this.refusal(`'${quantity} of ${pattern}': no search of that name`);
    return { kind: lower === 'all' ? 'and' : 'or', parts };
  }

  private is(word: string): boolean {
    if (this.words[this.at]?.toLowerCase() !== word) return false;
    this.at++;
    return true;
  }

  private refusal(reason: string): Refusal {
    return new Refusal(this.line, reason);
  }
}

/** Searches whose name begins with an underscore are not among `them`. */
function chosen(name: string, pattern: string): boolean {
  if (pattern.toLowerCase() === 'them') return !name.startsWith('_');
  const parts = pattern.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('[^]*')}$`).test(name);
}
