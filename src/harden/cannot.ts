/** What is known of an account (queries/_harden/answer/accounts.sql). */
export interface AccountRow {
  readonly account: string;
  readonly from: string | null;
  readonly to: string | null;
  readonly readEvents: boolean;
  readonly dataSources: readonly string[];
  readonly hours: number;
  readonly covered: number;
  readonly stateOf: string | null;
  readonly reportOf: string | null;
  readonly parts: readonly string[];
}

/** Calls on what services hold, which a trail records only where it was set to (CloudTrail User Guide, "Logging data events"). */
const DATA: readonly (readonly [source: string, what: string])[] = [
  ['s3.amazonaws.com', 'objects of S3 (GetObject, PutObject, DeleteObject …)'],
  ['lambda.amazonaws.com', 'invocations of Lambda (InvokeFunction)'],
  ['dynamodb.amazonaws.com', 'items of DynamoDB (GetItem, PutItem, Query …)'],
  ['sqs.amazonaws.com', 'messages of SQS (SendMessage, ReceiveMessage …)'],
  ['sns.amazonaws.com', 'messages of SNS (Publish)'],
];

/** What of the state of IAM a finding needs, by the part that holds it. */
const PARTS: readonly (readonly [part: string, what: string])[] = [
  ['authorization-details', 'trust that is wider than its use, admin rights and unused roles'],
  ['access-keys', 'which key is in which slot of the credential report'],
  ['credential-report', 'unused passwords'],
];

/** What a case cannot tell: whoever hardens by what was seen has to know what could not be seen. */
export function cannotTell(accounts: readonly AccountRow[], blind: readonly { readonly detail: string }[]): string[] {
  const without = accounts.filter(({ stateOf }) => stateOf === null);
  const seen = accounts.filter(({ from }) => from !== null);
  return [
    ...grouped(
      without,
      'no state of IAM is here: nothing is said of MFA, of keys and roles that nobody uses, of admin rights and of trust; `keytrail collect iam --to ARCHIVE` brings it',
    ),
    ...PARTS.flatMap(([part, what]) =>
      grouped(
        accounts.filter(({ stateOf, parts }) => stateOf !== null && !parts.includes(part)),
        `the state of IAM lacks ${part}: nothing is said of ${what}`,
      ),
    ),
    ...grouped(
      accounts.filter(
        ({ stateOf, parts }) =>
          stateOf !== null && !parts.includes('mfa-devices') && !parts.includes('credential-report'),
      ),
      'neither MFA devices nor a credential report are here: who has MFA is not known',
    ),
    ...grouped(
      seen.filter(({ readEvents }) => !readEvents),
      'no read events were recorded: what was only read is in no policy, and who assumes a role is not known',
    ),
    ...withoutData(seen),
    ...seen
      .filter(({ hours, covered }) => covered < hours)
      .map(
        ({ account, hours, covered }) =>
          `${account}: ${covered} of ${hours} hours are covered; what was done in the others may be missing here`,
      ),
    ...seen.map(
      ({ account, from, to }) =>
        `${account}: its records reach from ${from} to ${to}; what is done more rarely than that was not seen`,
    ),
    ...blind.map(({ detail }) => detail),
    'rights that a call needs without an event of its own are not seen: iam:PassRole but for what the parameters name, ec2:CreateTags at a launch, kms:Decrypt by a service that is not logged',
  ];
}

/** Accounts that lack the same kinds of data events are told together. */
function withoutData(accounts: readonly AccountRow[]): string[] {
  const groups = new Map<string, AccountRow[]>();
  for (const account of accounts) {
    const lacks = DATA.filter(([source]) => !account.dataSources.includes(source)).map(([, what]) => what);
    if (lacks.length > 0) groups.set(lacks.join(', '), [...(groups.get(lacks.join(', ')) ?? []), account]);
  }
  return [...groups].flatMap(([lacks, those]) =>
    grouped(
      those,
      `no data events are here of ${lacks}: a trail records them only where it is told to. Whoever needs such calls has to be allowed them by hand; no statement stands in for them`,
    ),
  );
}

function grouped(accounts: readonly { readonly account: string }[], text: string): string[] {
  if (accounts.length === 0) return [];
  const names = accounts.slice(0, 5).map(({ account }) => account);
  const more = accounts.length > names.length ? ` and ${accounts.length - names.length} more` : '';
  return [`${names.join(', ')}${more}: ${text}`];
}
