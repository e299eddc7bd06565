import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { RequestState } from '../../src/headless/request-state.js';
import { watchRequest } from '../../src/headless/watch-request.js';
import { NodeEventSource } from '../support/event-source.js';
import { pendingState, stateServer } from '../support/state-server.js';

const sms = (status: 'sent' | 'delivered') =>
  ({ channel: '11', status, at: '2030-01-01T00:00:00Z', cause: null }) as const;

let server: Awaited<ReturnType<typeof stateServer>>;
let life: AbortController;
let seen: RequestState[];
/** The page, as far as it is watched. */
let page: EventTarget & { hidden?: boolean };

/** Follows a request; pauses are a hundredth of what they are, so that nobody waits for them. */
function watch() {
  const access = { apiBase: server.url, widgetId: 'w', tokenAuth: 't', signal: life.signal };
  const ended = watchRequest(access, 'r', (state) => seen.push(state));
  ended.catch(() => {});
  return ended;
}
const statuses = () => seen.map(({ messages }) => messages.map(({ status }) => status).join());

beforeEach(async () => {
  server = await stateServer();
  life = new AbortController();
  seen = [];
  page = new EventTarget();
  const { setTimeout: wait } = globalThis;
  vi.stubGlobal('EventSource', NodeEventSource);
  vi.stubGlobal('document', page);
  vi.stubGlobal('addEventListener', page.addEventListener.bind(page));
  vi.stubGlobal('setTimeout', (call: () => void, time: number, ...given: []) =>
    // Only the fifteen seconds of an exchange stay.
    wait(call, time >= 15_000 ? time : time / 100, ...given),
  );
});
afterEach(() => {
  life.abort();
  server.close();
  vi.unstubAllGlobals();
});

it('hears every change over one stream, until the request has ended', async () => {
  const ended = watch();
  await vi.waitFor(() => expect(seen).toHaveLength(1));
  server.turn({ messages: [sms('sent')] });
  server.turn({ messages: [sms('delivered')] });
  server.turn({ status: 'confirmed' });
  expect(await ended).toMatchObject({ status: 'confirmed' });
  expect(statuses()).toEqual(['', 'sent', 'delivered', 'delivered']);
  expect(server.asked).toEqual(['/api/v5/widget/requestEvents?widgetId=w&tokenAuth=t&reqId=r']);
  await vi.waitFor(() => expect(server.open).toBe(0));
});

it('opens a broken stream again, and tells no state twice', async () => {
  watch();
  for (const streams of [1, 2, 3, 4]) {
    await vi.waitFor(() => expect([server.count('requestEvents'), server.open]).toEqual([streams, 1]));
    await vi.waitFor(() => expect(seen).toHaveLength(1));
    server.cut();
  }
  await vi.waitFor(() => expect(server.open).toBe(1));
  server.turn({ messages: [sms('delivered')] });
  await vi.waitFor(() => expect(statuses()).toEqual(['', 'delivered']));
  expect(server.count('requestState')).toBe(0);
});

it.each(['refused', 'silent'] as const)('asks instead when streams are %s', async (streams) => {
  server.streams = streams;
  const ended = watch();
  await vi.waitFor(() => expect(server.count('requestState')).toBeGreaterThan(1), 5000);
  expect([server.count('requestEvents'), server.open]).toEqual([2, 0]);
  server.state = { ...pendingState, status: 'expired' };
  expect(await ended).toMatchObject({ status: 'expired' });
  expect(seen).toHaveLength(2);
});

it('asks where there is no EventSource at all', async () => {
  vi.stubGlobal('EventSource', undefined);
  server.state = { ...pendingState, status: 'voided' };
  expect(await watch()).toMatchObject({ status: 'voided' });
});

it('goes on asking after a failure that may pass, and says so when the server refuses for good', async () => {
  vi.stubGlobal('EventSource', undefined);
  server.refusal = { oops: true };
  const ended = watch();
  await vi.waitFor(() => expect(server.count('requestState')).toBeGreaterThan(2));
  server.refusal = { type: 'error', code: 709, message: 'no request found', reason: 'not_found' };
  await expect(ended).rejects.toMatchObject({ reason: 'not_found', code: 709 });
});

it('rests in the back/forward cache and looks anew afterwards', async () => {
  watch();
  await vi.waitFor(() => expect(seen).toHaveLength(1));
  page.dispatchEvent(new Event('pagehide'));
  await vi.waitFor(() => expect(server.open).toBe(0));
  server.turn({ messages: [sms('delivered')] });
  page.dispatchEvent(Object.assign(new Event('pageshow'), { persisted: true }));
  await vi.waitFor(() => expect(statuses()).toEqual(['', 'delivered']));
  expect([server.count('requestEvents'), server.open]).toEqual([2, 1]);
});

it('looks anew when the visitor comes back from a mail app', async () => {
  server.streams = 'refused';
  watch();
  await vi.waitFor(() => expect(server.count('requestState')).toBeGreaterThan(0));
  server.streams = 'work';
  page.hidden = true;
  page.dispatchEvent(new Event('visibilitychange'));
  page.hidden = false;
  page.dispatchEvent(new Event('visibilitychange'));
  await vi.waitFor(() => expect(server.open).toBe(1));
});

it('ends with its signal, and listens to nothing more', async () => {
  const ended = watch();
  await vi.waitFor(() => expect(server.open).toBe(1));
  life.abort();
  await expect(ended).rejects.toMatchObject({ reason: 'cancelled' });
  await vi.waitFor(() => expect(server.open).toBe(0));
  page.dispatchEvent(new Event('visibilitychange'));
  await expect(watch()).rejects.toMatchObject({ reason: 'cancelled' });
  expect(server.asked).toHaveLength(1);
});
