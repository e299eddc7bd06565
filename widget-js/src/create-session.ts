import { createSession as create } from './headless/create-session.js';
import type { OtpSession } from './headless/session.js';
import type { OtpConfig } from './headless/types.js';

/**
 * Starts one verification of one widget; `config.options.apiBase` says on which server.
 * Calls made before the settings have arrived wait for them. Nothing is fetched until `ready` or a method is used.
 *
 * @throws OtpError reason `config` when widgetId, tokenAuth or the server is missing
 */
export function createSession(config: OtpConfig): OtpSession {
  return create(config, () => import('./captcha/index.js'));
}
