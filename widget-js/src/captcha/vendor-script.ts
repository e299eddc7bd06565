import type { CaptchaContext } from '../headless/captcha.js';
import { trustedUrl } from '../trusted-url.js';

/** What the vendors' scripts put on `window`, as far as it is used. */
export interface VendorApi {
  render(place: Element, options: Record<string, unknown>): string | number;
  reset(id: string | number): void;
  remove?(id: string | number): void;
  execute(siteKey: string, options: { action?: string | undefined }): Promise<string>;
  ready(callback: () => void): void;
}

type Globals = Record<string, (VendorApi & { enterprise?: VendorApi }) | undefined>;

const GOOGLE = 'https://www.google.com/recaptcha/';
/** Called by hCaptcha's and Cloudflare's script when it can be used. */
const READY = 'otpWidgetCaptchaReady';

/** Where each kind's script is, and the name that it takes on `window`. `{key}` is the site key. */
const SCRIPTS: Record<string, readonly [url: string, name: string]> = {
  recaptchaV2: [`${GOOGLE}api.js?render=explicit`, 'grecaptcha'],
  recaptchaV3: [`${GOOGLE}api.js?render={key}`, 'grecaptcha'],
  recaptchaEnterprise: [`${GOOGLE}enterprise.js?render={key}`, 'grecaptcha'],
  hcaptcha: [`https://js.hcaptcha.com/1/api.js?render=explicit&onload=${READY}`, 'hcaptcha'],
  turnstile: [
    `https://challenges.cloudflare.com/turnstile/v0/api.js?render=explicit&onload=${READY}`,
    'turnstile',
  ],
};

const loads = new Map<string, Promise<void>>();

/** Loads the script of the widget's vendor once a page, and resolves when it can be used. */
export async function vendorApi({ data, OtpError }: CaptchaContext): Promise<VendorApi> {
  const { captcha_type: kind = '', captcha_site_key: key = '' } = data.widgetMeta ?? {};
  const [template = '', name = ''] = SCRIPTS[kind] ?? [];
  const url = template.replace('{key}', encodeURIComponent(key));
  const found = () => {
    const api = (window as unknown as Globals)[name];
    return kind === 'recaptchaEnterprise' ? api?.enterprise : api;
  };
  if (!found()?.ready && !found()?.render) {
    const load = loads.get(url) ?? inject(url);
    loads.set(url, load);
    await load.catch((cause) => {
      loads.delete(url);
      throw new OtpError('network', 'The captcha could not be loaded.', { cause });
    });
  }
  const api = found() as VendorApi;
  // Google's script goes on loading.
  if (name === 'grecaptcha') await new Promise<void>((resume) => api.ready(resume));
  return api;
}

function inject(url: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const script = document.createElement('script');
    const nonce = document.querySelector<HTMLScriptElement>('script[nonce]')?.nonce;
    if (nonce) script.nonce = nonce;
    script.async = true;
    script.onerror = () => {
      script.remove();
      reject(new Error(url));
    };
    if (url.endsWith(READY)) Object.assign(window, { [READY]: resolve });
    else script.onload = () => resolve();
    script.src = trustedUrl(url);
    document.head.append(script);
  });
}
