-- title: Quotas, costs and capabilities
-- question: Did the radius look what the account may spend: quotas, mail, models, prices?
-- severity: medium
-- attack: T1526, T1496
-- These come before theft of computing time, of mail and of models. GetSendQuota over several regions is how sellers of access price a key.
-- The evidence of a row is its first hundred events.
WITH asked(event_source, call, about) AS (
  VALUES
    ('ses.amazonaws.com', 'GetSendQuota', 'mail'),
    ('ses.amazonaws.com', 'GetSendStatistics', 'mail'),
    ('ses.amazonaws.com', 'GetAccount', 'mail'),
    ('ses.amazonaws.com', 'GetAccountSendingEnabled', 'mail'),
    ('ses.amazonaws.com', 'ListIdentities', 'mail'),
    ('ses.amazonaws.com', 'ListVerifiedEmailAddresses', 'mail'),
    ('ses.amazonaws.com', 'ListEmailIdentities', 'mail'),
    ('ses.amazonaws.com', 'GetIdentityVerificationAttributes', 'mail'),
    ('ses.amazonaws.com', 'GetEmailIdentity', 'mail'),
    ('ses.amazonaws.com', 'ListConfigurationSets', 'mail'),
    ('sns.amazonaws.com', 'GetSMSAttributes', 'text messages'),
    ('sns.amazonaws.com', 'GetSMSSandboxAccountStatus', 'text messages'),
    ('sns.amazonaws.com', 'ListOriginationNumbers', 'text messages'),
    ('sns.amazonaws.com', 'ListPhoneNumbersOptedOut', 'text messages'),
    ('sms-voice.amazonaws.com', 'DescribeAccountAttributes', 'text messages'),
    ('sms-voice.amazonaws.com', 'DescribeSpendLimits', 'text messages'),
    ('sms-voice.amazonaws.com', 'DescribePhoneNumbers', 'text messages'),
    ('sms-voice.amazonaws.com', 'DescribeAccountLimits', 'text messages'),
    ('servicequotas.amazonaws.com', 'ListServiceQuotas', 'quotas'),
    ('servicequotas.amazonaws.com', 'GetServiceQuota', 'quotas'),
    ('servicequotas.amazonaws.com', 'ListAWSDefaultServiceQuotas', 'quotas'),
    ('servicequotas.amazonaws.com', 'GetAWSDefaultServiceQuota', 'quotas'),
    ('servicequotas.amazonaws.com', 'ListServices', 'quotas'),
    ('servicequotas.amazonaws.com', 'ListRequestedServiceQuotaChangeHistory', 'quotas'),
    ('ec2.amazonaws.com', 'DescribeAccountAttributes', 'computing power'),
    ('ec2.amazonaws.com', 'DescribeInstanceTypes', 'computing power'),
    ('ec2.amazonaws.com', 'DescribeInstanceTypeOfferings', 'computing power'),
    ('ec2.amazonaws.com', 'DescribeSpotPriceHistory', 'computing power'),
    ('ec2.amazonaws.com', 'DescribeReservedInstancesOfferings', 'computing power'),
    ('lambda.amazonaws.com', 'GetAccountSettings', 'computing power'),
    ('bedrock.amazonaws.com', 'ListFoundationModels', 'models'),
    ('bedrock.amazonaws.com', 'GetFoundationModel', 'models'),
    ('bedrock.amazonaws.com', 'GetFoundationModelAvailability', 'models'),
    ('bedrock.amazonaws.com', 'GetUseCaseForModelAccess', 'models'),
    ('bedrock.amazonaws.com', 'ListInferenceProfiles', 'models'),
    ('bedrock.amazonaws.com', 'ListProvisionedModelThroughputs', 'models'),
    ('bedrock.amazonaws.com', 'ListFoundationModelAgreementOffers', 'models'),
    ('bedrock.amazonaws.com', 'ListCustomModels', 'models'),
    ('sagemaker.amazonaws.com', 'ListModels', 'models'),
    ('sagemaker.amazonaws.com', 'ListEndpoints', 'models'),
    ('sagemaker.amazonaws.com', 'ListNotebookInstances', 'models'),
    ('sagemaker.amazonaws.com', 'ListDomains', 'models'),
    ('ce.amazonaws.com', 'GetCostAndUsage', 'costs'),
    ('ce.amazonaws.com', 'GetCostForecast', 'costs'),
    ('ce.amazonaws.com', 'GetDimensionValues', 'costs'),
    ('ce.amazonaws.com', 'GetReservationUtilization', 'costs'),
    ('budgets.amazonaws.com', 'DescribeBudgets', 'costs'),
    ('budgets.amazonaws.com', 'DescribeBudget', 'costs'),
    ('budgets.amazonaws.com', 'ViewBudget', 'costs'),
    ('pricing.amazonaws.com', 'GetProducts', 'costs'),
    ('pricing.amazonaws.com', 'DescribeServices', 'costs'),
    ('billing.amazonaws.com', 'GetBillingData', 'costs'),
    ('billing.amazonaws.com', 'GetAccountInformation', 'costs'),
    ('billing.amazonaws.com', 'ViewBilling', 'costs'),
    ('freetier.amazonaws.com', 'GetFreeTierUsage', 'costs'),
    ('account.amazonaws.com', 'GetContactInformation', 'the account itself'),
    ('account.amazonaws.com', 'GetAlternateContact', 'the account itself'),
    ('account.amazonaws.com', 'GetAccountInformation', 'the account itself'),
    ('route53domains.amazonaws.com', 'ListDomains', 'domains'),
    ('route53domains.amazonaws.com', 'CheckDomainAvailability', 'domains'),
    ('route53domains.amazonaws.com', 'ListPrices', 'domains'),
    ('lightsail.amazonaws.com', 'GetBundles', 'computing power'),
    ('lightsail.amazonaws.com', 'GetInstances', 'computing power')
), called AS (
  SELECT
    b.*, a.about,
    coalesce(
      b.request ->> '$.serviceCode', b.request ->> '$.modelId', b.request ->> '$.identities', b.request ->> '$.domainName') AS named
  FROM blast_calls b
  JOIN asked a ON a.event_source = b.event_source AND a.call = b.call
  WHERE NOT is_service(b.invoked_by)
)
SELECT
  credential,
  about,
  event_source,
  call,
  outcome,
  count(*) AS events,
  list_sort(list(DISTINCT named) FILTER (named IS NOT NULL))[1:20] AS asked_about,
  list_sort(list(DISTINCT aws_region)) AS regions,
  list_sort(list(DISTINCT source_ip))[1:20] AS addresses,
  min(event_time) AS first_time,
  max(event_time) AS last_time,
  count(*) FILTER (integrity = 'valid') AS proven,
  arg_min(event_id, (event_time, event_id), 100) AS evidence
FROM called
GROUP BY credential, about, event_source, call, outcome
ORDER BY first_time, credential, event_source, call, outcome;
