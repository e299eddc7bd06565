import { accessOf } from './access-of.js';
import { afterFailure } from './after-failure.js';
import type { ApiAccess } from './api-access.js';
import { channelMissing } from './channel-missing.js';
import { getWidgetData } from './get-widget-data.js';
import { OtpError } from './otp-error.js';
import { pageLanguage } from './page-language.js';
import { createPendingStore } from './pending-store.js';
import { retryOtp } from './retry-otp.js';
import { sendOtp } from './send-otp.js';
import type { OtpSession } from './session.js';
import { shareInFlight } from './share-in-flight.js';
import { templateVariables } from './template-variables.js';
import type { OtpConfig, Sent, WidgetData } from './types.js';
import { verifyOtp } from './verify-otp.js';

/**
 * Starts one verification of one widget; `config.options.apiBase` says on which server.
 * Calls made before the settings have arrived wait for them. Nothing is fetched until `ready` or a method is used.
 *
 * @throws OtpError reason `config` when widgetId, tokenAuth or the server is missing
 */
export function createSession(config: OtpConfig): OtpSession {
  const access = accessOf(config);
  const store = createPendingStore(config.widgetId);
  let share = shareInFlight();
  const life = new AbortController();
  let actions = new AbortController();
  /** Counts what may replace the current request, so that only the latest such action does. */
  let turn = 0;
  let data: WidgetData | undefined;
  let loading: Promise<WidgetData> | undefined;

  const load = () => {
    loading ??= getWidgetData({ ...access, signal: life.signal }).then(
      (arrived) => {
        data = arrived;
        return arrived;
      },
      (error: OtpError) => {
        if (error.retryable) loading = undefined;
        throw error;
      },
    );
    loading.catch(() => {});
    return loading;
  };

  const act = async <T>(call: (access: ApiAccess, settings: WidgetData) => Promise<T>): Promise<T> => {
    const { signal } = actions;
    const settings = await load();
    return call({ ...access, signal }, settings);
  };

  const adopt = (sent: Sent, identifier: string, retriesLeft: number): Sent => {
    const { reqId, channel, resendAt, expiresAt, attemptsLeft } = sent;
    store.set({
      reqId,
      identifier,
      channel,
      sentAt: Date.now(),
      resendAt,
      expiresAt,
      ...(attemptsLeft !== undefined && { attemptsLeft }),
      retriesLeft: sent.retriesLeft ?? retriesLeft,
    });
    return sent;
  };

  const learn = (reqId: string) => (error: OtpError) => {
    const pending = store.get();
    if (pending?.reqId === reqId) store.set(afterFailure(pending, error));
    throw error;
  };

  const reqIdOf = (given?: string) => {
    const reqId = given || store.get()?.reqId;
    if (reqId) return reqId;
    const message = 'reqId is required.';
    const cause = { type: 'error', status: 'fail', hasError: true, message };
    throw new OtpError('invalid_request', message, { cause });
  };

  return {
    config,
    get ready() {
      return load();
    },
    data: () => data,
    current: () => store.get(),

    send(given) {
      const identifier = String(given ?? '').trim();
      return share(`send ${identifier}`, async () => {
        const mine = ++turn;
        return act(async (api, { retryCount }) => {
          const variables = templateVariables(config);
          const lang = config.options?.lang || pageLanguage();
          const sent = await sendOtp(api, { identifier, variables, ...(lang && { lang }) });
          return mine === turn ? adopt(sent, identifier, retryCount) : sent;
        });
      });
    },

    retry(channel, given) {
      return share(`retry ${channel} ${given}`, async () => {
        const mine = ++turn;
        return act(async (api, { widgetType }) => {
          const retryChannel = channel ?? null;
          if (widgetType.value === '2' && !retryChannel) throw channelMissing();
          const reqId = reqIdOf(given);
          const sent = await retryOtp(api, { reqId, retryChannel }).catch(learn(reqId));
          const before = store.get();
          const known = before?.reqId === reqId ? before : undefined;
          const retriesLeft = Math.max(0, (known?.retriesLeft ?? 1) - 1);
          return mine === turn ? adopt(sent, known?.identifier ?? '', retriesLeft) : sent;
        });
      });
    },

    verify(given, givenReqId) {
      const otp = String(given ?? '').replace(/\s/g, '');
      return share(`verify ${otp} ${givenReqId}`, async () => {
        if (!otp) throw new OtpError('invalid_request', 'OTP not provided in verifyOtp() method.');
        return act(async (api) => {
          const reqId = reqIdOf(givenReqId);
          const verified = await verifyOtp(api, { reqId, otp }).catch(learn(reqId));
          if (store.get()?.reqId === reqId) store.set(undefined);
          return verified;
        });
      });
    },

    forget() {
      turn++;
      share = shareInFlight();
      actions.abort();
      actions = new AbortController();
      store.set(undefined);
    },

    destroy() {
      life.abort();
      actions.abort();
    },
  };
}
