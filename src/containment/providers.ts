import type { RemoveOidcClient, RestoreOidcThumbprints, RestoreSamlProvider } from '../plan/index.js';
import { already, differs, type Family, type LiveOf, TO_DO } from './family.js';
import type { IamReads } from './types.js';

type SamlLive = LiveOf<'saml'>;
type OidcLive = LiveOf<'oidc'>;

/** The metadata of a SAML provider as they were. */
export const restoreSamlProvider: Family<RestoreSamlProvider, SamlLive> = {
  async read(reads, step) {
    const document = await reads.samlMetadata(step.providerArn);
    return document === null ? null : { of: 'saml', document };
  },
  judge(step, live) {
    if (live.document === step.document) return already('the metadata are the former ones already');
    return live.document === step.expect.document
      ? TO_DO
      : differs('the metadata are neither those that the plan expects nor the former ones');
  },
  candidates: (step) => [{ way: 'metadata', value: step.document }],
  write: (writes, step) => writes.updateSamlProvider(step.providerArn, step.document),
  isWritten: (_, live, { value }) => live.document === value,
  isFormer: (live, former) => live.document === former.document,
  takeBack: (writes, step, _, former) => writes.updateSamlProvider(step.providerArn, former.document),
  before: () => "the metadata from before, by the plan the intruder's",
};

/** An audience that the intruder added to an OIDC provider. */
export const removeOidcClient: Family<RemoveOidcClient, OidcLive> = {
  read: readOidc,
  judge: (step, live) =>
    live.clientIds.includes(step.clientId) ? TO_DO : already('the provider has no such audience'),
  candidates: (step) => [{ way: 'client', value: step.clientId }],
  write: (writes, step) => writes.removeOidcClient(step.providerArn, step.clientId),
  isWritten: (_, live, { value }) => !live.clientIds.includes(value),
  isFormer: (live, _, { value }) => live.clientIds.includes(value),
  takeBack: (writes, step) => writes.addOidcClient(step.providerArn, step.clientId),
  before: (step) => `the audience ${step.clientId}`,
};

/** The certificates of an OIDC provider as they were. */
export const restoreOidcThumbprints: Family<RestoreOidcThumbprints, OidcLive> = {
  read: readOidc,
  judge(step, live) {
    if (sameSet(live.thumbprints, step.thumbprints)) return already('the thumbprints are the former ones already');
    return sameSet(live.thumbprints, step.expect.thumbprints)
      ? TO_DO
      : differs('the thumbprints are neither those that the plan expects nor the former ones');
  },
  candidates: (step) => [{ way: 'thumbprints', value: step.thumbprints.join(' ') }],
  write: (writes, step) => writes.setOidcThumbprints(step.providerArn, step.thumbprints),
  isWritten: (step, live) => sameSet(live.thumbprints, step.thumbprints),
  isFormer: (live, former) => sameSet(live.thumbprints, former.thumbprints),
  takeBack: (writes, step, _, former) => writes.setOidcThumbprints(step.providerArn, former.thumbprints),
  before: (_, __, former) => `the thumbprints ${former.thumbprints.join(', ') || '(none)'}`,
};

async function readOidc(reads: IamReads, step: { readonly providerArn: string }): Promise<OidcLive | null> {
  const provider = await reads.oidcProvider(step.providerArn);
  return provider && { of: 'oidc', ...provider };
}

function sameSet(one: readonly string[], other: readonly string[]): boolean {
  const normal = (list: readonly string[]) => [...new Set(list.map((item) => item.toLowerCase()))].sort().join(' ');
  return normal(one) === normal(other);
}
