import type { Application } from './application.ts';
import { startServer } from './server.ts';

/**
 * Starts one more server with an empty database, for stories that begin with nothing or fill lists. Until it is
 * stopped, everything in the harness means this one. For `beforeAll` of a spec file that runs in series. With
 * `OTP_E2E_SERVER_LOG`, the log of the server at `OTP_E2E_SERVER`, it takes that one instead.
 *
 * @param name of its log, `target/e2e/<name>.log`
 */
export async function startOwnServer(name: string): Promise<Application> {
  if (process.env.OTP_E2E_SERVER_LOG) return { stop: async () => {} };
  const environment = { OTP_PROVIDER_PRIVATE_ADDRESSES: 'true' };
  const server = await startServer(name, { demo: true, environment });
  const before = process.env.OTP_E2E_SERVER;
  process.env.OTP_E2E_SERVER = server.url;
  process.env.OTP_E2E_SERVER_LOG = server.logFile;
  return {
    stop: async () => {
      process.env.OTP_E2E_SERVER = before;
      delete process.env.OTP_E2E_SERVER_LOG;
      await server.stop();
    },
  };
}
