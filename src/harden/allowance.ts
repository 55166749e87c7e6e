import { policiesFor } from './policy.js';
import type { Allowance, Need, Unstated } from './types.js';

/** A user or role (queries/_harden/answer/principals.sql). */
export interface PrincipalRow {
  readonly principal: string;
  readonly account: string;
  readonly kind: 'user' | 'role';
  readonly name: string;
  readonly ours: boolean;
  /** The seed acts as it; false: its radius reached it, or there is no seed. */
  readonly isSeed: boolean;
  readonly events: number;
  readonly proven: number;
  readonly doubted: number;
  readonly first: string | null;
  readonly last: string | null;
  readonly known: boolean;
  readonly attached: readonly string[] | null;
  readonly inline: readonly string[] | null;
  readonly groups: readonly string[] | null;
  readonly boundary: string | null;
}

type Of<T> = T & { readonly principal: string };

/** What the principals did, as rows of queries/_harden/answer/. */
export interface UseRows {
  readonly actions: readonly Of<Need>[];
  readonly refused: readonly Of<Unstated>[];
  readonly unmapped: readonly Of<Unstated & { readonly look: boolean; readonly reason: string }>[];
}

/** Writes by which one comes to more rights than one has, blinds whoever watches, or lets others in. */
const POWERFUL =
  /^(iam:(?!.*Tag)(Create|Put|Attach|Update|Set|Add|Upload|Enable|Delete|Detach|PassRole|Deactivate)|lambda:(UpdateFunctionCode|CreateFunction|AddPermission)|organizations:(Attach|Create|Delete|Leave|Move|Remove)|cloudtrail:(Stop|Delete|Update|PutEventSelectors)|kms:(PutKeyPolicy|CreateGrant)|s3:PutBucketPolicy|ssm:(SendCommand|StartSession)|cloudformation:(CreateStack|UpdateStack))/;
/** What opens a way to everything when it is allowed on everything. */
const NEVER_OPEN =
  /^(sts:AssumeRole|iam:PassRole|secretsmanager:GetSecretValue|ssm:GetParameters?|kms:Decrypt|s3:GetObject)$/;

export function allowances(principals: readonly PrincipalRow[], rows: UseRows): Allowance[] {
  const [actions, refused, unmapped] = [
    byPrincipal(rows.actions),
    byPrincipal(rows.refused),
    byPrincipal(rows.unmapped),
  ];
  return principals.map((row) => {
    const { principal, account, kind, name, isSeed, events, proven, first, last } = row;
    const needs = actions(principal);
    const { policies, notices } = policiesFor(name, needs);
    return {
      principal,
      account,
      kind,
      name,
      isSeed,
      events,
      proven,
      first,
      last,
      now: row.known
        ? { attached: row.attached ?? [], inline: row.inline ?? [], groups: row.groups ?? [], boundary: row.boundary }
        : null,
      needs,
      policies,
      notices: [...notices, ...noticesOf(row, needs, unmapped(principal))],
      refused: refused(principal),
      unstated: unmapped(principal).map(({ look: _, ...rest }) => rest),
    };
  });
}

function noticesOf(
  row: PrincipalRow,
  needs: readonly Need[],
  unmapped: readonly { look: boolean; call: string; reason: string }[],
): string[] {
  const powerful = needs.filter(({ action }) => POWERFUL.test(action));
  const open = needs.filter(
    ({ action, resources }) => resources.includes('*') && (POWERFUL.test(action) || NEVER_OPEN.test(action)),
  );
  return [
    ...(needs.length === 0
      ? ['nothing that counts was seen: no policy is written; what it needs, its owner has to say']
      : []),
    ...(row.ours ? [] : ['its own account is not in this case: what it did there was not seen']),
    ...list('power over rights, logs or others; does it still need that', powerful),
    ...list('on everything, since the records do not tell on what', open),
    ...list(
      'made from the name in the log alone; does IAM call it so',
      needs.filter(({ look }) => look),
    ),
    ...unproven(needs),
    ...list(
      'used on more than twenty things, so their kind is allowed',
      needs.filter(({ folded }) => folded),
    ),
    ...(row.doubted === 0
      ? []
      : [
          `left out: ${row.doubted} ${row.doubted === 1 ? 'record' : 'records'} that verification calls forged, altered or unlisted`,
        ]),
    ...unmapped.filter(({ look }) => look).map(({ call, reason }) => `${call}: ${reason}`),
  ];
}

function unproven(needs: readonly Need[]): string[] {
  const those = needs.filter(({ proven }) => proven === 0);
  if (those.length > 1 && those.length === needs.length) {
    return ['none of this rests on a proven record: whoever could write the records chose it all'];
  }
  return list('rest on no proven record, so whoever could write those chose them', those);
}

function list(says: string, needs: readonly Need[]): string[] {
  const names = [...new Set(needs.map(({ action }) => action))];
  if (names.length === 0) return [];
  const shown = names.slice(0, 8).join(', ');
  return [`${says}: ${shown}${names.length > 8 ? ` and ${names.length - 8} more` : ''}`];
}

function byPrincipal<T extends { readonly principal: string }>(rows: readonly T[]) {
  const found = new Map<string, Omit<T, 'principal'>[]>();
  for (const { principal, ...rest } of rows) {
    const those = found.get(principal);
    if (those) those.push(rest);
    else found.set(principal, [rest]);
  }
  return (principal: string) => found.get(principal) ?? [];
}
