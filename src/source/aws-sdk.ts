import { createRequire } from 'node:module';
import './quiet-sdk.js';

// The SDK by require: an import takes its source files one by one, twice as long, at the start of everything that asks AWS.

const require = createRequire(import.meta.url);

export const {
  GetBucketEncryptionCommand,
  GetBucketLifecycleConfigurationCommand,
  GetBucketPolicyCommand,
  GetBucketVersioningCommand,
  GetObjectCommand,
  GetObjectLockConfigurationCommand,
  HeadBucketCommand,
  ListObjectVersionsCommand,
  ListObjectsV2Command,
  S3Client,
} = require('@aws-sdk/client-s3') as typeof import('@aws-sdk/client-s3');
export type GetObjectCommandOutput = import('@aws-sdk/client-s3').GetObjectCommandOutput;
export type S3Client = import('@aws-sdk/client-s3').S3Client;
export type S3ClientConfig = import('@aws-sdk/client-s3').S3ClientConfig;

export const {
  GenerateCredentialReportCommand,
  GetAccessKeyLastUsedCommand,
  GetAccountAuthorizationDetailsCommand,
  GetAccountSummaryCommand,
  GetCredentialReportCommand,
  GetLoginProfileCommand,
  GetOpenIDConnectProviderCommand,
  GetSAMLProviderCommand,
  IAMClient,
  ListAccessKeysCommand,
  ListAccountAliasesCommand,
  ListMFADevicesCommand,
  ListOpenIDConnectProvidersCommand,
  ListRolesCommand,
  ListSAMLProvidersCommand,
  ListServiceSpecificCredentialsCommand,
  ListSigningCertificatesCommand,
  ListSSHPublicKeysCommand,
  ListUsersCommand,
  ListVirtualMFADevicesCommand,
} = require('@aws-sdk/client-iam') as typeof import('@aws-sdk/client-iam');
export type IAMClient = import('@aws-sdk/client-iam').IAMClient;

export const {
  CloudTrailClient,
  DescribeTrailsCommand,
  GetEventSelectorsCommand,
  GetTrailStatusCommand,
  ListPublicKeysCommand,
  LookupEventsCommand,
} = require('@aws-sdk/client-cloudtrail') as typeof import('@aws-sdk/client-cloudtrail');
export type CloudTrailClient = import('@aws-sdk/client-cloudtrail').CloudTrailClient;
export type Event = import('@aws-sdk/client-cloudtrail').Event;
