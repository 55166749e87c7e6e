import { type IngestOptions, ingest } from '../../src/ingest/index.js';

// An ingest in a process of its own, to be killed: prints the share of the objects that it has read, a line each.

const options = JSON.parse(process.argv[2]!) as IngestOptions;
await ingest({
  ...options,
  onProgress: ({ phase, done, total }) => {
    if (phase === 'reading' && total) process.stdout.write(`${done / total}\n`);
  },
});
