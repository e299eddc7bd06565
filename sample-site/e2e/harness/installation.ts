import { randomBytes } from 'node:crypto';
import { post } from './admin.ts';
import { type Application, startTogether } from './application.ts';
import { startServer, startSite } from './server.ts';

/** A server as an operator runs it, without the demo, and a sample site of its own. */
export interface Installation extends Application {
  /** Address of the sample site. */
  site: string;
}

/** Calls the admin API of an installation with its first authkey. */
export type Admin = <T>(path: string, body: object) => Promise<T>;

/** What the sample site shows, and the authkey that it exchanges with. */
export interface Shop {
  widgetId: string;
  token: string;
  authkey: string;
}

/** @param furnish makes what the sample site needs, on the server that has just started */
export function startInstallation(furnish: (admin: Admin) => Promise<Shop>): Promise<Installation> {
  return startTogether(async (keep) => {
    const authkey = `ak_${randomBytes(24).toString('hex')}`;
    const server = keep(
      await startServer('installation', {
        demo: false,
        environment: { OTP_BOOTSTRAP_AUTHKEY: authkey, OTP_PROVIDER_PRIVATE_ADDRESSES: 'true' },
      }),
    );
    const shop = await furnish((path, body) => post(path, body, { server: server.url, authkey }));
    const site = keep(
      await startSite('sample-site-of-installation', {
        server: server.url,
        environment: {
          OTP_WIDGET_ID: shop.widgetId,
          OTP_TOKEN: shop.token,
          OTP_AUTHKEY: shop.authkey,
        },
      }),
    );
    return { site: site.url };
  });
}
