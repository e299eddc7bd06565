import type { Verified } from './types.js';

/**
 * Takes the access token that a confirmed magic link has brought to this page out of the page's address, before
 * anything else can read, send or keep it. A token of another widget stays for that one.
 */
export function takeLinkToken(widgetId: string): Verified | undefined {
  const { hash, pathname, search } = (globalThis.location ?? {}) as Partial<Location>;
  const values = new URLSearchParams(hash?.slice(1));
  const message = values.get('otp-access-token') ?? '';
  if (!isFor(widgetId, message)) return undefined;
  history.replaceState(history.state, '', `${pathname}${search}`);
  const state = values.get('state');
  return { type: 'success', message, accessToken: message, ...(state !== null && { state }) };
}

/** Whether a token names this widget. What it proves is the site's server's affair, and checked there. */
function isFor(widgetId: string, token: string): boolean {
  try {
    // Not a digit of a widgetId is written with `-` or `_`, so what those stand for does not matter.
    return atob(`${token.split('.')[1]}`.replace(/[-_]/g, '/')).includes(`"${widgetId}"`);
  } catch {
    return false;
  }
}
