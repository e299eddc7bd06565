import { renewable } from '../renewable.js';

/**
 * Waits for the SMS and reads the code out of it, where the browser can. The visitor may refuse, the page may have
 * another credential request open: both are silence. https://wicg.github.io/web-otp/
 */
export function webOtp(received: (code: string) => void, signal: AbortSignal): void {
  if (!('OTPCredential' in window)) return;
  const round = renewable(signal);

  async function ask(): Promise<void> {
    const mine = round();
    try {
      const request = { otp: { transport: ['sms'] }, signal: mine } as CredentialRequestOptions;
      const credential = (await navigator.credentials.get(request)) as { code?: string } | null;
      if (credential?.code && !mine.aborted) received(credential.code);
    } catch {
      // AbortError, NotAllowedError, InvalidStateError: the visitor types the code.
    }
  }

  // No request stays open on a page in the back/forward cache. Chromium (147) keeps out whoever ever asked, all the same.
  addEventListener('pagehide', round, { signal });
  addEventListener('pageshow', (event) => event.persisted && ask(), { signal });
  ask();
}
