/** What stands in the fields of a trail that its writer wants to be run, followed or misread. */
const PAYLOADS = [
  '</script><script>globalThis.hit=1</script>',
  '"><img src="https://evil.example/x" onerror="globalThis.hit=2">',
  '\'><svg onload=globalThis.hit=3><a href="javascript:globalThis.hit=4">x</a>',
  '<!--<script>--></style><style>@import "https://evil.example/y"</style><base href="https://evil.example/">',
  '=HYPERLINK("https://evil.example","x")',
  '\u001b]0;owned\u0007\u001b[31m\u009b2J',
  'abc\u202egpj.exe\u2066\u200b\u00ad',
  '\u0000null\u0000byte\ud800',
  '`{{constructor.constructor("globalThis.hit=5")()}}`',
  `long${'<b>'.repeat(33_000)}`,
] as const;

/** What a reader finds of them in the page. */
export const MARKS = [
  '<script>globalThis.hit=1</script>',
  'onerror="globalThis.hit=2"',
  '=HYPERLINK(',
  '\\x1b[31m',
  '\\u{202e}',
];

/** Records of a key that leads on to sessions, in which every text that a caller can choose is a payload. */
export function hostileRecords(seed: string): object[] {
  return PAYLOADS.flatMap((payload, n) => {
    const at = (minute: number) => `2026-03-02T11:${String(n * 3 + minute).padStart(2, '0')}:00Z`;
    const caller = {
      type: 'IAMUser',
      principalId: `AIDA${payload}`,
      arn: `arn:aws:iam::111122223333:user/${payload}`,
      accountId: '111122223333',
      accessKeyId: seed,
      userName: payload,
    };
    const session = `ASIAHOSTILE${String(n).padStart(9, '0')}`;
    const call = (minute: number, more: object) => ({
      eventVersion: '1.08',
      userIdentity: caller,
      eventTime: at(minute),
      eventSource: 's3.amazonaws.com',
      eventName: payload,
      awsRegion: payload,
      sourceIPAddress: payload,
      userAgent: payload,
      errorCode: payload,
      errorMessage: payload,
      requestParameters: { [payload]: payload, bucketName: payload },
      responseElements: { [payload]: [payload] },
      resources: [{ ARN: payload, type: payload }],
      requestID: payload,
      eventID: `${payload}-${minute}`,
      readOnly: false,
      eventType: 'AwsApiCall',
      eventCategory: 'Management',
      recipientAccountId: payload,
      ...more,
    });
    return [
      call(0, {}),
      call(1, {
        eventSource: 'sts.amazonaws.com',
        eventName: 'AssumeRole',
        errorCode: undefined,
        awsRegion: 'us-east-1',
        requestParameters: { roleArn: `arn:aws:iam::111122223333:role/${payload}`, roleSessionName: payload },
        responseElements: {
          credentials: { accessKeyId: session, expiration: 'Mar 2, 2026, 12:30:00 PM' },
          assumedRoleUser: {
            assumedRoleId: `AROAHOSTILE:${payload}`,
            arn: `arn:aws:sts::111122223333:assumed-role/${payload}/x`,
          },
        },
      }),
      call(2, {
        userIdentity: {
          type: 'AssumedRole',
          principalId: `AROAHOSTILE:${payload}`,
          arn: `arn:aws:sts::111122223333:assumed-role/${payload}/x`,
          accountId: payload,
          accessKeyId: session,
        },
        eventID: `0000000${n}-0000-4000-8000-000000000000`,
        errorCode: undefined,
      }),
    ];
  });
}
