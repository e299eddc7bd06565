import { accessOf } from './access-of.js';
import { afterFailure } from './after-failure.js';
import type { ApiAccess } from './api-access.js';
import { callApi } from './call-api.js';
import type { Captcha, CaptchaModule } from './captcha.js';
import { channelMissing } from './channel-missing.js';
import { createIdempotencyKey } from './create-idempotency-key.js';
import { getWidgetData } from './get-widget-data.js';
import { OtpError } from './otp-error.js';
import { pageLanguage } from './page-language.js';
import { createPendingStore } from './pending-store.js';
import { retryOtp } from './retry-otp.js';
import { sendOtp } from './send-otp.js';
import type { OtpSession } from './session.js';
import { shareInFlight } from './share-in-flight.js';
import { takeLinkToken } from './take-link-token.js';
import { templateVariables } from './template-variables.js';
import type { OtpConfig, Pending, Sent } from './types.js';
import { verifyOtp } from './verify-otp.js';
import type { WidgetData } from './widget-data.js';

/**
 * Starts one verification of one widget; `config.options.apiBase` says on which server.
 * Calls made before the settings have arrived wait for them. Nothing is fetched until `ready` or a method is used.
 *
 * @param loadCaptcha downloads what a widget with captcha needs; without it the page brings a `captchaToken`
 * @throws OtpError reason `config` when widgetId, tokenAuth or the server is missing
 */
export function createSession(config: OtpConfig, loadCaptcha?: () => Promise<CaptchaModule>): OtpSession {
  const access = accessOf(config);
  let arrived = takeLinkToken(config.widgetId);
  const store = createPendingStore(config.widgetId);
  let share = shareInFlight();
  /** Keys of the attempts whose answers were lost, by action. */
  let lost: Record<string, string | undefined> = {};
  const life = new AbortController();
  let actions = new AbortController();
  /** Counts what may replace the current request, so that only the latest such action does. */
  let turn = 0;
  let data: WidgetData | undefined;
  let loading: Promise<WidgetData> | undefined;

  // Whatever this tab waited for, the visitor is verified.
  if (arrived) store.set(undefined);

  const load = () => {
    loading ??= getWidgetData({ ...access, signal: life.signal }).then(
      (arrived) => {
        data = arrived;
        return arrived;
      },
      (error: OtpError) => {
        if (error.retryable) loading = undefined;
        // For who made the page: visitors only see that the service is not available.
        if (error.reason === 'origin_not_allowed') console.error(`OTP widget: ${error.message}`);
        throw error;
      },
    );
    loading.catch(() => {});
    return loading;
  };

  let captcha: Captcha | undefined;
  let loadingCaptcha: Promise<Captcha> | undefined;

  const isFree = ({ captchaValidations }: WidgetData) => !+captchaValidations || !!config.captchaToken;

  /** What to pass before a message; undefined when nothing stands in the way, or the page has a token of its own. */
  const guard = (settings: WidgetData) => {
    if (isFree(settings)) return undefined;
    const { signal } = life;
    loadingCaptcha ??= loadCaptcha?.().then(
      ({ createCaptcha }) => {
        const challenge = () => callApi({ ...access, signal }, 'captchaChallenge');
        captcha = createCaptcha({ data: settings, config, signal, OtpError, challenge });
        return captcha;
      },
      (error) => {
        loadingCaptcha = undefined;
        throw error;
      },
    );
    return loadingCaptcha;
  };

  const act = async <T>(call: (access: ApiAccess, settings: WidgetData) => Promise<T>): Promise<T> => {
    const { signal } = actions;
    const settings = await load();
    const isLink = settings.verificationType === '2';
    return call({ ...access, signal, ...(isLink && { credentials: 'include' }) }, settings);
  };

  const adopt = (
    mine: number,
    sent: Sent,
    about: Pick<Pending, 'identifier' | 'given' | 'retriesLeft' | 'matchCode'>,
  ) => {
    const { type, message, ...request } = sent;
    if (mine === turn) store.set({ ...about, ...request });
    return sent;
  };

  /** Acts once for a double click, and under the key of an attempt whose answer was lost: it may have succeeded. */
  const attempt = <T>(action: string, run: (idempotencyKey: string) => Promise<T>): Promise<T> =>
    share(action, async () => {
      const key = lost[action] ?? createIdempotencyKey();
      lost[action] = undefined;
      return run(key).catch((error: OtpError) => {
        if (/^(network|timeout)$/.test(error.reason)) lost[action] = key;
        throw error;
      });
    });

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
    arrived() {
      const verified = arrived;
      arrived = undefined;
      return verified;
    },
    current: () => store.get(),
    prepare: (near) =>
      void act(async (_, settings) => (await guard(settings))?.prepare(near)).catch(() => {}),
    isCaptchaVerified: () => !!data && (isFree(data) || !!captcha?.verified()),

    send(given) {
      const identifier = String(given ?? '').trim();
      return attempt(`send ${identifier}`, async (idempotencyKey) => {
        const mine = ++turn;
        return act(async (api, settings) => {
          const variables = templateVariables(config);
          const { lang: wished, state } = config.options ?? {};
          const lang = wished || pageLanguage();
          const more = { ...(lang && { lang }), ...(state && { state }) };
          const send = (captchaToken?: string) =>
            sendOtp(api, {
              identifier,
              variables,
              idempotencyKey,
              ...more,
              ...(captchaToken && { captchaToken }),
            });
          const passed = guard(settings);
          const sent = await (passed ? passed.then((human) => human.send(send)) : send());
          return adopt(mine, sent, {
            identifier,
            given: config.identifier,
            retriesLeft: settings.retryCount,
          });
        });
      });
    },

    retry(channel, givenReqId) {
      return attempt(`retry ${channel} ${givenReqId}`, async (idempotencyKey) => {
        const mine = ++turn;
        return act(async (api, { widgetType }) => {
          const retryChannel = channel ?? null;
          if (widgetType.value === '2' && !retryChannel) throw channelMissing();
          const reqId = reqIdOf(givenReqId);
          const sent = await retryOtp(api, { reqId, retryChannel, idempotencyKey }).catch(learn(reqId));
          const before = store.get();
          const known: Partial<Pending> = before?.reqId === reqId ? before : {};
          const { identifier = '', given, retriesLeft = 1, matchCode } = known;
          const about = { identifier, given, retriesLeft: Math.max(0, retriesLeft - 1) };
          return adopt(mine, sent, matchCode ? { ...about, matchCode } : about);
        });
      });
    },

    verify(given, givenReqId) {
      const otp = String(given ?? '').replace(/\s/g, '');
      return attempt(`verify ${otp} ${givenReqId}`, async (idempotencyKey) => {
        if (!otp) throw new OtpError('invalid_request', 'OTP not provided in verifyOtp() method.');
        return act(async (api) => {
          const reqId = reqIdOf(givenReqId);
          const verified = await verifyOtp(api, { reqId, otp, idempotencyKey }).catch(learn(reqId));
          if (store.get()?.reqId === reqId) store.set(undefined);
          return verified;
        });
      });
    },

    forget() {
      turn++;
      share = shareInFlight();
      lost = {};
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
