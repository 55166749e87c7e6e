import { corpus, warm } from './corpus.js';
import { child, row } from './measure.js';

/** Where CloudTrail delivers empty digests in an account that is used in one region: in all that are on. */
const REGIONS = [
  ...['us-east-1', 'us-east-2', 'us-west-1', 'us-west-2', 'ca-central-1', 'sa-east-1'],
  ...['eu-central-1', 'eu-west-1', 'eu-west-2', 'eu-west-3', 'eu-north-1'],
  ...['ap-south-1', 'ap-northeast-1', 'ap-northeast-2', 'ap-northeast-3', 'ap-southeast-1', 'ap-southeast-2'],
];
const SECONDS = 60;

/** The digests of an account in which nothing happens: 24 a day in each of 17 regions, 150,000 a year. */
export async function digests(root: string, hours: number): Promise<void> {
  const set = await corpus(root, '15k', 0, {
    name: `digests-${hours}h`,
    accounts: ['111122223333'],
    regions: REGIONS,
    hours,
  });
  console.log(`digests: ${set.digests.toLocaleString('en')} empty digests in ${REGIONS.length} regions`);
  warm(set);
  const measure = child('verify', set.dir, '');
  if (measure.objects !== set.digests) throw new Error(`verify saw ${measure.objects} objects`);
  row('verify', measure);
  const year = (measure.seconds / set.digests) * 150_000;
  console.log(
    `  150,000 digests in ${year.toFixed(0)} s, at most ${SECONDS}: ${year <= SECONDS ? '✔' : '✘ NOT met'}\n`,
  );
}
