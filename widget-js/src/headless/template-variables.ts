import type { OtpConfig } from './types.js';

/** Everything in a configuration that is not its own: forwarded with send. Contract section 1, last rule but one. */
export function templateVariables(config: OtpConfig): Record<string, unknown> {
  const {
    widgetId,
    tokenAuth,
    identifier,
    exposeMethods,
    captchaRenderId,
    success,
    failure,
    options,
    ...rest
  } = config;
  return Object.fromEntries(Object.entries(rest).filter(([, value]) => typeof value !== 'function'));
}
