import type { OtpConfig, OtpOptions } from '../headless/types.js';
import { baseOf } from './base-of.js';

/** Reads the declarative start: the `data-` attributes of a script tag. Functions are named and looked up when called. */
export function configOfScript(script: HTMLScriptElement): OtpConfig {
  const { widgetId, tokenAuth, identifier, exposeMethods, target, lang, theme, apiBase, success, failure } =
    script.dataset;
  const options: OtpOptions = {
    apiBase: apiBase ?? baseOf(script.src),
    ...(target && { target }),
    ...(lang && { lang }),
    ...(theme && { theme: theme as 'auto' }),
  };
  return {
    widgetId: widgetId ?? '',
    tokenAuth: tokenAuth ?? '',
    ...(identifier && { identifier }),
    ...(exposeMethods !== undefined && { exposeMethods: exposeMethods !== 'false' }),
    success: (success && named(success)) as OtpConfig['success'],
    ...(failure && { failure: named(failure) }),
    options,
  };
}

/** `shop.onVerified` → a function that calls `window.shop.onVerified`. */
function named(path: string) {
  return (payload: unknown) => {
    const keys = path.split('.');
    const last = keys.pop() as string;
    // biome-ignore lint/suspicious/noExplicitAny: the page's globals
    const owner = keys.reduce((object: any, key) => object?.[key], window);
    owner[last](payload);
  };
}
