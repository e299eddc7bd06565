import { createSession } from '../headless/create-session.js';
import { OtpError } from '../headless/otp-error.js';
import type { OtpConfig } from '../headless/types.js';
import { version } from './build-stamp.js';
import { configOfScript } from './config-of-script.js';
import { createWidget } from './create-widget.js';
import { exposeMethods } from './expose-methods.js';
import { isExposed } from './is-exposed.js';
import { createUiLoader } from './load-ui.js';
import type { OtpProvider } from './otp-provider.js';
import type { OtpWidget } from './otp-widget.js';
import { targetOf } from './target-of.js';

/** What the script puts on `window`, for the server at `base`. */
export function createProvider(base: string, ownScript: HTMLScriptElement | null): OtpProvider {
  const loader = createUiLoader(base);
  /** The widget at each place: `methods`, `popup`, or a target. */
  const widgets = new Map<unknown, OtpWidget>();

  const initSendOTP = (given: OtpConfig): OtpWidget => {
    if (typeof given?.success !== 'function') throw new Error('success callback function missing !');
    const config = { ...given, options: { ...given.options, apiBase: given.options?.apiBase || base } };
    const exposed = isExposed(config);
    const place = exposed ? 'methods' : (targetOf(config) ?? 'popup');
    const widget = createWidget(config, base ? loader : createUiLoader(config.options.apiBase));

    widgets.get(place)?.destroy();
    widgets.set(place, widget);
    const conceal = exposed ? exposeMethods(widget) : () => {};
    const { destroy } = widget;
    widget.destroy = () => {
      destroy();
      conceal();
      if (widgets.get(place) === widget) widgets.delete(place);
    };

    // The link that led here has verified the visitor.
    if (!exposed && widget.state !== 'verified') widget.open();
    return widget;
  };

  return {
    version,
    base,
    initSendOTP,
    start(script = ownScript) {
      if (!script) throw new OtpError('config', 'There is no script tag to start from.');
      return initSendOTP(configOfScript(script));
    },
    // A failed download is reported by whoever opens the user interface, and tried again then.
    preload: () => void loader.ui().catch(() => {}),
    async define() {
      const [element, ui] = await Promise.all([loader.element(), loader.ui()]);
      element.define({
        apiBase: base,
        ui,
        createSession: (config) => createSession(config, loader.captcha),
        loadLocale: loader.locale,
        loadLive: loader.live,
      });
    },
  };
}
