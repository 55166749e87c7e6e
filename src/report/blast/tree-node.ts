import type { CredentialShape, PrincipalShape } from '../shapes.js';

/** A line of the tree: a credential, or a principal that the radius created or that the seed names. */
export type TreeNode =
  | { readonly credential: CredentialShape; readonly indent: number }
  | { readonly principal: PrincipalShape; readonly indent: number };
