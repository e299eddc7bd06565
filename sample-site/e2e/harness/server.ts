import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Application, freePort, startApplication } from './application.ts';
import { stopLeftDatabase } from './embedded-database.ts';

const module_ = join(import.meta.dirname, '..', '..');

/** A jar that answers HTTP. */
export interface Site extends Application {
  url: string;
}

/** The service, with a data folder of its own that goes when it stops. */
export interface Server extends Site {
  dataFolder: string;
  logFile: string;
}

/** What differs from server to server. */
export interface ServerSettings {
  /** Without it the server is as an operator runs it. */
  demo: boolean;
  /** Over what every server is told: its port and its data folder. */
  environment?: Record<string, string>;
}

/**
 * Starts a server on a free port.
 *
 * @param name of its log, `target/e2e/<name>.log`
 */
export async function startServer(name: string, { demo, environment }: ServerSettings): Promise<Server> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const logFile = logOf(name);
  const dataFolder = mkdtempSync(join(tmpdir(), 'otp-widget-e2e-'));
  const cleanUp = () => {
    stopLeftDatabase(dataFolder);
    rmSync(dataFolder, { recursive: true, force: true, maxRetries: 10 });
  };
  const application = await startApplication({
    name,
    jar: join(module_, '..', 'server', 'target', 'otp-widget-server.jar'),
    arguments: demo ? ['--spring.profiles.active=demo'] : [],
    environment: { SERVER_PORT: String(port), OTP_DATA_DIR: dataFolder, ...environment },
    readyUrl: `${url}/actuator/health/readiness`,
    logFile,
  }).catch((error) => {
    cleanUp();
    throw error;
  });
  const stop = async () => {
    await application.stop();
    cleanUp();
  };
  return { url, dataFolder, logFile, stop };
}

/** What differs from sample site to sample site. */
export interface SiteSettings {
  /** A free one unless told. */
  port?: number;
  /** Address of its server. */
  server: string;
  environment?: Record<string, string>;
}

/**
 * Starts a sample site.
 *
 * @param name of its log, `target/e2e/<name>.log`
 */
export async function startSite(name: string, { port, server, environment }: SiteSettings): Promise<Site> {
  const sitePort = port ?? (await freePort());
  const url = `http://127.0.0.1:${sitePort}`;
  const { stop } = await startApplication({
    name,
    jar: join(module_, 'target', 'sample-site.jar'),
    environment: { SAMPLE_PORT: String(sitePort), OTP_SERVER_URL: server, ...environment },
    readyUrl: url,
    logFile: logOf(name),
  });
  return { url, stop };
}

/** Where an application's output goes. */
export function logOf(name: string): string {
  return join(module_, 'target', 'e2e', `${name}.log`);
}
