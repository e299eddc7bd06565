import type { OtpConfig } from '../../src/headless/types.js';

/** A complete configuration. */
export const config: OtpConfig = {
  widgetId: '3465756a3173343636383032',
  tokenAuth: 'demo-token',
  success: () => {},
  options: { apiBase: 'https://otp.example.com' },
};
