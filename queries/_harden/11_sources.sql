-- The service prefix of IAM actions for each event source: it is the first label of the source, but for those that say why not. A source that
-- is not here is guessed by that rule, and its actions are named as needing a look. Source: Service Authorization Reference.
CREATE OR REPLACE TEMP TABLE harden_sources AS
SELECT label || '.amazonaws.com' AS event_source, label AS prefix, NULL AS reason
FROM (SELECT unnest([
  'access-analyzer', 'account', 'acm', 'acm-pca', 'airflow', 'amplify', 'aoss', 'apigateway', 'appconfig', 'appflow', 'application-signals', 'appmesh',
  'apprunner', 'appstream', 'appsync', 'aps', 'artifact', 'athena', 'auditmanager', 'autoscaling', 'autoscaling-plans', 'backup', 'batch', 'bedrock',
  'bedrock-agentcore', 'billing', 'braket', 'budgets', 'cassandra', 'ce', 'chatbot', 'chime', 'cleanrooms', 'cloud9', 'clouddirectory', 'cloudformation',
  'cloudfront', 'cloudhsm', 'cloudsearch', 'cloudshell', 'cloudtrail', 'cloudtrail-data', 'codeartifact', 'codebuild', 'codecommit', 'codeconnections',
  'codedeploy', 'codepipeline', 'codestar-connections', 'codestar-notifications', 'cognito-identity', 'cognito-idp', 'cognito-sync', 'comprehend',
  'compute-optimizer', 'config', 'connect', 'controltower', 'cost-optimization-hub', 'cur', 'databrew', 'dataexchange', 'datapipeline', 'datasync',
  'datazone', 'dax', 'detective', 'devicefarm', 'devops-guru', 'directconnect', 'discovery', 'dlm', 'dms', 'docdb-elastic', 'drs', 'ds', 'dsql', 'dynamodb',
  'ebs', 'ec2', 'ec2-instance-connect', 'ec2messages', 'ecr', 'ecr-public', 'ecs', 'eks', 'elasticache', 'elasticbeanstalk', 'elasticfilesystem',
  'elasticloadbalancing', 'elasticmapreduce', 'emr-containers', 'emr-serverless', 'entityresolution', 'es', 'events', 'evidently', 'execute-api', 'firehose', 'fis',
  'fms', 'forecast', 'frauddetector', 'freetier', 'fsx', 'gamelift', 'glacier', 'globalaccelerator', 'glue', 'grafana', 'greengrass', 'groundstation',
  'guardduty', 'health', 'healthlake', 'iam', 'identitystore', 'imagebuilder', 'inspector', 'inspector2', 'internetmonitor', 'invoicing', 'iot', 'iotevents',
  'iotsitewise', 'ivs', 'kafka', 'kafkaconnect', 'kendra', 'kinesis', 'kinesisanalytics', 'kinesisvideo', 'kms', 'lakeformation', 'lambda',
  'license-manager', 'lightsail', 'logs', 'machinelearning', 'macie2', 'managedblockchain', 'mediaconnect', 'mediaconvert', 'medialive', 'mediapackage',
  'mediastore', 'mediatailor', 'memorydb', 'mgh', 'mgn', 'mq', 'neptune-graph', 'network-firewall', 'networkmanager', 'notifications', 'oam', 'omics',
  'opsworks', 'organizations', 'osis', 'outposts', 'payments', 'personalize', 'pi', 'pipes', 'polly', 'pricing', 'profile', 'proton', 'q', 'qbusiness',
  'quicksight', 'ram', 'rbin', 'rds', 'rds-data', 'redshift', 'redshift-data', 'redshift-serverless', 'rekognition', 'resiliencehub', 'resource-explorer-2',
  'resource-groups', 'rolesanywhere', 'route53', 'route53domains', 'route53profiles', 'route53resolver', 'rum', 's3', 's3-outposts', 's3express',
  's3tables', 's3vectors', 'sagemaker', 'savingsplans', 'scheduler', 'schemas', 'sdb', 'secretsmanager', 'securityhub', 'securitylake', 'serverlessrepo',
  'servicecatalog', 'servicediscovery', 'servicequotas', 'ses', 'shield', 'signer', 'sms-voice', 'snowball', 'sns', 'social-messaging', 'sqs', 'ssm',
  'ssm-contacts', 'ssm-incidents', 'ssmmessages', 'sso', 'sso-directory', 'states', 'storagegateway', 'sts', 'support', 'swf', 'synthetics', 'tax',
  'textract', 'timestream', 'transcribe', 'transfer', 'translate', 'trustedadvisor', 'verifiedpermissions', 'vpc-lattice', 'waf', 'waf-regional', 'wafv2',
  'wellarchitected', 'workdocs', 'workmail', 'workspaces', 'workspaces-web', 'xray']) AS label)
UNION ALL
FROM (VALUES
  ('monitoring.amazonaws.com', 'cloudwatch', 'CloudWatch logs as monitoring, the name of its endpoint'),
  ('tagging.amazonaws.com', 'tag', 'the Resource Groups Tagging API has the prefix tag'),
  ('streams.dynamodb.amazonaws.com', 'dynamodb', 'streams are actions of DynamoDB'),
  ('appstream2.amazonaws.com', 'appstream', 'AppStream 2.0 logs by its endpoint'),
  ('application-insights.amazonaws.com', 'applicationinsights', 'the prefix is written in one word'),
  ('application-autoscaling.amazonaws.com', 'application-autoscaling', 'of its own where it is logged so; most of it is logged as autoscaling'),
  ('models.lex.amazonaws.com', 'lex', 'Lex logs by its endpoints'),
  ('models-v2-lex.amazonaws.com', 'lex', 'Lex logs by its endpoints'),
  ('lexv2.amazonaws.com', 'lex', 'both versions of Lex share a prefix'),
  ('runtime.lex.amazonaws.com', 'lex', 'Lex logs by its endpoints'),
  ('mturk-requester.amazonaws.com', 'mechanicalturk', 'Mechanical Turk logs by its endpoint'),
  ('cloudcontrolapi.amazonaws.com', 'cloudformation', 'actions of Cloud Control API are CloudFormation''s'),
  ('servicecatalog-appregistry.amazonaws.com', 'servicecatalog', 'AppRegistry shares the prefix of Service Catalog'),
  ('rdsdata.amazonaws.com', 'rds-data', 'the RDS Data API logs without the hyphen'),
  ('iotdata.amazonaws.com', 'iot', 'the data plane of IoT shares its prefix'),
  ('pinpoint.amazonaws.com', 'mobiletargeting', 'the old name of Pinpoint'),
  ('email.amazonaws.com', 'ses', 'SES by its endpoint'),
  ('elasticloadbalancingv2.amazonaws.com', 'elasticloadbalancing', 'both versions share a prefix'),
  ('agreement-marketplace.amazonaws.com', 'aws-marketplace', 'all of AWS Marketplace shares a prefix'),
  ('catalog-marketplace.amazonaws.com', 'aws-marketplace', 'all of AWS Marketplace shares a prefix'),
  ('metering-marketplace.amazonaws.com', 'aws-marketplace', 'all of AWS Marketplace shares a prefix')
) AS others(event_source, prefix, reason);
