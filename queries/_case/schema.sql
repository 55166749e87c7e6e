-- The tables of a case. Names and meanings are public: users' scripts rely on them. Times are UTC.
CREATE TABLE case_info (schema_version INTEGER, tool_version VARCHAR, sealed BOOLEAN);

-- A row per object: everything a source listed, and everything a trusted digest names that is not there ('missing').
CREATE TABLE objects (
  object_id UINTEGER,
  bucket VARCHAR,
  key VARCHAR USING COMPRESSION zstd,
  version_id VARCHAR,
  kind VARCHAR,             -- log, digest, other
  account_id VARCHAR,
  region VARCHAR,
  delivered TIMESTAMP,      -- the delivery time in the object's name; of a digest, its end
  stored_bytes UBIGINT,
  stored_sha256 VARCHAR,
  content_bytes UBIGINT,
  content_sha256 VARCHAR,
  container VARCHAR,        -- gzip, plain, several-members, trailing-bytes, no-trailer, broken
  last_modified TIMESTAMP,
  storage_class VARCHAR,
  metadata VARCHAR,         -- S3 user metadata, JSON text; null where the copy lost it
  source VARCHAR,           -- where it was listed; null for what is missing
  locator VARCHAR USING COMPRESSION zstd, -- the path or key in that source
  located BOOLEAN,          -- whether the source says where it lay in S3; false: bucket and key were inferred
  outcome VARCHAR,          -- read, rejected, unavailable; null before its turn has come
  gone BOOLEAN,             -- listed, and not there when it was read
  problem VARCHAR,          -- why it was rejected or unavailable
  verdict VARCHAR,
  detail VARCHAR,
  digest_id UINTEGER,       -- the trusted digest (object_id) that vouches for it or names it
  via VARCHAR,              -- of a digest: how its signature was obtained
  records UINTEGER,
  rejected UINTEGER,
  latest BOOLEAN,           -- false: an earlier version of the object, as a versioned bucket or an earlier collection kept it
  manifest_sha256 VARCHAR   -- of the stored bytes when they were collected; null where nothing says it
);

-- Versions that say that their object was deleted.
CREATE TABLE delete_markers (
  bucket VARCHAR,
  key VARCHAR,
  version_id VARCHAR,
  last_modified TIMESTAMP,  -- when the object was deleted
  latest BOOLEAN,           -- whether it is deleted still
  source VARCHAR,
  delivered TIMESTAMP       -- the delivery time in the object's name
);

-- What each archive says of its own collection.
CREATE TABLE collections (
  source VARCHAR PRIMARY KEY,
  complete BOOLEAN,         -- false: what is absent from it may not have been copied yet
  collected_at TIMESTAMP,
  asked BOOLEAN,            -- whether it says what was asked for: an open window then reaches to its time
  accounts VARCHAR[],       -- what it is about; empty: it does not say
  regions VARCHAR[]
);

CREATE TABLE chains (
  chain_id UINTEGER,
  partition VARCHAR,
  account_id VARCHAR,
  trail VARCHAR,
  home_region VARCHAR,
  region VARCHAR,
  kind VARCHAR,             -- standard, backfill
  digests UINTEGER,
  from_time TIMESTAMP,      -- what its trusted digests cover, first start to last end
  to_time TIMESTAMP,
  head VARCHAR,             -- how its first trusted digest begins: starting (null predecessor), linked (to one that is not there)
  explained VARCHAR,        -- the proven record that says why a starting chain begins then; null: nothing there does
  evidence VARCHAR[]        -- event ids of that record
);

CREATE TABLE digests (
  object_id UINTEGER,
  chain_id UINTEGER,
  bucket VARCHAR,           -- the location that was signed
  key VARCHAR,
  start_time TIMESTAMP,
  end_time TIMESTAMP,
  sha256 VARCHAR,
  fingerprint VARCHAR,
  signature VARCHAR,
  via VARCHAR,              -- metadata, successor, neighbours
  trusted BOOLEAN,
  verdict VARCHAR,
  previous_bucket VARCHAR,
  previous_key VARCHAR,
  previous_sha256 VARCHAR,
  previous_signature VARCHAR,
  oldest_event TIMESTAMP,
  newest_event TIMESTAMP,
  logs UINTEGER,
  chain VARCHAR,            -- what tells its chain apart, as text
  body VARCHAR,             -- the digest's own fields without its logs, JSON text; null where it could not be read
  remarks VARCHAR[]         -- odd, and no reason to refuse it
);

