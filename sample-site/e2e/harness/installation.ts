import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Application, freePort, startApplication } from './application.ts';
import { stopLeftDatabase } from './embedded-database.ts';

const module_ = join(import.meta.dirname, '..', '..');

/** A server as an operator runs it, without the demo, and a sample site of its own. */
export interface Installation {
  server: string;
  site: string;
  /** Calls the admin API with the first authkey. */
  admin<T>(path: string, body: object): Promise<T>;
  stop(): Promise<void>;
}

/** What the sample site shows, and the authkey that it exchanges with. */
export interface Shop {
  widgetId: string;
  token: string;
  authkey: string;
}

/** @param furnish makes what the sample site needs, on the server that has just started */
export async function startInstallation(
  furnish: (admin: Installation['admin']) => Promise<Shop>,
): Promise<Installation> {
  const [port, sitePort] = [await freePort(), await freePort()];
  const server = `http://127.0.0.1:${port}`;
  const site = `http://127.0.0.1:${sitePort}`;
  const authkey = `ak_${randomBytes(24).toString('hex')}`;
  const dataFolder = mkdtempSync(join(tmpdir(), 'otp-widget-e2e-'));
  const started: Application[] = [];
  const stop = async () => {
    for (const application of started.reverse()) await application.stop();
    stopLeftDatabase(dataFolder);
    rmSync(dataFolder, { recursive: true, force: true, maxRetries: 10 });
  };
  const admin = async <T>(path: string, body: object): Promise<T> => {
    const answer = await fetch(server + path, {
      method: 'POST',
      headers: { authkey, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`POST ${path} answered ${answer.status}: ${await answer.text()}`);
    return (await answer.json()) as T;
  };
  try {
    started.push(
      await startApplication({
        name: 'server of an installation',
        jar: join(module_, '..', 'server', 'target', 'otp-widget-server.jar'),
        environment: {
          SERVER_PORT: String(port),
          OTP_DATA_DIR: dataFolder,
          OTP_BOOTSTRAP_AUTHKEY: authkey,
          OTP_PROVIDER_PRIVATE_ADDRESSES: 'true',
        },
        readyUrl: `${server}/actuator/health/readiness`,
        logFile: join(module_, 'target', 'e2e', 'installation.log'),
      }),
    );
    const shop = await furnish(admin);
    started.push(
      await startApplication({
        name: 'sample site of an installation',
        jar: join(module_, 'target', 'sample-site.jar'),
        environment: {
          SAMPLE_PORT: String(sitePort),
          OTP_SERVER_URL: server,
          OTP_WIDGET_ID: shop.widgetId,
          OTP_TOKEN: shop.token,
          OTP_AUTHKEY: shop.authkey,
        },
        readyUrl: site,
        logFile: join(module_, 'target', 'e2e', 'sample-site-of-installation.log'),
      }),
    );
  } catch (error) {
    await stop();
    throw error;
  }
  return { server, site, admin, stop };
}
