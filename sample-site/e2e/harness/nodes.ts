import { readFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { type Application, freePort, startApplication } from './application.ts';
import { environment } from './environment.ts';
import { httpServer } from './http-server.ts';

const module_ = join(import.meta.dirname, '..', '..');

/** A second node of the service, and a proxy before both. */
export interface Nodes {
  /** The proxy's address: what its `second` says goes to the second node, all else to the first. */
  url: string;
  /** A sample site that knows the service by the proxy's address. */
  site: string;
  /** Paths that the second node answered. */
  answeredBySecond: string[];
  stop(): Promise<void>;
}

/**
 * Starts another server on the database of the first one, as an operator would: by its address and the master secret.
 *
 * @param second whether a path goes to the second node
 */
export async function startNodes(second: (path: string) => boolean): Promise<Nodes> {
  const port = await freePort();
  const sitePort = await freePort();
  const answeredBySecond: string[] = [];
  const proxy = await proxyTo((path) => {
    if (!second(path)) return environment.server;
    answeredBySecond.push(path);
    return `http://127.0.0.1:${port}`;
  });
  const started: Application[] = [];
  const stop = async () => {
    for (const application of started.reverse()) await application.stop();
    proxy.close();
  };
  try {
    started.push(
      await startApplication({
        name: 'second server',
        jar: join(module_, '..', 'server', 'target', 'otp-widget-server.jar'),
        arguments: ['--spring.profiles.active=demo'],
        environment: { SERVER_PORT: String(port), OTP_ISSUER: environment.server, ...database() },
        readyUrl: `http://127.0.0.1:${port}/actuator/health/readiness`,
        logFile: join(module_, 'target', 'e2e', 'second-server.log'),
      }),
      await startApplication({
        name: 'sample site behind the proxy',
        jar: join(module_, 'target', 'sample-site.jar'),
        environment: { SAMPLE_PORT: String(sitePort), OTP_SERVER_URL: proxy.url },
        readyUrl: `http://127.0.0.1:${sitePort}`,
        logFile: join(module_, 'target', 'e2e', 'sample-site-of-nodes.log'),
      }),
    );
  } catch (error) {
    await stop();
    throw error;
  }
  return { url: proxy.url, site: `http://127.0.0.1:${sitePort}`, answeredBySecond, stop };
}

/** The embedded database of the first node, for another one. */
function database() {
  const folder = process.env.OTP_E2E_DATA;
  if (!folder) throw new Error('OTP_E2E_DATA is not set: the global setup sets it.');
  const data = join(folder, 'postgres', 'data');
  const password = readFileSync(join(data, 'otp-password'), 'utf8').trim();
  const port = readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n')[3];
  return {
    OTP_DATABASE_URL: `postgresql://otp:${password}@127.0.0.1:${port}/otp`,
    OTP_DATABASE_POOL_SIZE: '4',
    OTP_SECRET: readFileSync(join(folder, 'secret'), 'utf8').trim(),
  };
}

function proxyTo(target: (path: string) => string) {
  return httpServer((incoming, outgoing) => {
    const path = incoming.url ?? '/';
    const onward = request(new URL(path, target(path)), {
      method: incoming.method,
      headers: incoming.headers,
    });
    onward.on('response', (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    onward.on('error', () => outgoing.destroy());
    outgoing.on('close', () => onward.destroy());
    incoming.pipe(onward);
  });
}
