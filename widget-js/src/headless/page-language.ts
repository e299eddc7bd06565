/** The language of the page, then of the browser; undefined on a server. */
export function pageLanguage(): string | undefined {
  return globalThis.document?.documentElement.lang || globalThis.navigator?.language || undefined;
}
