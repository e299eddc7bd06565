/**
 * Counts down to an epoch time in whole seconds: ticks at once, whenever the second changes, and last with 0.
 * Asks the clock instead of counting ticks, since hidden tabs are throttled and the back/forward cache stops them.
 */
export function countdown(until: number, tick: (secondsLeft: number) => void, signal: AbortSignal): void {
  if (signal.aborted) return;
  const left = until - Date.now();
  const seconds = Math.max(0, Math.ceil(left / 1000));
  if (seconds) {
    const timer = setTimeout(() => countdown(until, tick, signal), left - (seconds - 1) * 1000);
    signal.addEventListener('abort', () => clearTimeout(timer), { once: true });
  }
  tick(seconds);
}

/** Seconds as `0:27`. */
export function minutes(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${`${seconds % 60}`.padStart(2, '0')}`;
}
