import { OtpError } from './otp-error.js';

/** The error that a failed answer tells of; its `cause` is the API's body, unchanged. Contract section 1. */
export function errorOf(answer: unknown, reqId?: unknown): OtpError {
  const body = (answer ?? {}) as Record<string, unknown>;
  if (body.type !== 'error') return new OtpError('server_error', 'Something went wrong.', { cause: answer });
  const { reason, message, code, retryAfter, attemptsLeft } = body as unknown as Partial<OtpError>;
  return new OtpError(reason ?? 'server_error', String(message ?? 'Something went wrong.'), {
    code,
    retryAfter,
    attemptsLeft,
    requestId: reqId as string | undefined,
    cause: body,
  });
}
