import type { Plan } from '../plan/index.js';
import type { Connection, ConnectOptions } from './types.js';

/**
 * Asks who we are, and assumes the roles of sections in other accounts. What asks is loaded then: nobody waits for the SDK who only reads a
 * journal.
 * @throws KeytrailError no-access
 */
export async function connect(plan: Plan, options: ConnectOptions): Promise<Connection> {
  const { openAccounts } = await import('./accounts.js');
  return openAccounts(plan, options);
}
