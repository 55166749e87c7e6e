import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { createServer } from 'node:net';
import { setTimeout } from 'node:timers/promises';

/** A moto_server of our own, on a free port of the loopback. */
export interface Moto {
  readonly endpoint: string;
  stop(): Promise<void>;
}

/** Whether peers may be missing: with KEYTRAIL_REQUIRE_PEERS=1 a test must run, and fails where its peer is absent. */
export const motoIsAbsent =
  process.env.KEYTRAIL_REQUIRE_PEERS !== '1' && spawnSync('moto_server', ['--help']).status !== 0;
if (motoIsAbsent) console.warn('moto_server is not there: tests against it are skipped (pip install "moto[server]")');

export async function startMoto(): Promise<Moto> {
  const port = await freePort();
  const child = spawn('moto_server', ['-H', '127.0.0.1', '-p', String(port)], { stdio: 'ignore' });
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', () => resolve());
  });
  const stop = async () => {
    child.kill('SIGKILL');
    await ended;
  };
  const endpoint = `http://127.0.0.1:${port}`;
  if (!(await answers(child, endpoint))) {
    await stop();
    throw new Error('moto_server did not start');
  }
  return { endpoint, stop };
}

async function answers(child: ChildProcess, endpoint: string): Promise<boolean> {
  for (let waited = 0; waited < 60_000 && child.exitCode === null && child.pid !== undefined; waited += 200) {
    try {
      if ((await fetch(`${endpoint}/moto-api/`)).ok) return true;
    } catch {
      // Not listening yet.
    }
    await setTimeout(200);
  }
  return false;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port')),
      );
    });
  });
}