CREATE TABLE digest_logs (
  digest_id UINTEGER,       -- object_id of the digest
  bucket VARCHAR,
  key VARCHAR USING COMPRESSION zstd,
  sha256 VARCHAR,
  oldest_event TIMESTAMP,
  newest_event TIMESTAMP
);

CREATE TABLE ranges (
  finding VARCHAR,
  account_id VARCHAR,
  region VARCHAR,
  trail VARCHAR,
  kind VARCHAR,
  from_time TIMESTAMP,
  to_time TIMESTAMP,
  digests UINTEGER,
  detail VARCHAR,
  explained VARCHAR,
  evidence VARCHAR[]
);

-- Odd, or worth knowing, and no reason to object.
CREATE TABLE remarks (
  remark VARCHAR,           -- unexplained-start, region-absent, event-times-differ
  account_id VARCHAR,
  region VARCHAR,
  trail VARCHAR,
  bucket VARCHAR,
  key VARCHAR,
  detail VARCHAR
);

CREATE TABLE public_keys (
  region VARCHAR,
  fingerprint VARCHAR,
  valid_from TIMESTAMP,
  valid_to TIMESTAMP,
  file VARCHAR,
  der_base64 VARCHAR,
  file_sha256 VARCHAR,      -- of the key file; null for an answer of ListPublicKeys
  file_state VARCHAR,       -- as-collected, changed, added; null where no collection.json recorded key files
  collected_at TIMESTAMP,
  collected_by VARCHAR,
  endpoint VARCHAR,         -- that answered ListPublicKeys, as far as is known
  pinned BOOLEAN,           -- whether --pin-keys of the last run names it
  used BOOLEAN              -- false: that run had pins, and none for it
);

-- When each trail last delivered a digest, as the sources said it: what betrays a tail that was cut off.
CREATE TABLE trail_status (
  trail_arn VARCHAR,
  region VARCHAR,
  latest_digest_delivery TIMESTAMP,
  latest_delivery TIMESTAMP,
  is_logging BOOLEAN,
  start_logging TIMESTAMP,  -- when it was last switched on and off
  stop_logging TIMESTAMP
);

-- What a source says of its trails as they were set when it was collected (describe-trails, get-event-selectors).
CREATE TABLE trail_settings (
  trail_arn VARCHAR PRIMARY KEY,
  bucket VARCHAR,
  kms_key VARCHAR,
  multi_region BOOLEAN,
  global_events BOOLEAN,
  validation BOOLEAN,
  organization BOOLEAN,
  selectors JSON            -- {eventSelectors, advancedEventSelectors}; null where nobody asked
);

-- Records that change a trail, its bucket, its key or its objects: attempts and successes.
CREATE TABLE trail_changes (
  event_id VARCHAR,
  event_time TIMESTAMP,
  account_id VARCHAR,       -- of the trail where its ARN says so, else the account the record was delivered to
  region VARCHAR,           -- where the call was made: of calls on a trail its home region
  event_source VARCHAR,
  event_name VARCHAR,
  trail VARCHAR,            -- its name
  bucket VARCHAR,
  key VARCHAR USING COMPRESSION zstd,
  kms_key VARCHAR,
  who VARCHAR,
  outcome VARCHAR,          -- succeeded, denied, failed
  proven BOOLEAN,           -- a trusted digest vouches for the record
  integrity VARCHAR,
  logging BOOLEAN,          -- switched on or off by it; null: neither
  validation BOOLEAN,
  multi_region BOOLEAN,
  global_events BOOLEAN,
  begins BOOLEAN,           -- a chain may begin with it
  what VARCHAR              -- what it changes, in words
);

-- What a trail was set to record, from when to when; unknown before the first row.
CREATE TABLE selectors (
  trail VARCHAR,
  account_id VARCHAR,
  home_region VARCHAR,
  from_time TIMESTAMP,      -- null: of a snapshot, which says only how it ended
  until_time TIMESTAMP,
  event_id VARCHAR,         -- the record that says so; null: a snapshot of the collection
  proven BOOLEAN,
  management VARCHAR,       -- all, write, read, none
  excluded VARCHAR[],       -- sources whose management events are left out
  data VARCHAR[]            -- kinds of data events that are taken, with what they are narrowed to
);

