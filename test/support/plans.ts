import type { SpreadTale } from '../../scripts/trail-builder/index.js';
import { blast } from '../../src/blast/blast.js';
import { CONTAIN_ROLE, containmentPlan } from '../../src/blast/plan.js';
import type { BlastOptions, BlastResult } from '../../src/blast/types.js';
import type { Plan, Step } from '../../src/plan/index.js';
import type { Case } from '../../src/store/case.js';

export interface Planned {
  readonly radius: BlastResult;
  readonly plan: Plan;
}

/** The plan of a seed in a case. */
export async function planIn(
  opened: Case,
  seed: string,
  more: Partial<BlastOptions> & { containRole?: string } = {},
): Promise<Planned> {
  const { containRole = CONTAIN_ROLE, ...rest } = more;
  const options: BlastOptions = {
    seed,
    compromisedAt: null,
    window: { since: null, until: null },
    include: null,
    asOf: '2026-03-02T12:00:00Z',
    questions: [],
    ...rest,
  };
  const radius = await blast(opened, options);
  return { radius, plan: await containmentPlan(opened, radius, options, containRole) };
}

/** A minute after the intruder's last event: his latest sessions are alive, and nobody has answered yet. */
export function minuteAfter(tale: SpreadTale): string {
  const mine = new Set(tale.events);
  const times = tale.records.filter((one) => mine.has(one.eventID)).map((one) => Date.parse(one.eventTime));
  return new Date(Math.max(...times) + 60_000).toISOString().replace('.000', '');
}

export const stepsOf = (plan: Plan): Step[] => plan.sections.flatMap((section) => section.steps);
/** `kind name`, in their order. */
export const briefly = (plan: Plan): string[] =>
  stepsOf(plan).map(
    (step) => `${step.kind} ${'user' in step ? step.user : 'role' in step ? step.role : step.providerArn}`,
  );

/** Credentials that are alive, or maybe so, and that neither a step stops nor a task names. */
export function forgotten({ radius, plan }: Planned): string[] {
  const stopped = new Set(stepsOf(plan).flatMap((step) => step.stops));
  const tasks = plan.sections.flatMap((section) => section.tasks).filter((task) => task.kind !== 'suspect');
  return radius.credentials
    .filter((one) => one.alive !== false && (one.confidence === 'exact' || one.confidence === 'high'))
    .filter(({ id }) => !stopped.has(id) && !tasks.some((task) => `${task.about} ${task.what}`.includes(id)))
    .map(({ id, life }) => `${id} ${life}`);
}

/**
 * Steps that touch a user or role that is none of the tale's: users whose credential the intruder had or made, or whom he made; roles that
 * he had a session of, made, or changed. By what the records of his say, not by what the radius does.
 */
export function strangers(tale: SpreadTale, plan: Plan): string[] {
  const openings = new Set(tale.openings.values());
  const mine = tale.records.filter((one) => tale.events.includes(one.eventID) || openings.has(one.eventID));
  const names = new Set<string>();
  for (const one of mine) {
    const text = JSON.stringify([one.requestParameters ?? null, one.responseElements ?? null, one.userIdentity]);
    if (/^(Create|Update|Upload|Reset|Change)/.test(one.eventName)) {
      for (const [, name = ''] of text.matchAll(/"(?:userName|roleName)":"([^"]+)"/g)) names.add(name);
    }
    for (const [, name = ''] of text.matchAll(/:(?:user|role|assumed-role)\/([^/"]+)/g)) names.add(name);
  }
  // Ids of users and roles that bear a name and are not his: a name that was given again.
  const innocents = new Set(
    tale.records
      .filter((one) => !mine.includes(one))
      .flatMap((one) => [...JSON.stringify(one.responseElements ?? null).matchAll(/"(?:userId|roleId)":"([^"]+)"/g)])
      .map(([, id = '']) => id),
  );
  return stepsOf(plan).flatMap((step) => {
    const name = 'user' in step ? step.user : 'role' in step ? step.role : null;
    const id = 'user' in step ? step.userId : 'role' in step ? step.roleId : null;
    const known = name === null || names.has(name);
    return known && !innocents.has(id ?? '') ? [] : [`${step.number} ${step.kind} ${name} ${id}`];
  });
}
