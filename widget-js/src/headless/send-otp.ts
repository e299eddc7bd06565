import type { ApiAccess } from './api-access.js';
import { callApi } from './call-api.js';
import { sentOf } from './sent-of.js';
import type { Sent } from './types.js';

/** What a message is sent for. */
export interface SendRequest {
  /** E-mail address, or mobile number with country code; the server normalises it. */
  readonly identifier: string;
  /** BCP 47 tag of the message. */
  readonly lang?: string;
  /** Up to 512 characters that come back with the access token of a magic link. */
  readonly state?: string;
  /** Values of the message template: `VAR1`, `body_1`, … */
  readonly variables?: Readonly<Record<string, unknown>>;
  /** What a captcha gave, where the widget wants one. */
  readonly captchaToken?: string;
  /** 1 to 100 characters: the same key again gives the same answer and no second message. Made when absent. */
  readonly idempotencyKey?: string;
}

/**
 * Sends a code, or the link of a magic-link widget: `POST /api/v5/widget/sendOtp`, contract section 1.
 *
 * @throws OtpError
 */
export async function sendOtp(access: ApiAccess, request: SendRequest): Promise<Sent> {
  const { variables, ...fields } = request;
  return sentOf(await callApi(access, 'sendOtp', { ...variables, ...fields }));
}
