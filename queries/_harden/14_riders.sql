-- Actions that a call needs besides its own, where its parameters ask for something more. Source: S3 User Guide, "Required permissions for Amazon S3 API
-- operations"; EC2 User Guide, "Grant permission to tag resources during creation".
CREATE OR REPLACE TEMP TABLE harden_riders AS
FROM (VALUES
  ('s3.amazonaws.com', '(Get|Head)Object', '$.versionId', 's3:GetObjectVersion'),
  ('s3.amazonaws.com', 'DeleteObject', '$.versionId', 's3:DeleteObjectVersion'),
  ('s3.amazonaws.com', 'PutObject|CopyObject|CreateMultipartUpload', '$."x-amz-acl"', 's3:PutObjectAcl'),
  ('s3.amazonaws.com', 'PutObject|CopyObject|CreateMultipartUpload', '$."x-amz-tagging"', 's3:PutObjectTagging'),
  ('s3.amazonaws.com', 'CreateBucket', '$."x-amz-acl"', 's3:PutBucketAcl'),
  ('ec2.amazonaws.com', 'RunInstances|Create.*|CopySnapshot|CopyImage|AllocateAddress|RequestSpot.*', '$.tagSpecificationSet', 'ec2:CreateTags')
) AS riders(event_source, calls, asked, action);
