/** Makes callers of the same action share it while it is under way, so that a double click acts once. */
export function shareInFlight(): <T>(action: string, run: () => Promise<T>) => Promise<T> {
  const running = new Map<string, Promise<unknown>>();
  return <T>(action: string, run: () => Promise<T>) => {
    const known = running.get(action) as Promise<T> | undefined;
    if (known) return known;
    const started = run().finally(() => running.delete(action));
    running.set(action, started);
    return started;
  };
}
