import type { RequestState } from './request-state.js';

/** Milliseconds that a stream may take to say its first state; a proxy that buffers never says any. */
const SILENCE = 5000;
/** Failures in a row after which streams are given up. */
const FAILURES = 2;

/**
 * Listens to a request's stream of states and opens it again when it breaks, not all pages of a lost server at once.
 *
 * @param blocked called instead once streams do not work here
 * @returns what ends it
 */
export function streamState(
  url: string,
  take: (state: RequestState) => void,
  blocked: () => void,
): () => void {
  let failures = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let source: EventSource | undefined;

  const close = () => {
    clearTimeout(timer);
    source?.close();
  };
  const fail = () => {
    close();
    failures += 1;
    if (failures === FAILURES) blocked();
    else timer = setTimeout(open, 1000 + Math.random() * 2000);
  };
  const open = () => {
    source = new EventSource(url);
    timer = setTimeout(fail, SILENCE);
    source.addEventListener('state', ({ data }) => {
      clearTimeout(timer);
      failures = 0;
      take(JSON.parse(data));
    });
    // The server goes, and the request does not: the last state would have ended this.
    source.addEventListener('end', fail);
    source.addEventListener('error', fail);
  };
  open();
  return close;
}
