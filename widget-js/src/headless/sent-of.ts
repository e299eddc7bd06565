import type { Body } from './call-api.js';
import { errorOf } from './error-of.js';
import type { Channel, Sent } from './types.js';

/** Reads a success of send or retry; durations become points in time on this device's clock. */
export function sentOf(body: Body): Sent {
  const {
    message,
    channel = '11',
    retryAfter = 30,
    expiresIn = 600,
    attemptsLeft,
    retriesLeft,
    matchCode,
  } = body;
  if (!message || typeof message !== 'string') throw errorOf(body);
  const now = Date.now();
  return {
    type: 'success',
    message,
    reqId: message,
    channel: String(channel) as Channel,
    resendAt: now + Number(retryAfter) * 1000,
    expiresAt: now + Number(expiresIn) * 1000,
    ...(typeof attemptsLeft === 'number' && { attemptsLeft }),
    ...(typeof retriesLeft === 'number' && { retriesLeft }),
    ...(matchCode ? { matchCode: String(matchCode) } : {}),
  };
}
