import type { Body } from '../headless/call-api.js';
import { solveInSlices } from './solve-in-slices.js';
import { solveInWorker } from './solve-in-worker.js';
import { tokenOf, workOf } from './work.js';

/** Does the work of a challenge, as `captchaChallenge` answers it, and makes the captcha token. */
export async function solve(answer: Body, signal?: AbortSignal): Promise<string> {
  const { message, puzzles, difficulty } = answer;
  const work = workOf(String(message), Number(puzzles), Number(difficulty));
  const counters = await solveInWorker(work, signal).catch(() => {
    signal?.throwIfAborted();
    return solveInSlices(work, signal);
  });
  return tokenOf(work, counters);
}
