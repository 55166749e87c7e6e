import type { Console } from '../program/console.js';
import type { Given } from '../program/given.js';
import type { Told } from '../types.js';
import { headings, stepLine } from './step-line.js';
import { changeLine } from './verify-text.js';

/**
 * What is told while it happens. It is the result itself where that is text on stdout; else it goes to stderr, and a text for a file is
 * kept beside. A full disk behind stdout must not stop a containment half way: it is told at the end.
 */
export class Live {
  /** Whether something was done in AWS. */
  wrote = false;
  private failure: unknown = null;
  private readonly isResult: boolean;
  private readonly headingOf: (account: string) => string;
  private pending: Promise<void> = Promise.resolve();

  constructor(
    private readonly console: Console,
    private readonly given: Given,
    accounts: number,
  ) {
    this.isResult = given.format === 'text';
    this.headingOf = headings(accounts, console.paint);
  }

  readonly tell = (told: Told): void => {
    switch (told.type) {
      case 'step': {
        const { account, step, word, detail } = told.step;
        if (this.given.execute !== null) this.wrote ||= word === 'done' || word === 'taken back';
        this.text(
          this.headingOf(account) +
            stepLine(step, word, word === 'taken back' ? `as before: ${detail}` : detail, this.console),
        );
        return;
      }
      case 'change':
        this.text(changeLine(told.change, this.console));
        return;
      case 'waiting': {
        const of = told.step === null ? '' : `step ${told.step}: `;
        this.console.notice(`${of}waiting ${told.seconds} s: ${told.why}`);
        return;
      }
      default:
        this.console.notice(told.text);
    }
  };

  get width(): number | null {
    return this.console.width;
  }

  /** Escaped by whoever gives it. */
  text(text: string): void {
    if (this.isResult) this.queue(() => this.console.write(text));
    if ((!this.isResult || this.given.out !== null) && !this.given.quiet) this.queue(() => this.console.say(text));
  }

  /** A result that is made at the end. */
  whole(text: string): void {
    this.queue(() => this.console.write(text));
  }

  /** Until everything is out. @throws what kept it from getting out */
  async end(): Promise<void> {
    await this.pending;
    if (this.failure !== null) throw this.failure;
  }

  private queue(write: () => Promise<void>): void {
    this.pending = this.pending.then(write).catch((error: unknown) => {
      this.failure ??= error;
    });
  }
}
