import type { ApiAccess } from './api-access.js';
import { OtpError } from './otp-error.js';
import type { OtpConfig } from './types.js';

/**
 * Reads server and credentials out of a configuration.
 *
 * @throws OtpError reason `config` that names the missing key
 */
export function accessOf(config: OtpConfig): ApiAccess {
  const { widgetId, tokenAuth, options } = config;
  const apiBase = options?.apiBase;
  if (!widgetId) throw missing('widgetId');
  if (!tokenAuth) throw missing('tokenAuth');
  if (!apiBase) throw missing('options.apiBase');
  return { apiBase, widgetId, tokenAuth };
}

const missing = (key: string) =>
  new OtpError('config', `${key} is missing in the OTP widget's configuration.`);
