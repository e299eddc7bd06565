import { vi } from 'vitest';
import type { WidgetData } from '../../src/headless/widget-data.js';

/** A request as it left the client. */
export interface Seen {
  readonly url: URL;
  readonly init: RequestInit;
  readonly body: Record<string, unknown>;
}

/** An answer: a JSON body, or a function that makes the response, waits, or throws. */
export type Answer = object | ((seen: Seen) => unknown);

export const JWT = 'eyJh.eyJz.c2ln';
export const REQ_ID = '36656b6a6b373530383734';

export const widgetData = {
  widgetId: '3465756a3173343636383032',
  widget_id: '3465756a3173343636383032',
  companyId: 1,
  widgetType: { value: '1', name: 'Default' },
  otpLength: 6,
  retryCount: 3,
  captchaValidations: 0,
} as unknown as WidgetData;

export const sent = {
  type: 'success',
  message: REQ_ID,
  channel: '11',
  retryAfter: 30,
  expiresIn: 600,
  attemptsLeft: 3,
};

const usual: Record<string, Answer> = {
  getWidgetProcess: { status: 'success', hasError: false, errors: [], data: widgetData },
  sendOtp: sent,
  retryOtp: sent,
  verifyOtp: { type: 'success', message: JWT, 'access-token': JWT },
};

/** Replaces `fetch` by a server that speaks the contract; an array is a queue of answers, of which the last one stays. */
export function fakeServer(answers: Record<string, Answer | Answer[]> = {}) {
  const seen: Seen[] = [];
  const queues = new Map(Object.entries({ ...usual, ...answers }).map(([k, v]) => [k, [v].flat()]));
  vi.stubGlobal('fetch', async (input: string, init: RequestInit = {}) => {
    const request = {
      url: new URL(input),
      init,
      body: init.body ? JSON.parse(String(init.body)) : {},
    };
    seen.push(request);
    if (init.signal?.aborted) throw new DOMException('aborted', 'AbortError');
    const queue = queues.get(request.url.pathname.split('/').at(-1) as string) ?? [];
    const answer = (queue.length > 1 ? queue.shift() : queue[0]) as Answer;
    const aborted = new Promise<never>((_, reject) =>
      init.signal?.addEventListener('abort', () => reject(new DOMException('aborted', 'AbortError'))),
    );
    aborted.catch(() => {});
    const made = typeof answer === 'function' ? await Promise.race([answer(request), aborted]) : answer;
    return made instanceof Response ? made : new Response(JSON.stringify(made));
  });
  return {
    seen,
    calls: (endpoint: string) => seen.filter(({ url }) => url.pathname.endsWith(`/${endpoint}`)),
  };
}

export const offline = () => {
  throw new TypeError('Failed to fetch');
};

export const never = () => new Promise(() => {});
