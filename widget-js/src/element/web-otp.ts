/**
 * Waits for the SMS and reads the code out of it, where the browser can. The visitor may refuse, the page may have
 * another credential request open: both are silence. https://wicg.github.io/web-otp/
 */
export async function webOtp(received: (code: string) => void, signal: AbortSignal): Promise<void> {
  if (!('OTPCredential' in window)) return;
  try {
    const request = { otp: { transport: ['sms'] }, signal } as CredentialRequestOptions;
    const credential = (await navigator.credentials.get(request)) as { code?: string } | null;
    if (credential?.code && !signal.aborted) received(credential.code);
  } catch {
    // AbortError, NotAllowedError, InvalidStateError: the visitor types the code.
  }
}
