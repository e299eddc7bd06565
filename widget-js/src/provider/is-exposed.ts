import type { OtpConfig } from '../headless/types.js';

/** Whether the page brings its own user interface; sites write `true` and `"true"`. */
export function isExposed({ exposeMethods }: OtpConfig): boolean {
  return String(exposeMethods) === 'true';
}
