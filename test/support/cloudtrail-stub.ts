import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ListedPublicKey, Trail } from '../../scripts/trail-builder/index.js';

/** Answers CloudTrail's JSON 1.1 protocol as the real one would about a built trail: moto knows neither keys nor Event history. */
export interface CloudTrailStub {
  readonly endpoint: string;
  /** Operation → when it was asked for, milliseconds. */
  readonly asked: Map<string, number[]>;
  /** Operation → the error type that it answers with. */
  readonly refuse: Map<string, string>;
  /** Records of Event history, JSON text each. */
  history: string[];
  trail: Trail | null;
  stop(): Promise<void>;
}

export async function startCloudTrail(): Promise<CloudTrailStub> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk) => chunks.push(chunk));
    request.on('end', () => {
      const operation = String(request.headers['x-amz-target']).replace(/^.*\./, '');
      const region = /Credential=[^/]+\/\d+\/([^/]+)/.exec(String(request.headers.authorization))?.[1] ?? '';
      stub.asked.set(operation, [...(stub.asked.get(operation) ?? []), performance.now()]);
      const refused = stub.refuse.get(operation);
      const input = JSON.parse(Buffer.concat(chunks).toString() || '{}') as Record<string, unknown>;
      const output = refused ? { __type: refused, message: 'no' } : answer(stub, operation, region, input);
      response.writeHead(refused ? 400 : 200, { 'content-type': 'application/x-amz-json-1.1' });
      response.end(JSON.stringify(output));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const stub: CloudTrailStub = {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked: new Map(),
    refuse: new Map(),
    history: [],
    trail: null,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return stub;
}

function answer({ trail, history }: CloudTrailStub, operation: string, region: string, input: Record<string, unknown>) {
  switch (operation) {
    case 'ListPublicKeys':
      return { PublicKeyList: (trail?.publicKeys.get(region) ?? []).filter((key) => isWithin(key, input)).map(epoch) };
    case 'DescribeTrails':
      return { trailList: trail?.trails ?? [] };
    case 'GetTrailStatus':
      return epoch(trail?.trailStatus[String(input.Name)]?.[region] ?? {});
    case 'GetEventSelectors':
      return { TrailARN: input.TrailName, EventSelectors: [{ ReadWriteType: 'All', IncludeManagementEvents: true }] };
    case 'LookupEvents': {
      const at = Number(input.NextToken ?? 0);
      const page = history.slice(at, at + 2).map((CloudTrailEvent) => ({ CloudTrailEvent }));
      return { Events: page, ...(at + 2 < history.length && { NextToken: String(at + 2) }) };
    }
    default:
      return {};
  }
}

/** As ListPublicKeys does: keys whose validity misses the asked range are not returned. */
function isWithin(key: ListedPublicKey, { StartTime, EndTime }: Record<string, unknown>): boolean {
  const [from, to] = [Date.parse(key.ValidityStartTime ?? '') / 1000, Date.parse(key.ValidityEndTime ?? '') / 1000];
  return from <= Number(EndTime) && to >= Number(StartTime);
}

/** Times travel as seconds. */
function epoch(value: object): object {
  return Object.fromEntries(
    Object.entries(value).map(([name, text]) =>
      typeof text === 'string' && /Time$/.test(name) ? [name, Date.parse(text) / 1000] : [name, text],
    ),
  );
}