-- Records that bear on a range: what switched logging off as it began, on as it ended, what may have halted delivery meanwhile, and
-- what took away objects that are missing in it.
CREATE TABLE range_records (
  finding VARCHAR, account_id VARCHAR, region VARCHAR, trail VARCHAR, kind VARCHAR, from_time TIMESTAMP,
  role VARCHAR,             -- stop, start, possible, removal
  event_id VARCHAR,
  event_time TIMESTAMP,
  said VARCHAR
);

-- Trusted starting digests: nothing in the chain says what lay before them. explained: the proven record of the start.
CREATE TABLE chain_starts (
  chain_id UINTEGER,
  digest_id UINTEGER,
  start_time TIMESTAMP,
  end_time TIMESTAMP,
  explained VARCHAR,
  event_id VARCHAR
);

-- Objects that CloudTrail's own records of its deliveries name (PutObject by the service, in trails with data events of the log bucket).
CREATE TABLE attested (
  bucket VARCHAR,
  key VARCHAR USING COMPRESSION zstd,
  event_id VARCHAR,         -- the best proven record that names it
  event_time TIMESTAMP,     -- when it was delivered
  integrity VARCHAR,        -- of that record
  present BOOLEAN,
  state VARCHAR,            -- present, missing, indicated (absent, and not provably missing), unasked (absent, and nobody asked for it)
  why VARCHAR               -- why it is no more than indicated
);

-- Management events as LookupEvents gave them when the evidence was collected: a witness that no setting of a trail changes.
CREATE TABLE event_history (
  event_id VARCHAR,
  event_time TIMESTAMP,
  account_id VARCHAR,
  region VARCHAR,
  event_source VARCHAR,
  event_name VARCHAR,
  read_only BOOLEAN
);

-- A row per account, region and hour of the time asked about. What is not known is unknown, never "no".
CREATE TABLE coverage (
  account_id VARCHAR,
  region VARCHAR,
  hour TIMESTAMP,           -- its beginning, by the time of events
  logging VARCHAR,          -- yes, no, unknown
  logging_from VARCHAR,     -- digests, records, status
  digest VARCHAR,           -- valid, successor, missing, invalid, unproven, none-expected, none
  logs VARCHAR,             -- all-valid, proven-empty, some-missing, some-modified, some-unavailable, without-digest, unknown
  result VARCHAR,           -- covered, partly, unknown
  event_id VARCHAR          -- the record that says why logging or its validation was off
);

-- What each run asked of each source: a log that nobody asked for is not missing.
CREATE TABLE scopes (
  source VARCHAR,
  since TIMESTAMP,
  until TIMESTAMP,
  accounts VARCHAR[],       -- empty: all
  regions VARCHAR[],
  asked_since TIMESTAMP,    -- what somebody asked for in so many words: time without digests in it is objected to
  asked_until TIMESTAMP
);

-- A row per distinct event. Everything that is in no column is in raw.
CREATE TABLE events (
  event_id VARCHAR,
  event_time TIMESTAMP,
  event_source VARCHAR,
  event_name VARCHAR,
  aws_region VARCHAR,
  source_ip VARCHAR,
  user_agent VARCHAR,
  error_code VARCHAR,
  error_message VARCHAR,
  identity_type VARCHAR,
  principal_id VARCHAR,
  identity_arn VARCHAR,
  identity_account VARCHAR,
  access_key_id VARCHAR,
  session_created TIMESTAMP,
  session_issuer_arn VARCHAR,
  invoked_by VARCHAR,
  source_identity VARCHAR,
  mfa BOOLEAN,
  recipient_account VARCHAR,
  read_only BOOLEAN,
  event_category VARCHAR,
  event_type VARCHAR,
  shared_event_id VARCHAR,
  request_id VARCHAR USING COMPRESSION zstd,
  vpce_id VARCHAR,
  request JSON USING COMPRESSION zstd,
  response JSON USING COMPRESSION zstd,
  resources JSON USING COMPRESSION zstd,
  extra JSON USING COMPRESSION zstd,      -- additionalEventData
  raw VARCHAR USING COMPRESSION zstd,     -- the record's own bytes
  object_id UINTEGER,
  record_index UINTEGER,
  copies UINTEGER,          -- how many further copies of it were found
  integrity VARCHAR         -- the verdict of the object it was loaded from
);

