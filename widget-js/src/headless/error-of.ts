import { OtpError, type OtpReason } from './otp-error.js';

/** The error that a failed answer tells of; its `cause` is the API's body, unchanged. Contract section 1. */
export function errorOf(answer: unknown, reqId?: unknown): OtpError {
  const body = (answer ?? {}) as Record<string, unknown>;
  if (body.type !== 'error') return new OtpError('server_error', 'Something went wrong.', { cause: answer });
  const { code, retryAfter, attemptsLeft } = body;
  return new OtpError(
    (body.reason as OtpReason) ?? 'server_error',
    String(body.message ?? 'Something went wrong.'),
    {
      ...((typeof code === 'number' || typeof code === 'string') && { code }),
      ...(typeof retryAfter === 'number' && { retryAfter }),
      ...(typeof attemptsLeft === 'number' && { attemptsLeft }),
      ...(typeof reqId === 'string' && { requestId: reqId }),
      cause: body,
    },
  );
}
