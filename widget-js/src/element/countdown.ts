/**
 * Counts down to an epoch time in whole seconds: ticks at once, whenever the second changes, and last with 0.
 * Asks the clock instead of counting ticks, since hidden tabs are throttled and the back/forward cache stops them.
 */
export function countdown(until: number, tick: (secondsLeft: number) => void, signal: AbortSignal): void {
  let timer = 0;
  const stop = new AbortController();
  const run = () => {
    clearTimeout(timer);
    const left = until - Date.now();
    const seconds = Math.max(0, Math.ceil(left / 1000));
    // Timers hold at most 2^31 ms; a second is soon enough for anything shown.
    if (seconds) timer = window.setTimeout(run, left - (seconds - 1) * 1000);
    else stop.abort();
    tick(seconds);
  };
  if (signal.aborted) return;
  signal.addEventListener('abort', () => stop.abort());
  stop.signal.addEventListener('abort', () => clearTimeout(timer));
  document.addEventListener('visibilitychange', run, { signal: stop.signal });
  window.addEventListener('pageshow', run, { signal: stop.signal });
  run();
}

/** Seconds as `0:27`. */
export function minutes(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${`${seconds % 60}`.padStart(2, '0')}`;
}
