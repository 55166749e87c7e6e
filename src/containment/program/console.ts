import { FileOutput, type Output, StreamOutput } from '../../output.js';
import { coloured, type Paint, plain } from '../../text/colour.js';
import { visible } from '../../text/escape.js';

/** The person at the other end: results on stdout or into a file, everything else on stderr. */
export class Console {
  /** Columns of the terminal that results go to; null: a pipe or a file. */
  readonly width: number | null;
  readonly paint: Paint;
  private readonly result: Output;
  private readonly err: StreamOutput;

  constructor(
    streams: { readonly stdout: NodeJS.WriteStream; readonly stderr: NodeJS.WriteStream },
    environment: NodeJS.ProcessEnv,
    private readonly options: { readonly quiet: boolean; readonly noColor: boolean; readonly out: string | null },
  ) {
    const { stdout, stderr } = streams;
    const toTerminal = stdout.isTTY === true && options.out === null;
    this.width = toTerminal ? Math.max(40, stdout.columns || 80) : null;
    const colour = toTerminal && !options.noColor && !environment.NO_COLOR && environment.TERM !== 'dumb';
    this.paint = colour ? coloured : plain;
    this.err = new StreamOutput(stderr);
    // Opened now: that a file cannot be written is found out before anything is done in AWS.
    this.result = options.out === null ? new StreamOutput(stdout) : new FileOutput(options.out);
  }

  /** Part of the result. Whoever gives it has escaped it. */
  write(text: string): Promise<void> {
    return this.result.write(text);
  }

  /** Makes a file of the result appear under its name. */
  finish(): Promise<void> {
    return this.result.finish();
  }

  /** Lines on stderr that `--quiet` does not hide, escaped by whoever gives them. */
  say(text: string): Promise<void> {
    return this.err.write(text);
  }

  /** A line on stderr. */
  notice(text: string): void {
    if (!this.options.quiet) void this.err.write(`${visible(text)}\n`);
  }

  /** Leaves no half a file behind. */
  close(): void {
    this.result.abandon();
  }
}
