/**
 * Counts down to an epoch time in whole seconds: ticks at once, whenever the second changes, and last with 0.
 * Asks the clock instead of counting ticks, since hidden tabs are throttled and the back/forward cache stops them.
 */
export function countdown(until: number, tick: (secondsLeft: number) => void, signal: AbortSignal): void {
  if (signal.aborted) return;
  const left = until - Date.now();
  const seconds = Math.max(0, Math.ceil(left / 1000));
  // An ended one stops at its next second: to listen for the end would leave a listener behind every second.
  if (seconds) setTimeout(() => countdown(until, tick, signal), left - (seconds - 1) * 1000);
  tick(seconds);
}

/** Seconds as `0:27`. */
export function minutes(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${`${seconds % 60}`.padStart(2, '0')}`;
}