-- Every further copy of an event.
CREATE TABLE event_copies (
  event_id VARCHAR,
  object_id UINTEGER,
  record_index UINTEGER,
  same_content BOOLEAN,
  integrity VARCHAR,
  raw VARCHAR USING COMPRESSION zstd      -- only where the content differs
);

-- What could not be read: a record inside an object, or an object as a whole (position null).
CREATE TABLE rejects (
  object_id UINTEGER,
  position UBIGINT,         -- of a record: its index; of left-over bytes: the offset in the content
  reason VARCHAR,
  raw VARCHAR USING COMPRESSION zstd
);

CREATE TABLE ingests (
  started_at TIMESTAMP,
  finished_at TIMESTAMP,
  sources VARCHAR[],
  arguments VARCHAR,
  tool_version VARCHAR,
  listed UBIGINT,
  read UBIGINT,
  rejected UBIGINT,
  unavailable UBIGINT,
  records UBIGINT,
  events UBIGINT,
  copies UBIGINT,
  reject_records UBIGINT
);

-- IAM state, as `collect iam` or the AWS CLI wrote it down: what an account's credentials and rights were at a moment. A row of these
-- tables belongs to a snapshot (account_id, collected_at); a later snapshot adds rows and changes none. Nothing of it is signed.
CREATE TABLE iam_snapshots (
  account_id VARCHAR,
  collected_at TIMESTAMP,
  partition VARCHAR,
  collected_by VARCHAR,     -- ARN of the caller
  endpoint VARCHAR,         -- that answered for IAM
  source VARCHAR,           -- the archive, and its folder there
  folder VARCHAR,
  sha256 VARCHAR,           -- of the hashes of its files
  complete BOOLEAN,         -- nothing is missing, and there are no problems
  parts VARCHAR[],          -- what was loaded, by the names of its files: that nobody has an MFA device can be said only where 'mfa-devices' is named
  missing VARCHAR[],        -- what could not be had when it was collected: 'part: reason'
  problems VARCHAR[],       -- what is there and could not be read, or is not as it was collected: 'file: reason'
  report_generated_at TIMESTAMP, -- GeneratedTime of the credential report, which may be hours older than the snapshot
  report_previous_at TIMESTAMP,  -- of the stored one that it replaced; null where there was none, or none was generated
  aliases VARCHAR[],
  summary JSON              -- SummaryMap of GetAccountSummary: AccountMFAEnabled and AccountAccessKeysPresent are about root
);

-- Documents (trust, policies) are the text as IAM has it, white space included; attached policies are ARNs.
CREATE TABLE iam_users (
  account_id VARCHAR, collected_at TIMESTAMP,
  user_name VARCHAR, user_id VARCHAR, arn VARCHAR, path VARCHAR,
  created TIMESTAMP,
  boundary VARCHAR,         -- ARN of the permissions boundary
  groups VARCHAR[],
  inline_policies JSON,     -- {name: document}
  attached_policies VARCHAR[],
  tags JSON                 -- {key: value}
);

CREATE TABLE iam_roles (
  account_id VARCHAR, collected_at TIMESTAMP,
  role_name VARCHAR, role_id VARCHAR, arn VARCHAR, path VARCHAR,
  created TIMESTAMP,
  trust JSON,               -- AssumeRolePolicyDocument
  boundary VARCHAR,
  inline_policies JSON,
  attached_policies VARCHAR[],
  last_used TIMESTAMP,      -- within the last 400 days (RoleLastUsed); null: not, or not told
  last_used_region VARCHAR,
  max_session INTEGER,      -- seconds; null: not told
  instance_profiles VARCHAR[], -- ARNs
  tags JSON
);

CREATE TABLE iam_groups (
  account_id VARCHAR, collected_at TIMESTAMP,
  group_name VARCHAR, group_id VARCHAR, arn VARCHAR, path VARCHAR,
  created TIMESTAMP,
  inline_policies JSON,
  attached_policies VARCHAR[]
);

