import { createGrinder } from './grinder.js';
import { seedOf, type Work } from './work.js';

/** How long a worker may take to begin. Milliseconds. */
const PATIENCE = 1500;

/** Said by the worker when it runs. */
const BEGUN = 0;

const source =
  () => `const g=(${createGrinder})();onmessage=({data:[s,n,l]})=>{postMessage(${BEGUN});const a=[];
for(let i=0;i<n;i++){let f=0,c;while((c=g(s,i,f,1e5,l))<0)f+=1e5;a.push(c)}postMessage(a)}`;

let blocked = false;

/**
 * Works in a worker; rejects where there is none. A page with nonces has a strict policy, which lets no worker be made
 * of a text, and with Trusted Types would report the attempt.
 */
export async function solveInWorker(work: Work, signal?: AbortSignal): Promise<number[]> {
  const strict = document.querySelector('script[nonce],meta[http-equiv="content-security-policy" i]');
  if (blocked || strict) throw new Error('no worker');
  blocked = true;
  const url = URL.createObjectURL(new Blob([source()], { type: 'text/javascript' }));
  let worker: Worker | undefined;
  try {
    worker = new Worker(url);
    const counters = await outcome(worker, work, signal);
    blocked = false;
    return counters;
  } finally {
    if (signal?.aborted) blocked = false;
    worker?.terminate();
    URL.revokeObjectURL(url);
  }
}

function outcome(worker: Worker, work: Work, signal?: AbortSignal): Promise<number[]> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(reject, PATIENCE, new Error('no worker'));
    signal?.addEventListener('abort', () => reject(signal.reason));
    worker.onerror = (event) => {
      event.preventDefault();
      reject(new Error('no worker'));
    };
    worker.onmessage = ({ data }) => {
      clearTimeout(timer);
      if (data !== BEGUN) resolve(data);
    };
    worker.postMessage([seedOf(work), work.puzzles, work.limit]);
  });
}
