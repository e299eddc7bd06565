import { createSession } from '../headless/create-session.js';
import type { OtpError } from '../headless/otp-error.js';
import type { OtpConfig, Verified } from '../headless/types.js';
import { callBack } from './call-back.js';
import { createMethods } from './create-methods.js';
import { createScreen } from './create-screen.js';
import { isExposed } from './is-exposed.js';
import type { UiLoader } from './load-ui.js';
import type { OtpWidget } from './otp-widget.js';
import { payloadOf } from './payload-of.js';
import { targetOf } from './target-of.js';

const CANCELLED = { code: 0, closeByUser: true, message: 'User cancelled the verification process.' };

let created = 0;

/** One widget on a page: the compatible methods and, once opened, a user interface, over one session. */
export function createWidget(given: OtpConfig, loader: UiLoader): OtpWidget {
  // Its own copy, read at every use: `update` writes to it.
  const config: OtpConfig = { ...given };
  const session = createSession(config, loader.captcha);
  let destroyed = false;
  /** By a magic link, while no user interface was up. */
  let verified = false;

  const notify = (callbacks: readonly unknown[], payload: unknown) => {
    if (!destroyed) for (const callback of callbacks) callBack(callback, payload);
  };

  const succeed = ({ type, message, state }: Verified) =>
    notify([config.success], { type, message, ...(state !== undefined && { state }) });
  const failed = (error: OtpError) => notify([config.failure], payloadOf(error));
  const screen = createScreen(session, loader, {
    verified: succeed,
    failed,
    closed: () => notify([config.failure], CANCELLED),
  });

  const isLink = () => session.data()?.verificationType === '2';
  const isAwaited = () => (session.current()?.expiresAt ?? 0) > Date.now();
  let waited = new AbortController();
  /** Waits, anew if it does so already, for the link of the current request to be confirmed. */
  const waitForLink = async () => {
    if (!isLink() || !isAwaited()) return;
    verified = false;
    waited.abort();
    waited = new AbortController();
    const { signal } = waited;
    try {
      const result = await (await loader.live()).waitAlone(session, signal);
      verified = !!result;
      if (result) succeed(result);
    } catch (error) {
      if (!signal.aborted) failed(error as OtpError);
    }
  };

  session.ready.then(
    () => {
      performance.mark('otp:ready');
      if (isExposed(config)) {
        session.prepare();
        waitForLink();
      }
    },
    // With a user interface it is the user interface that tells.
    (error) => isExposed(config) && failed(error),
  );

  // Inline, the user interface shows it; a popup has nothing to ask any more.
  const arrived = isExposed(config) || !targetOf(config) ? session.arrived() : undefined;
  if (arrived) {
    verified = true;
    // The page has its widget first.
    queueMicrotask(() => succeed(arrived));
  }

  return {
    ...createMethods(session, notify, waitForLink),
    id: `otp-widget-${++created}`,
    get ready() {
      return session.ready;
    },
    get state() {
      if (destroyed) return 'closed';
      const shown = screen.state();
      if (shown) return shown;
      if (verified) return 'verified';
      if (isAwaited()) return isLink() ? 'waiting' : 'code';
      return session.data() ? 'identifier' : 'loading';
    },
    open() {
      if (!destroyed) screen.open();
    },
    close: screen.close,
    update: (changes) => void Object.assign(config, changes),
    destroy() {
      destroyed = true;
      waited.abort();
      session.destroy();
      screen.destroy();
    },
  };
}
