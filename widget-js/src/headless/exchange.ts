import { OtpError, type OtpReason } from './otp-error.js';

/** Milliseconds that one HTTP exchange may take. */
const TIMEOUT = 15_000;

const MESSAGES: Partial<Record<OtpReason, string>> = {
  network: 'The server could not be reached.',
  timeout: 'The server took too long to answer.',
  cancelled: 'The verification was cancelled.',
};

/** One HTTP exchange: resolves to the JSON of the answer, whatever its status; rejects with an `OtpError`. */
export async function exchange(url: string, init: RequestInit, signal?: AbortSignal): Promise<unknown> {
  const controller = new AbortController();
  let reason: OtpReason = 'network';
  const abort = (why: OtpReason) => {
    reason = why;
    controller.abort();
  };
  const cancel = () => abort('cancelled');
  const timer = setTimeout(abort, TIMEOUT, 'timeout');
  signal?.addEventListener('abort', cancel);
  if (signal?.aborted) cancel();
  try {
    const response = await fetch(url, { ...init, signal: controller.signal });
    return await response.json();
  } catch (cause) {
    if (cause instanceof SyntaxError) reason = 'server_error';
    throw new OtpError(reason, MESSAGES[reason] ?? 'Something went wrong.', { cause });
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', cancel);
  }
}
