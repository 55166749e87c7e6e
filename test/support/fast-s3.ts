import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** An archive served as the bucket it came from, at the loopback, by a process of its own. */
export interface FastS3 {
  readonly endpoint: string;
  stop(): Promise<void>;
}

/** `latency`: milliseconds before each answer. */
export async function startFastS3(archive: string, latency = 0): Promise<FastS3> {
  const script = fileURLToPath(new URL('./fast-s3-server.js', import.meta.url));
  const child = spawn(process.execPath, [script, archive, String(latency)], { stdio: ['pipe', 'pipe', 'inherit'] });
  const [port] = (await Promise.race([once(child.stdout, 'data'), once(child, 'exit').then(() => [''])])) as [Buffer];
  if (!/^\d+\s*$/.test(String(port))) throw new Error('the S3 server did not start');
  const ended = once(child, 'exit');
  return {
    endpoint: `http://127.0.0.1:${String(port).trim()}`,
    stop: async () => {
      child.kill();
      await ended;
    },
  };
}
