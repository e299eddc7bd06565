import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort, startApplication } from './application.ts';
import { unpackChromium } from './chromium.ts';
import { stopLeftDatabase } from './embedded-database.ts';
import { environment } from './environment.ts';

const module_ = join(import.meta.dirname, '..', '..');
const output = join(module_, 'target');

/**
 * Starts the server with its demo profile and the sample site beside it, both on free ports and the server's data in
 * a temporary folder, and returns what ends them. With `OTP_E2E_SERVER` and `OTP_E2E_SITE` set it uses those instead.
 */
export default async function globalSetup(): Promise<() => Promise<void>> {
  unpackChromium();
  if (process.env.OTP_E2E_SERVER && process.env.OTP_E2E_SITE) return async () => {};

  const serverPort = await freePort();
  const sitePort = await freePort();
  const dataFolder = mkdtempSync(join(tmpdir(), 'otp-widget-e2e-'));
  process.env.OTP_E2E_SERVER = `http://127.0.0.1:${serverPort}`;
  process.env.OTP_E2E_SITE = `http://127.0.0.1:${sitePort}`;
  process.env.OTP_E2E_DATA = dataFolder;

  const cleanUp = () => {
    stopLeftDatabase(dataFolder);
    rmSync(dataFolder, { recursive: true, force: true, maxRetries: 10 });
  };
  const server = await startApplication({
    name: 'server',
    jar: join(module_, '..', 'server', 'target', 'otp-widget-server.jar'),
    arguments: ['--spring.profiles.active=demo'],
    environment: {
      SERVER_PORT: String(serverPort),
      OTP_DATA_DIR: dataFolder,
      OTP_DEMO_SITE_URL: environment.site,
    },
    readyUrl: `${environment.server}/actuator/health/readiness`,
    logFile: join(output, 'e2e', 'server.log'),
  }).catch((error) => {
    cleanUp();
    throw error;
  });
  const stopServer = async () => {
    await server.stop();
    cleanUp();
  };
  const site = await startApplication({
    name: 'sample site',
    jar: join(output, 'sample-site.jar'),
    environment: { SAMPLE_PORT: String(sitePort), OTP_SERVER_URL: environment.server },
    readyUrl: environment.site,
    logFile: join(output, 'e2e', 'sample-site.log'),
  }).catch(async (error) => {
    await stopServer();
    throw error;
  });
  return async () => {
    await site.stop();
    await stopServer();
  };
}
