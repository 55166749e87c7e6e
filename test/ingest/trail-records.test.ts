import { describe, expect, test } from 'vitest';
import { mayTellOfTrails } from '../../src/ingest/trail-records.js';

const tells = (text: string, hostile = false) => mayTellOfTrails(Buffer.from(text), hostile);
const record = (name: string, rest = '') => `{"eventSource":"x","eventName":"${name}"${rest}}`;

describe('which bytes may tell of trails', () => {
  test('a change among many other calls, wherever it stands', () => {
    const others = ['ListUsers', 'GetTrail', 'DescribeTrails', 'StopInstances', 'PutBucket', 'Put'].map((n) =>
      record(n),
    );
    expect(tells(others.join(','))).toBe(false);
    for (const name of ['StopLogging', 'PutEventSelectors', 'PutBucketPolicy', 'DisableKey', 'DeleteObjects']) {
      for (let place = 0; place <= others.length; place++) {
        expect(tells([...others.slice(0, place), record(name), ...others.slice(place)].join(','))).toBe(true);
      }
    }
  });

  test('printed with white space', () => {
    expect(tells('{\n  "eventName" : \n\t"StopLogging" }')).toBe(true);
  });

  test('an object is told of only where it is named like one of CloudTrail', () => {
    expect(tells(record('PutObject', ',"key":"photos/1.jpg"'))).toBe(false);
    expect(tells(record('PutObject', ',"key":"AWSLogs/1/CloudTrail/x/1_CloudTrail_x_y.json.gz"'))).toBe(true);
    const named = record('PutObject', ',"key":"1_CloudTrail_x"');
    expect(tells([record('PutObject', ',"key":"2.jpg"'), named, record('PutObject', ',"key":"3.jpg"')].join())).toBe(
      true,
    );
    expect(tells(record('GetObject', ',"key":"AWSLogs/1/CloudTrail/x/1_CloudTrail_x_y.json.gz"'))).toBe(false);
  });

  test('whatever order a forger gives to the fields', () => {
    const forged = '{"key":"a_CloudTrail_b","eventName":"PutObject"}';
    expect(tells(forged, true)).toBe(true);
    expect(tells('{"eventName":"PutObject","a":{"eventName":"b"},"key":"a_CloudTrail_b"}', true)).toBe(true);
  });

  test('an escaped name in bytes that nothing proves', () => {
    const escaped = record('Stop\\u004cogging');
    expect(tells(escaped, true)).toBe(true);
    expect(tells(escaped)).toBe(false);
    expect(tells(record('ListUsers'), true)).toBe(false);
  });

  test('bytes that break off anywhere', () => {
    const text = `"eventNam"event"eventName"${record('StopLogging')}`;
    for (let length = 0; length < text.length; length++) expect(typeof tells(text.slice(0, length))).toBe('boolean');
    expect(tells('"eventName":"StopLogging')).toBe(true);
    expect(tells('"eventName"')).toBe(false);
  });
});
