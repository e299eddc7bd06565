import { createGrinder } from './grinder.js';
import { seedOf, type Work } from './work.js';

/** How long the page may wait for its turn. Milliseconds, of the 16 that a frame has. */
const SLICE = 8;
const FIRST_TRIES = 100;

/** Works where the page runs too, in slices so short that nobody notices. */
export async function solveInSlices(work: Work, signal?: AbortSignal): Promise<number[]> {
  const grind = createGrinder();
  const seed = seedOf(work);
  const counters: number[] = [];
  let tries = FIRST_TRIES;
  let from = 0;
  let sliceEnd = performance.now() + SLICE;
  while (counters.length < work.puzzles) {
    const before = performance.now();
    const counter = grind(seed, counters.length, from, tries, work.limit);
    const now = performance.now();
    if (counter < 0) {
      from += tries;
      // A quarter of a slice at a time, as fast as it goes just now.
      tries = Math.ceil(Math.min(tries * 2, (tries * SLICE) / 4 / Math.max(0.01, now - before)));
    } else {
      counters.push(counter);
      from = 0;
    }
    if (now > sliceEnd) {
      await pause();
      signal?.throwIfAborted();
      sliceEnd = performance.now() + SLICE;
    }
  }
  return counters;
}

/** Lets everything else have its turn; timers would wait 4 ms, and a second in hidden tabs. */
function pause(): Promise<void> {
  const { scheduler } = globalThis as { scheduler?: { yield?: () => Promise<void> } };
  if (scheduler?.yield) return scheduler.yield();
  return new Promise((resume) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resume();
    };
    port2.postMessage(0);
  });
}
