import { createSession } from '../headless/create-session.js';
import type { OtpConfig } from '../headless/types.js';
import { callBack } from './call-back.js';
import { createMethods } from './create-methods.js';
import { createScreen } from './create-screen.js';
import { isExposed } from './is-exposed.js';
import type { UiLoader } from './load-ui.js';
import type { OtpWidget } from './otp-widget.js';
import { payloadOf } from './payload-of.js';

const CANCELLED = { code: 0, closeByUser: true, message: 'User cancelled the verification process.' };

let created = 0;

/** One widget on a page: the compatible methods and, once opened, a user interface, over one session. */
export function createWidget(given: OtpConfig, loader: UiLoader): OtpWidget {
  // Its own copy, read at every use: `update` writes to it.
  const config: OtpConfig = { ...given };
  const session = createSession(config, loader.captcha);
  let destroyed = false;

  const notify = (callbacks: readonly unknown[], payload: unknown) => {
    if (!destroyed) for (const callback of callbacks) callBack(callback, payload);
  };

  const screen = createScreen(session, loader, {
    verified: ({ type, message }) => notify([config.success], { type, message }),
    failed: (error) => notify([config.failure], payloadOf(error)),
    closed: () => notify([config.failure], CANCELLED),
  });

  session.ready.then(
    () => {
      performance.mark('otp:ready');
      if (isExposed(config)) session.prepare();
    },
    // With a user interface it is the user interface that tells.
    (error) => isExposed(config) && notify([config.failure], payloadOf(error)),
  );

  return {
    ...createMethods(session, notify),
    id: `otp-widget-${++created}`,
    get ready() {
      return session.ready;
    },
    get state() {
      if (destroyed) return 'closed';
      const awaited = (session.current()?.expiresAt ?? 0) > Date.now();
      return screen.state() ?? (awaited ? 'code' : session.data() ? 'identifier' : 'loading');
    },
    open() {
      if (!destroyed) screen.open();
    },
    close: screen.close,
    update: (changes) => void Object.assign(config, changes),
    destroy() {
      destroyed = true;
      session.destroy();
      screen.destroy();
    },
  };
}
