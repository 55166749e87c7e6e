// Rows of IAM state, as the snapshots of the case have them.

export type Sort = 'user' | 'role';

/** Up to when IAM state is known: the newest snapshot that has this part. */
export interface SnapshotRow {
  readonly account: string;
  readonly part: string;
  readonly at: string;
  /** Nothing of it is missing: what is not in it is not there. */
  readonly whole: boolean;
}

export interface StateKeyRow {
  readonly account: string;
  readonly id: string;
  readonly userName: string;
  readonly status: string;
  readonly at: string;
}

export interface StateCredentialRow {
  readonly account: string;
  readonly kind: 'service-specific' | 'ssh-public-key' | 'signing-certificate';
  readonly id: string;
  readonly userName: string;
  readonly status: string;
  readonly at: string;
}

export interface StatePrincipalRow {
  readonly account: string;
  readonly at: string;
  readonly sort: Sort;
  readonly name: string;
  readonly id: string | null;
  readonly arn: string | null;
  readonly boundary: string | null;
  /** Characters of its inline policies, white space not counted. */
  readonly size: number;
  /** ARNs of attached policies. */
  readonly attached: readonly string[];
  /** Names of inline policies. */
  readonly inline: readonly string[];
  /** Positions in `inline`, from 1 on, of those that deny everything without condition. */
  readonly shutting: readonly number[];
}

export interface StateTrustRow {
  readonly account: string;
  readonly role: string;
  readonly at: string;
  readonly document: string | null;
}

export interface StateProviderRow {
  readonly account: string;
  readonly arn: string;
  readonly at: string;
  readonly clients: readonly string[] | null;
  readonly thumbprints: readonly string[] | null;
  readonly document: string | null;
}
