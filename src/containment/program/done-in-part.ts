/** Something went wrong after something had been done: the exit code must not say that nothing was. */
export class DoneInPart extends Error {
  constructor(cause: unknown) {
    super('done in part', { cause });
  }
}
