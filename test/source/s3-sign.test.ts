import { expect, test } from 'vitest';
import { Signer } from '../../src/source/s3-sign.js';

test('the example of the S3 API reference ("Signature Calculations for the Authorization Header", GET Object)', () => {
  const credentials = {
    accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
    secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
  };
  const signer = new Signer(credentials, 'us-east-1');
  const at = new Date('2013-05-24T00:00:00Z');
  const headers = signer.headers('examplebucket.s3.amazonaws.com', '/test.txt', '', at, { range: 'bytes=0-9' });
  expect(headers.authorization).toBe(
    'AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request, ' +
      'SignedHeaders=host;range;x-amz-content-sha256;x-amz-date, ' +
      'Signature=f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41',
  );
});
