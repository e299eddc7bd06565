/** Makes signals of which only the latest lives, and none once the outer one is aborted. */
export function renewable(outer: AbortSignal): () => AbortSignal {
  let latest = new AbortController();
  outer.addEventListener('abort', () => latest.abort());
  return () => {
    latest.abort();
    latest = new AbortController();
    if (outer.aborted) latest.abort();
    return latest.signal;
  };
}
