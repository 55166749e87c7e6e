import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { KeytrailError } from '../error.js';
import type { OnProgress } from '../model.js';
import { FileOutput, type Output, StreamOutput } from '../output.js';
import { coloured, type Paint, plain } from '../text/colour.js';
import { visible } from '../text/escape.js';
import { sha256 } from './file-hash.js';
import { type Drawn, ProgressBar } from './progress.js';

/** What a command read from stdin. */
export interface ReadInput {
  /** Of the bytes as they came; lower-case hex. */
  readonly sha256: string;
  readonly bytes: number;
  readonly text: string;
}

/** The person at the other end: results on stdout, everything else on stderr. */
export class Terminal {
  private readonly out: StreamOutput;
  private readonly err: StreamOutput;
  private readonly bar: ProgressBar | null;
  private readonly quiet: boolean;
  private readonly open = new Set<Output>();
  private readonly paths = new Set<string>();
  private input: ReadInput | null = null;
  /** Columns of the terminal that results go to; null: a pipe or a file. */
  readonly width: number | null;
  readonly paint: Paint;

  constructor(
    private readonly streams: { stdout: NodeJS.WriteStream; stderr: NodeJS.WriteStream },
    environment: NodeJS.ProcessEnv,
    options: { quiet: boolean; noColor: boolean; noProgress: boolean; file: boolean },
    readonly signal: AbortSignal,
  ) {
    const { stdout, stderr } = streams;
    const toTerminal = stdout.isTTY === true && !options.file;
    this.out = new StreamOutput(stdout);
    this.err = new StreamOutput(stderr);
    this.quiet = options.quiet;
    this.width = toTerminal ? Math.max(40, stdout.columns || 80) : null;
    const colour = toTerminal && !options.noColor && !environment.NO_COLOR && environment.TERM !== 'dumb';
    this.paint = colour ? coloured : plain;
    this.bar = stderr.isTTY === true && !options.quiet && !options.noProgress ? new ProgressBar(stderr) : null;
  }

  readonly onNotice = (text: string): void => {
    if (this.quiet) return;
    this.line(text);
  };

  readonly onProgress: OnProgress = (progress) => this.progress(progress);

  progress(progress: Drawn): void {
    this.bar?.update({ ...progress, phase: visible(progress.phase) });
  }

  /** A line on stderr that `--quiet` does not hide. */
  line(text: string): void {
    this.bar?.clear();
    this.streams.stderr.write(`${visible(text)}\n`);
  }

  /** Part of a result that belongs on stderr, as it is: whoever gives it has escaped it. `--quiet` does not hide it. */
  writeError(text: string): Promise<void> {
    this.bar?.clear();
    return this.err.write(text);
  }

  /** stdout, or the file that `--out` names. */
  output(path: string | null): Output {
    this.stopProgress();
    const output = path === null ? this.out : new FileOutput(path);
    this.open.add(output);
    if (path !== null) this.paths.add(path);
    return output;
  }

  /** All that stdin has, e.g. a statement. */
  async read(stdin: Readable): Promise<string> {
    const bytes = await buffer(stdin);
    const text = bytes.toString('utf8').replace(/^\ufeff/, '');
    this.input = { sha256: sha256(bytes), bytes: bytes.length, text };
    return text;
  }

  /** Files that results went to, the hash of what went to stdout and what came from stdin; null: nothing did. */
  get results(): {
    readonly files: readonly string[];
    readonly stdout: string | null;
    readonly stdin: ReadInput | null;
  } {
    return { files: [...this.paths], stdout: this.out.sha256(), stdin: this.input };
  }

  /** A whole result that is held already, to stdout. */
  print(text: string): Promise<void> {
    return this.write(null, text);
  }

  /** A whole result that is held already, to a file or to stdout. */
  async write(path: string | null, text: string): Promise<void> {
    const output = this.output(path);
    await output.write(text);
    await output.finish();
  }

  /** Between two steps of a resumable command: ends it here if Ctrl-C asked for that. */
  stopIfAsked(): void {
    if (this.signal.aborted) throw new KeytrailError('interrupted', 'stopped');
  }

  stopProgress(): void {
    this.bar?.stop();
  }

  /** Leaves neither a bar nor half a file behind. */
  close(): void {
    this.stopProgress();
    for (const output of this.open) output.abandon();
  }
}
