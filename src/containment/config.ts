import { KeytrailError } from '../error.js';
import type { IAMClientConfig } from './sdk.js';
import type { AccountAccess } from './types.js';

/** What a client for the account of an access is made with. Not a field of it: a thing that is printed should hold no secret. */
const configs = new WeakMap<AccountAccess, IAMClientConfig>();

export function keepConfig(access: AccountAccess, config: IAMClientConfig): void {
  configs.set(access, config);
}

export function configOf(access: AccountAccess): IAMClientConfig {
  const config = configs.get(access);
  if (!config) throw new KeytrailError('internal', `no connection to ${access.account}`);
  return config;
}
