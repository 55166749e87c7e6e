import { KeytrailError } from './error.js';

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'no such file or folder',
  ENOTDIR: 'a part of the path is not a folder',
  EISDIR: 'is a folder',
  EEXIST: 'is already there',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EROFS: 'the file system is read-only',
  ENOSPC: 'no space left on the device',
  EDQUOT: 'the quota of the disk is used up',
  EMFILE: 'too many open files',
  ENAMETOOLONG: 'the name is too long',
};

/** An error of the operating system in a person's words, else null. `doing` says what failed, e.g. `cannot write report.md`. */
export function systemError(error: unknown, doing?: string): KeytrailError | null {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return null;
  const reason = REASONS[error.code];
  if (reason === undefined) return null;
  const path = 'path' in error && typeof error.path === 'string' ? error.path : null;
  const subject = doing ?? (path === null ? 'keytrail cannot go on' : path);
  const code =
    error.code === 'ENOSPC' || error.code === 'EDQUOT'
      ? 'no-space'
      : error.code === 'ENOENT'
        ? 'not-found'
        : 'no-access';
  return new KeytrailError(code, `${subject}: ${reason}`, undefined, { cause: error });
}
