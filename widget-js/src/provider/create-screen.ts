import { OtpError } from '../headless/otp-error.js';
import type { OtpSession } from '../headless/session.js';
import type { UiHandle, UiHooks } from '../headless/ui.js';
import { domReady } from './dom-ready.js';
import type { UiLoader } from './load-ui.js';
import { targetOf } from './target-of.js';

/** The place of one widget's user interface, which is downloaded when it is first opened. */
export interface Screen {
  open(): void;
  close(): void;
  destroy(): void;
  state(): UiHandle['state'] | undefined;
}

/** What a screen reports. */
export type ScreenHooks = Pick<UiHooks, 'verified' | 'failed' | 'closed'>;

/** A screen over a session: in the popup, or inside `options.target`. */
export function createScreen(session: OtpSession, loader: UiLoader, report: ScreenHooks): Screen {
  let handle: UiHandle | undefined;
  /** Counts opens and closes, so that a download that ends after a close shows nothing. */
  let turn = 0;
  let opening = false;
  /** Nothing is left to cancel: the visitor is verified, or the page itself closes. */
  let settled = false;

  const hooks: UiHooks = {
    verified(verified) {
      settled = true;
      report.verified(verified);
    },
    failed: report.failed,
    closed() {
      if (!settled) report.closed();
    },
    loadLocale: loader.locale,
    loadLive: loader.live,
  };

  const show = async () => {
    const mine = ++turn;
    opening = true;
    settled = false;
    try {
      const [ui] = await Promise.all([loader.ui(), domReady()]);
      if (mine !== turn) return;
      const target = targetOf(session.config);
      const host = typeof target === 'string' ? document.querySelector(target) : target;
      if (host === null) throw new OtpError('config', `options.target matches no element: ${target}`);
      handle?.destroy();
      handle = host ? ui.mountInline(session, host, hooks) : ui.openPopup(session, hooks);
    } catch (error) {
      if (mine === turn) report.failed(error as OtpError);
    } finally {
      if (mine === turn) opening = false;
    }
  };

  const hide = (how: 'close' | 'destroy') => {
    turn++;
    opening = false;
    settled = true;
    handle?.[how]();
  };

  return {
    open() {
      if (!opening && (!handle || handle.state === 'closed')) show();
    },
    close: () => hide('close'),
    destroy() {
      hide('destroy');
      handle = undefined;
    },
    state: () => handle?.state,
  };
}
