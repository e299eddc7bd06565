import { freePort, startTogether } from './application.ts';
import { unpackChromium } from './chromium.ts';
import { startServer, startSite } from './server.ts';

/**
 * Starts the server with its demo profile and the sample site beside it, and returns what ends them. With
 * `OTP_E2E_SERVER` and `OTP_E2E_SITE` set it uses those instead.
 */
export default async function globalSetup(): Promise<() => Promise<void>> {
  unpackChromium();
  if (process.env.OTP_E2E_SERVER && process.env.OTP_E2E_SITE) return async () => {};
  const { server, site, stop } = await startTogether(async (keep) => {
    const port = await freePort();
    const environment = { OTP_DEMO_SITE_URL: `http://127.0.0.1:${port}` };
    const server = keep(await startServer('server', { demo: true, environment }));
    const site = keep(await startSite('sample-site', { port, server: server.url }));
    return { server, site };
  });
  process.env.OTP_E2E_SERVER = server.url;
  process.env.OTP_E2E_SITE = site.url;
  process.env.OTP_E2E_DATA = server.dataFolder;
  return stop;
}
