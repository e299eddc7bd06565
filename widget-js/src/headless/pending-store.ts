import type { Pending } from './types.js';

/** Keeps the request that waits for its code: in memory, and over reloads of this tab where the browser lets us. */
export interface PendingStore {
  get(): Pending | undefined;
  set(pending: Pending | undefined): void;
}

/** A store for one widget. What expired while the page was away is found too: its identifier need not be typed again. */
export function createPendingStore(widgetId: string): PendingStore {
  const key = `otp-widget:${widgetId}`;
  let pending = read(key);
  return {
    get: () => pending,
    set(next) {
      pending = next;
      try {
        if (next) sessionStorage.setItem(key, JSON.stringify(next));
        else sessionStorage.removeItem(key);
      } catch {
        // Storage is blocked, full or absent: memory has it.
      }
    },
  };
}

function read(key: string): Pending | undefined {
  try {
    const stored: Pending = JSON.parse(sessionStorage.getItem(key) as string);
    if (typeof stored.reqId === 'string') return stored;
  } catch {
    // Blocked, absent, or not ours.
  }
  return undefined;
}
