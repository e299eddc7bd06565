interface TrustedTypes {
  createPolicy(
    name: string,
    rules: { createScriptURL(url: string): string },
  ): { createScriptURL(url: string): string };
}

let policy: ReturnType<TrustedTypes['createPolicy']> | undefined;

/** The URL of a script as Trusted Types want it, where the page enforces them and allows the policy `otp-widget`. */
export function trustedUrl(href: string): string {
  const { trustedTypes } = window as { trustedTypes?: TrustedTypes };
  try {
    policy ??= trustedTypes?.createPolicy('otp-widget', { createScriptURL: (url) => url });
    return policy?.createScriptURL(href) ?? href;
  } catch {
    return href;
  }
}
