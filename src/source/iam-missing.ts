import { fatal, isAboutCredentials, isNoAnswer, say } from './s3-error.js';

/** Something that belongs to a snapshot of IAM state and could not be had. */
export interface IamMissing {
  /** The part, by the name of its file. */
  readonly what: string;
  readonly reason: string;
}

/** Named of those that one thing could not be had of. */
const NAMED = 5;
/** What broke so often, and never worked, breaks of the next thousand users too; and each time the SDK tries for half a minute. */
const BROKEN = 3;

interface Reason {
  readonly what: string;
  readonly said: string;
  readonly of: string[];
  notAsked: number;
}

/** What could not be had, and why: of a thousand users that are refused for the same reason it is said once. */
export class MissingParts {
  readonly #reasons = new Map<string, Reason>();
  readonly #worked = new Set<string>();
  readonly #broken = new Map<string, { times: number; reason: Reason }>();

  /**
   * @returns what the call gives, or null where it is refused or fails. Credentials that are not good, and a network that is gone, end the
   * run: nothing else would be had either.
   * @throws KeytrailError no-access
   */
  async attempt<T>(what: string, of: string | null, call: () => Promise<T>): Promise<T | null> {
    const broken = this.#broken.get(what);
    if (broken !== undefined && broken.times >= BROKEN && !this.#worked.has(what)) {
      broken.reason.notAsked += 1;
      return null;
    }
    try {
      const answer = await call();
      this.#worked.add(what);
      return answer;
    } catch (error) {
      if (isAboutCredentials(error) || isNoAnswer(error)) throw fatal(error, what, 'IAM');
      if ((error as Error).name === 'AbortError') throw error;
      const reason = this.add(what, say(error), of, (error as Error).name);
      if (isBroken(error)) this.#broken.set(what, { times: (broken?.times ?? 0) + 1, reason });
      return null;
    }
  }

  /** `kind`: reasons of one kind are told together, in the words of the first. */
  add(what: string, said: string, of: string | null = null, kind: string = said): Reason {
    const name = `${what} ${kind}`;
    const known = this.#reasons.get(name) ?? { what, said, of: [], notAsked: 0 };
    if (of !== null) known.of.push(of);
    this.#reasons.set(name, known);
    return known;
  }

  list(): IamMissing[] {
    return [...this.#reasons.values()]
      .map(({ what, said, of, notAsked }) => {
        const more = of.length > NAMED ? ` and ${of.length - NAMED} more` : '';
        const whose = of.length === 0 ? '' : `${[...of].sort().slice(0, NAMED).join(', ')}${more}: `;
        const rest = notAsked === 0 ? '' : `; so it was not asked of ${notAsked} more`;
        return { what, reason: `${whose}${said}${rest}` };
      })
      .sort((a, b) => (a.what < b.what ? -1 : a.what > b.what ? 1 : 0));
  }
}

/** The server's fault, not ours: a refusal is quick, and of another user it may be none. */
function isBroken(error: unknown): boolean {
  const { $metadata, message = '' } = error as { $metadata?: { httpStatusCode?: number }; message?: string };
  return ($metadata?.httpStatusCode ?? 0) >= 500 || /Deserialization error/.test(message);
}
