import type { Step, Task } from '../plan/index.js';

type Without<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;

/** A step before it has its number. */
export type Draft = Without<Step, 'number'>;

export interface Placed<T> {
  readonly account: string;
  readonly item: T;
}

/** What a part of the plan comes to. */
export interface Outcome {
  readonly steps: readonly Placed<Draft>[];
  readonly tasks: readonly Placed<Task>[];
  /** What is ended already, and by whom. */
  readonly done: readonly Done[];
}

export interface Done {
  readonly about: string;
  readonly status: string;
  readonly at: string | null;
  readonly by: string | null;
  /** Whether the record of it is proven; null: no record, but IAM state says so. */
  readonly proven: boolean | null;
}

export function together(...parts: readonly Outcome[]): Outcome {
  return {
    steps: parts.flatMap((part) => part.steps),
    tasks: parts.flatMap((part) => part.tasks),
    done: parts.flatMap((part) => part.done),
  };
}
