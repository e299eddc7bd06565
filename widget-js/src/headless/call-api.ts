import type { ApiAccess } from './api-access.js';
import { createIdempotencyKey } from './create-idempotency-key.js';
import { errorOf } from './error-of.js';
import { exchange } from './exchange.js';
import { framedBy } from './framed-by.js';
import type { OtpError } from './otp-error.js';

/** Milliseconds before the one repetition of an exchange that the network broke. */
const PAUSE = 300;

/** The JSON object of an answer. */
export type Body = Readonly<Record<string, unknown>>;

/** Where an endpoint of the widget API is. Contract section 1. */
export function endpointOf({ apiBase }: ApiAccess, endpoint: string): string {
  return `${apiBase.replace(/\/+$/, '')}/api/v5/widget/${endpoint}`;
}

/**
 * Calls one endpoint of the widget API (contract section 1) and resolves to its success body.
 *
 * A POST carries no content type of its own, so that the browser asks no preflight question first. When the network
 * fails the same bytes go out once more: their `idempotencyKey`, made when absent, keeps that from sending or counting
 * twice.
 *
 * @param fields the request's own keys; without them, or when `get` says so, it is a GET
 * @throws OtpError with the server's `code` and `reason`, or `network`, `timeout`, `cancelled`, `server_error`
 */
export async function callApi(
  access: ApiAccess,
  endpoint: string,
  fields?: Body,
  get = !fields,
): Promise<Body> {
  const { widgetId, tokenAuth, credentials, signal } = access;
  const url = endpointOf(access, endpoint);
  const who = { widgetId, tokenAuth, ...framedBy() };
  const ask = get
    ? () => exchange(`${url}?${new URLSearchParams({ ...fields, ...who })}`, {}, signal)
    : () => exchange(url, { method: 'POST', body, ...(credentials && { credentials }) }, signal);
  const body = JSON.stringify({ idempotencyKey: createIdempotencyKey(), ...fields, ...who });
  const answer = await ask().catch(async (error: OtpError) => {
    if (error.reason !== 'network') throw error;
    await new Promise((resume) => setTimeout(resume, PAUSE));
    return ask();
  });
  // Anything but a plain success is a failure: a client that fails open would let a stranger in.
  const { type, status } = (answer ?? {}) as Body;
  if (type === 'success' || (type === undefined && status === 'success')) return answer as Body;
  throw errorOf(answer, fields?.reqId);
}