-- Managed policies: the account's own, and those of AWS that are in use.
CREATE TABLE iam_policies (
  account_id VARCHAR, collected_at TIMESTAMP,
  arn VARCHAR, policy_name VARCHAR, policy_id VARCHAR, path VARCHAR,
  created TIMESTAMP, updated TIMESTAMP,
  default_version VARCHAR,
  document JSON,            -- of the default version
  versions VARCHAR[],
  attachments INTEGER, boundaries INTEGER
);

-- ListAccessKeys with GetAccessKeyLastUsed. last_used is the first use within a span of 15 minutes: a lower bound, not the last call.
CREATE TABLE iam_access_keys (
  account_id VARCHAR, collected_at TIMESTAMP,
  access_key_id VARCHAR,
  user_name VARCHAR,
  status VARCHAR,           -- Active, Inactive, Expired
  created TIMESTAMP,
  last_used TIMESTAMP,      -- null and last_used_told: never, or not since 22 April 2015
  last_used_region VARCHAR, -- null: told as N/A, or not told
  last_used_service VARCHAR,
  last_used_told BOOLEAN    -- false: not asked, or denied
);

CREATE TABLE iam_login_profiles (
  account_id VARCHAR, collected_at TIMESTAMP, user_name VARCHAR, created TIMESTAMP, reset_required BOOLEAN
);

-- enabled null: a virtual device without owner.
CREATE TABLE iam_mfa_devices (account_id VARCHAR, collected_at TIMESTAMP, user_name VARCHAR, serial VARCHAR, enabled TIMESTAMP);

CREATE TABLE iam_credentials (
  account_id VARCHAR, collected_at TIMESTAMP,
  kind VARCHAR,             -- service-specific, ssh-public-key, signing-certificate
  user_name VARCHAR,
  id VARCHAR,
  service VARCHAR,          -- of service-specific ones: codecommit.amazonaws.com, cassandra.…, bedrock.…
  status VARCHAR,           -- Active, Inactive, Expired
  created TIMESTAMP,
  expires TIMESTAMP
);

CREATE TABLE iam_providers (
  account_id VARCHAR, collected_at TIMESTAMP,
  kind VARCHAR,             -- saml, oidc
  arn VARCHAR,
  created TIMESTAMP,
  valid_until TIMESTAMP,
  url VARCHAR,
  client_ids VARCHAR[],
  thumbprints VARCHAR[],
  document VARCHAR          -- the metadata document of a SAML provider
);

-- The credential report, a row per user; root is '<root_account>'. Columns that may hold N/A (does not apply, never), no_information (no
-- data since tracking began) or not_supported (root) are its text; `…_at` beside them is the time, where there is one. It holds no
-- access key ids: slot 1 and 2 are known by their dates only.
CREATE TABLE iam_report (
  account_id VARCHAR, collected_at TIMESTAMP,
  generated_at TIMESTAMP,   -- GeneratedTime: what it says was so then
  user_name VARCHAR, arn VARCHAR,
  user_created TIMESTAMP,
  password_enabled VARCHAR, -- true, false, not_supported, N/A; in lower case where it is one of the first two
  password_last_used VARCHAR, password_last_used_at TIMESTAMP, -- the first use within a span of 5 minutes
  password_last_changed VARCHAR, password_last_changed_at TIMESTAMP,
  password_next_rotation VARCHAR, password_next_rotation_at TIMESTAMP,
  mfa_active BOOLEAN,
  key_1_active BOOLEAN,
  key_1_last_rotated VARCHAR, key_1_last_rotated_at TIMESTAMP,
  key_1_last_used VARCHAR, key_1_last_used_at TIMESTAMP,      -- the first use within a span of 15 minutes
  key_1_region VARCHAR, key_1_service VARCHAR,
  key_2_active BOOLEAN,
  key_2_last_rotated VARCHAR, key_2_last_rotated_at TIMESTAMP,
  key_2_last_used VARCHAR, key_2_last_used_at TIMESTAMP,
  key_2_region VARCHAR, key_2_service VARCHAR,
  cert_1_active BOOLEAN, cert_1_last_rotated VARCHAR, cert_1_last_rotated_at TIMESTAMP,
  cert_2_active BOOLEAN, cert_2_last_rotated VARCHAR, cert_2_last_rotated_at TIMESTAMP,
  extra JSON                -- {column: text} of columns that are none of these
);
