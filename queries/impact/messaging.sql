-- title: Mail and messages
-- question: Did the radius prepare or send mail, text messages or notifications, or ask for higher limits of them?
-- severity: high
-- attack: T1496.003, T1496.004, T1566
-- By sender and kind; the evidence of a row is its first hundred events. Recipients and texts are hidden in records; sending by SMTP leaves
-- none, and sending by API only where the trail takes data events.
WITH messages AS (
  SELECT
    *,
    CASE
      WHEN regexp_matches(call, '^Send|^Publish|^StartOutbound|^CreateCampaign$') THEN 'sent'
      WHEN call = 'CreateCase' OR call LIKE 'Put%Details' OR call LIKE '%Limit%' OR call LIKE '%Sandbox%'
        OR call = 'RequestServiceQuotaIncrease'
        THEN 'limits lifted'
      WHEN regexp_matches(call, 'Sending|SMSAttributes|Channel') THEN 'settings changed'
      WHEN regexp_matches(call, 'Delete') THEN 'traces removed'
      ELSE 'prepared' END AS what,
    told(coalesce(request ->> '$.source', request ->> '$.fromEmailAddress', request ->> '$.emailIdentity', request ->> '$.emailAddress',
      request ->> '$.domain', request ->> '$.identity', request ->> '$.originationIdentity', request ->> '$.phoneNumberId',
      request ->> '$.topicArn',
      request ->> '$.targetArn', request ->> '$.applicationId', request ->> '$.templateName', request ->> '$.template.templateName',
      request ->> '$.subject', request ->> '$.serviceCode',
      resources ->> '$[0].ARN', wanted_resource(error_message))) AS sender,
    CASE WHEN (request ->> '$.phoneNumber') IS NOT NULL OR (request ->> '$.destinationPhoneNumber') IS NOT NULL
      THEN 'phone number' END AS recipient
  FROM blast_calls
  WHERE (event_source = 'ses.amazonaws.com' AND call IN ('CreateEmailIdentity', 'VerifyEmailIdentity', 'VerifyEmailAddress',
    'VerifyDomainIdentity',
      'VerifyDomainDkim', 'PutAccountDetails', 'UpdateAccountSendingEnabled', 'PutAccountSendingAttributes',
      'PutAccountSuppressionAttributes',
      'PutEmailIdentityMailFromAttributes', 'CreateTemplate', 'CreateEmailTemplate', 'UpdateTemplate', 'UpdateEmailTemplate',
      'CreateContactList',
      'SendEmail', 'SendRawEmail', 'SendBulkEmail', 'SendTemplatedEmail', 'SendBulkTemplatedEmail', 'SendCustomVerificationEmail',
      'SendBounce',
      'DeleteIdentity', 'DeleteEmailIdentity', 'CreateImportJob', 'CreateExportJob', 'CreateIngressPoint'))
    OR (event_source = 'sns.amazonaws.com' AND call IN ('Publish', 'PublishBatch', 'SetSMSAttributes', 'CreateSMSSandboxPhoneNumber',
      'VerifySMSSandboxPhoneNumber', 'OptInPhoneNumber'))
    OR (event_source IN ('sms-voice.amazonaws.com', 'mobiletargeting.amazonaws.com', 'pinpoint.amazonaws.com',
      'social-messaging.amazonaws.com')
      AND call IN ('SendTextMessage', 'SendVoiceMessage', 'SendMediaMessage', 'SendMessages', 'SendUsersMessages', 'SendOTPMessage',
        'SendWhatsAppMessage', 'CreateCampaign', 'CreateApp', 'RequestPhoneNumber', 'CreatePool', 'RequestSenderId', 'UpdateSmsChannel',
        'UpdateEmailChannel', 'SetTextMessageSpendLimitOverride', 'SetVoiceMessageSpendLimitOverride', 'CreateRegistration',
        'CreateVerifiedDestinationNumber', 'DeleteKeyword', 'SetDefaultMessageType'))
    OR (event_source = 'connect.amazonaws.com' AND call IN ('StartOutboundVoiceContact', 'StartOutboundChatContact', 'ClaimPhoneNumber',
      'CreateInstance'))
    OR (event_source = 'servicequotas.amazonaws.com' AND call = 'RequestServiceQuotaIncrease' AND (request ->> '$.serviceCode') IN ('ses', 'sns'))
    OR (event_source = 'support.amazonaws.com' AND call = 'CreateCase')
)
SELECT
  what,
  sender,
  recipient,
  credential,
  event_source,
  event_name,
  outcome,
  invoked_by,
  count(*) AS events,
  min(event_time) AS first_time,
  max(event_time) AS last_time,
  any_value(recipient_account) AS account,
  aws_region AS region,
  count(*) FILTER (integrity = 'valid') AS proven,
  arg_min(event_id, (event_time, event_id), 100) AS evidence
FROM messages
GROUP BY what, sender, recipient, credential, event_source, event_name, outcome, invoked_by, aws_region
ORDER BY first_time, what, sender, credential, event_name, outcome, region;
