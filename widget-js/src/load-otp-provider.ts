import { baseOf } from './provider/base-of.js';
import type { OtpProvider } from './provider/otp-provider.js';
import { trustedUrl } from './trusted-url.js';

const loads = new Map<string, Promise<OtpProvider>>();

/** How the script tag is written. */
export interface LoadOptions {
  /** For a Content-Security-Policy with nonces. */
  readonly nonce?: string;
  /** Subresource integrity of a hashed file, from `manifest.json`. */
  readonly integrity?: string;
}

/**
 * Loads `otp-provider.js` once for each URL and resolves to the script's global; uses a tag that is already there.
 * A failed load is forgotten, so that calling again tries again. Resolves to null where there is no document.
 *
 * @param url of `otp-provider.js` on your server; a page that enforces Trusted Types must allow the policy `otp-widget`
 */
export async function loadOtpProvider(url: string, options: LoadOptions = {}): Promise<OtpProvider | null> {
  if (typeof document === 'undefined') return null;
  const { href } = new URL(url, document.baseURI);
  const present = window.OtpWidget;
  if (present?.base === baseOf(href)) return present;
  const load = loads.get(href) ?? inject(href, options);
  loads.set(href, load);
  return load;
}

function inject(href: string, { nonce, integrity }: LoadOptions): Promise<OtpProvider> {
  // Once the page is complete, a tag of its own that left nothing behind has failed.
  const waiting = document.readyState !== 'complete' && [...document.scripts].find(({ src }) => src === href);
  const script = waiting || document.createElement('script');
  return new Promise((resolve, reject) => {
    const failed = () => {
      window.removeEventListener('load', arrived);
      loads.delete(href);
      script.remove();
      reject(new Error(`${href} could not be loaded.`));
    };
    const arrived = () => (window.OtpWidget ? resolve(window.OtpWidget) : failed());
    script.addEventListener('load', arrived);
    script.addEventListener('error', failed);
    // The tag may have failed before anybody listened; the page's own load waits for every tag.
    if (waiting) return window.addEventListener('load', arrived, { once: true });
    if (nonce) script.nonce = nonce;
    if (integrity) {
      script.integrity = integrity;
      script.crossOrigin = 'anonymous';
    }
    script.async = true;
    script.src = trustedUrl(href);
    document.head.append(script);
  });
}
