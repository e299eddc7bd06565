import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Application, freePort, startApplication } from './application.ts';
import { stopLeftDatabase } from './embedded-database.ts';

const module_ = join(import.meta.dirname, '..', '..');

/**
 * Starts one more server with an empty database, for stories that begin with nothing or fill lists. Until it is
 * stopped, everything in the harness means this one. For `beforeAll` of a spec file that runs in series. With
 * `OTP_E2E_SERVER_LOG`, the log of the server at `OTP_E2E_SERVER`, it takes that one instead.
 *
 * @param name of its log, `target/e2e/<name>.log`
 */
export async function startOwnServer(name: string): Promise<Application> {
  if (process.env.OTP_E2E_SERVER_LOG) return { stop: async () => {} };
  const port = await freePort();
  const dataFolder = mkdtempSync(join(tmpdir(), 'otp-widget-e2e-'));
  const logFile = join(module_, 'target', 'e2e', `${name}.log`);
  const url = `http://127.0.0.1:${port}`;
  const cleanUp = () => {
    stopLeftDatabase(dataFolder);
    rmSync(dataFolder, { recursive: true, force: true, maxRetries: 10 });
  };
  const server = await startApplication({
    name,
    jar: join(module_, '..', 'server', 'target', 'otp-widget-server.jar'),
    arguments: ['--spring.profiles.active=demo'],
    environment: {
      SERVER_PORT: String(port),
      OTP_DATA_DIR: dataFolder,
      OTP_PROVIDER_PRIVATE_ADDRESSES: 'true',
    },
    readyUrl: `${url}/actuator/health/readiness`,
    logFile,
  }).catch((error) => {
    cleanUp();
    throw error;
  });
  const before = { ...process.env };
  process.env.OTP_E2E_SERVER = url;
  process.env.OTP_E2E_SERVER_LOG = logFile;
  return {
    stop: async () => {
      process.env.OTP_E2E_SERVER = before.OTP_E2E_SERVER;
      delete process.env.OTP_E2E_SERVER_LOG;
      await server.stop();
      cleanUp();
    },
  };
}
