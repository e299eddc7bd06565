import { readFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { type Application, startTogether } from './application.ts';
import { environment } from './environment.ts';
import { httpServer } from './http-server.ts';
import { startServer, startSite } from './server.ts';

/** A second node of the service, and a proxy before both. */
export interface Nodes extends Application {
  /** The proxy's address: what its `second` says goes to the second node, all else to the first. */
  url: string;
  /** A sample site that knows the service by the proxy's address. */
  site: string;
  /** Paths that the second node answered. */
  answeredBySecond: string[];
}

/**
 * Starts another server on the database of the first one, as an operator would: by its address and the master secret.
 *
 * @param second whether a path goes to the second node
 */
export function startNodes(second: (path: string) => boolean): Promise<Nodes> {
  return startTogether(async (keep) => {
    const node = keep(
      await startServer('second-server', {
        demo: true,
        environment: { OTP_ISSUER: environment.server, ...database() },
      }),
    );
    const answeredBySecond: string[] = [];
    const proxy = await proxyTo((path) => {
      if (!second(path)) return environment.server;
      answeredBySecond.push(path);
      return node.url;
    });
    keep({ stop: async () => proxy.close() });
    const site = keep(await startSite('sample-site-of-nodes', { server: proxy.url }));
    return { url: proxy.url, site: site.url, answeredBySecond };
  });
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
