import { baseOf } from './base-of.js';
import { callBack } from './call-back.js';
import { createProvider } from './create-provider.js';
import { domReady } from './dom-ready.js';

/** The script `otp-provider.js`: fills `window`, works off the queue of the stub, and starts what its own tag asks for. */
const script = (document.currentScript ??
  document.querySelector('script[src*="otp-provider"]')) as HTMLScriptElement | null;
const base = baseOf(script?.src ?? '');
// Another copy of the script, from the same server, goes on with the first one's widgets.
const known = window.OtpWidget;
const provider = known?.base === base ? known : createProvider(base, script);
const queue = window.initSendOTP?.q ?? [];

window.OtpWidget = provider;
window.initSendOTP = provider.initSendOTP;
for (const config of queue) callBack(provider.initSendOTP, config);

if (script?.dataset.widgetId) {
  if (script.dataset.render !== 'explicit') provider.start(script);
  else if (!('exposeMethods' in script.dataset)) (window.requestIdleCallback ?? setTimeout)(provider.preload);
}
/** Nobody clicks to try again: each pause, in milliseconds, is twice the one before. */
const define = (pause: number): Promise<unknown> =>
  provider.define().catch(() => setTimeout(define, pause, pause * 2));
domReady().then(() => document.querySelector('otp-widget') && define(1000));
