const KNOWN_PLACES = /(\/app\/assets\/otp-provider|\/v\d+|\/assets)?\/otp-provider[^/]*\.js.*$/;

/** The server's base, found from the URL of its script: origin with an optional path prefix, no slash at the end. */
export function baseOf(scriptUrl: string): string {
  return scriptUrl.replace(KNOWN_PLACES, '');
}
