import type { Case } from '../store/case.js';
import type { Arguments } from './arguments.js';

/** Opens the case that `--case` names, read-only, for as long as `work` takes. */
export async function withCase<T>(args: Arguments, work: (opened: Case) => Promise<T>): Promise<T> {
  const path = args.required('case', 'give the file that keytrail ingest made');
  // Here and not above: DuckDB is a large native library, and help should not wait for it.
  const { openCase } = await import('../store/case.js');
  const opened = await openCase(path, { threads: args.threads(), memory: args.memory() });
  try {
    return await work(opened);
  } finally {
    await opened.close();
  }
}
