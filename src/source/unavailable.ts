// An object that could not be had when its archive was collected. Its locator says why: it has no file that could be opened.

/** No locator of a file begins so: in those `%` is followed by two hex digits. */
const MARK = '%unavailable:';

/** `key` stays at the end, where the name of an object is read from. */
export function unavailableLocator(reason: string, key: string): string {
  // Half a character, which JSON can hold, has no encoding.
  const whole = Buffer.from(reason, 'utf8').toString('utf8');
  return `${MARK}${encodeURIComponent(whole)}/${key}`;
}

/** Why the object of a locator could not be collected, or null for a locator that can be opened. */
export function reasonIn(locator: string): string | null {
  if (!locator.startsWith(MARK)) return null;
  const end = locator.indexOf('/');
  try {
    return decodeURIComponent(locator.slice(MARK.length, end === -1 ? undefined : end));
  } catch {
    return 'not collected';
  }
}
