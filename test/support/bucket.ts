import { CreateBucketCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import type { Trail } from '../../scripts/trail-builder/index.js';

/** Puts a trail into the buckets that it was delivered to, at the endpoint that the AWS variables name. */
export async function upload(trail: Trail): Promise<void> {
  const client = new S3Client({ forcePathStyle: true });
  const objects = [...trail.objects.values()];
  for (const bucket of new Set(objects.map((object) => object.bucket))) {
    await client.send(new CreateBucketCommand({ Bucket: bucket }));
  }
  for (let at = 0; at < objects.length; at += 20) {
    await Promise.all(
      objects.slice(at, at + 20).map(({ bucket, key, bytes, metadata }) =>
        client.send(
          new PutObjectCommand({
            Bucket: bucket,
            Key: key,
            Body: bytes,
            Metadata: metadata ?? {},
            ContentEncoding: 'gzip',
          }),
        ),
      ),
    );
  }
  client.destroy();
}
