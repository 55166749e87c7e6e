import { PLAN_SCHEMA, type Plan } from '../../src/plan/index.js';
import { KEY_OF_EXAMPLE, stepsOfExample } from './example-steps.js';

/** A plan with a step of every kind, for the account that moto answers for. */
export function examplePlan(): Plan {
  return {
    schema: PLAN_SCHEMA,
    madeBy: 'keytrail 0.0.0',
    seed: KEY_OF_EXAMPLE,
    compromisedAt: '2026-03-02T11:07:13Z',
    asOf: '2026-03-03T12:00:00Z',
    events: 12,
    proven: 11,
    sections: [
      {
        account: '123456789012',
        partition: 'aws',
        assumeRole: 'arn:aws:iam::123456789012:role/OrganizationAccountAccessRole',
        steps: stepsOfExample(),
        tasks: [
          {
            kind: 'password',
            about: 'mallory',
            what: 'reset the password before the denial is lifted',
            reason: 'a password cannot be put back: nobody knows the former one',
            command: ['aws', 'iam', 'update-login-profile', '--user-name', 'mallory', '--password-reset-required'],
            evidence: ['f2d1bd1c-3a7d-4c3e-8d36-0d2f6f0f9f10'],
            proven: true,
          },
        ],
      },
    ],
    controlPolicies: [],
    warnings: ['1 of 12 records is not proven'],
  };
}
