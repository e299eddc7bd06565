import { solve } from './captcha/solve.js';
import type { ApiAccess } from './headless/api-access.js';
import { callApi } from './headless/call-api.js';

/**
 * Does the built-in captcha's work and resolves to the `captchaToken` for one `sendOtp`. For those who use the calls
 * alone; a session does it by itself. Runs in Node too.
 *
 * @throws OtpError
 */
export async function solveCaptcha(access: ApiAccess): Promise<string> {
  return solve(await callApi(access, 'captchaChallenge'), access.signal);
}
