import { type Options, SingleBar } from 'cli-progress';
import type { Progress } from '../model.js';
import { byteSize } from '../report/words.js';

const BAR = 24;

/** What a library call tells, or a step of a command itself. */
export type Drawn = Omit<Progress, 'unit'> & { readonly unit: Progress['unit'] | 'questions' | 'rules' };

/** A bar on stderr with rate and time left. One phase at a time; a new phase starts a new rate. */
export class ProgressBar {
  private bar: SingleBar | null = null;
  private phase = '';
  private started = 0;
  private last: Drawn | null = null;

  constructor(private readonly stream: NodeJS.WriteStream) {}

  update(progress: Drawn): void {
    if (this.bar === null || progress.phase !== this.phase) this.begin(progress.phase);
    this.last = progress;
    if (progress.total !== null) this.bar?.setTotal(progress.total);
    this.bar?.update(progress.done);
  }

  stop(): void {
    this.bar?.stop();
    this.bar = null;
  }

  /** Clears the line for a notice; the bar comes back with its next update. */
  clear(): void {
    if (this.bar !== null) this.stream.write('\r\x1b[2K');
  }

  private begin(phase: string): void {
    this.stop();
    this.phase = phase;
    this.started = performance.now();
    this.bar = new SingleBar({
      stream: this.stream,
      fps: 5,
      clearOnComplete: true,
      hideCursor: true,
      // Ctrl-C is main's: it stops the work, the bar, and chooses the exit code.
      gracefulExit: false,
      format: (_options: Options, _params: unknown, _payload: unknown) => this.line(),
    });
    this.bar.start(1, 0);
  }

  private line(): string {
    if (this.last === null) return this.phase;
    return progressLine(this.last, (performance.now() - this.started) / 1000);
  }
}

/** `reading  ███░░  1,234/9,000 objects  310 objects/s  12.4 MB/s  0:25 left`. */
export function progressLine(progress: Drawn, seconds: number): string {
  const { phase, done, total, unit, bytes } = progress;
  const parts = [phase];
  const known = total !== null && total > 0;
  if (known) {
    const filled = Math.round(Math.min(1, done / total) * BAR);
    parts.push('█'.repeat(filled) + '░'.repeat(BAR - filled));
  }
  parts.push(`${count(done, unit)}${known ? `/${count(total, unit)}` : ''}${unit === 'bytes' ? '' : ` ${unit}`}`);
  if (seconds > 0.5) {
    if (unit === 'objects') parts.push(`${Math.round(done / seconds).toLocaleString('en')} objects/s`);
    const volume = unit === 'bytes' ? done : bytes;
    if (volume !== undefined) parts.push(`${byteSize(volume / seconds)}/s`);
    if (known && done > 0) parts.push(`${clock(((total - done) / done) * seconds)} left`);
  }
  return parts.join('  ');
}

function count(value: number, unit: Drawn['unit']): string {
  return unit === 'bytes' ? byteSize(value) : value.toLocaleString('en');
}

function clock(seconds: number): string {
  const whole = Math.max(0, Math.ceil(seconds));
  const minutes = Math.floor(whole / 60) % 60;
  const hours = Math.floor(whole / 3600);
  const tail = String(whole % 60).padStart(2, '0');
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, '0')}:${tail}` : `${minutes}:${tail}`;
}
