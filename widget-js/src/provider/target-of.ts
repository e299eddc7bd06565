import { OtpError } from '../headless/otp-error.js';
import type { OtpConfig } from '../headless/types.js';

/**
 * Where a widget goes inline; undefined means the popup.
 *
 * @throws OtpError reason `config` when the mode is `inline` and there is no target
 */
export function targetOf({ options }: OtpConfig): string | Element | undefined {
  const { mode, target } = options ?? {};
  if (mode === 'inline' && !target)
    throw new OtpError('config', 'options.target is missing for an inline widget.');
  return mode === 'popup' ? undefined : target;
}
