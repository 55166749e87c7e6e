/** How IAM writes what a step names (API reference). A name from a log that is none of these gets no step. */
export const GRAMMAR = {
  /** Of users and roles. */
  name: /^[\w+=,.@-]{1,64}$/,
  /** Of keys, users, roles and other credentials. */
  id: /^[A-Z0-9]{16,128}$/,
  account: /^\d{12}$/,
  partition: /^aws(-[a-z]{2,6})*$/,
  /** ARN of a SAML or OIDC provider. */
  provider: /^arn:aws[a-z-]*:iam::\d{12}:(saml|oidc)-provider\/[\w+=,.@:/-]{1,512}$/,
  thumbprint: /^[0-9A-Fa-f]{40}$/,
} as const;
