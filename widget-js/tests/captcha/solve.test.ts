import { createHash } from 'node:crypto';
import { expect, it, vi } from 'vitest';
import { createGrinder } from '../../src/captcha/grinder.js';
import { solveInSlices } from '../../src/captcha/solve-in-slices.js';
import { tokenOf, workOf } from '../../src/captcha/work.js';
import { solveCaptcha } from '../../src/index.js';
import { challenge, isSolved } from '../support/challenges.js';
import { config } from '../support/config.js';
import { fakeServer } from '../support/fake-server.js';

const workFor = ({ message, puzzles, difficulty }: ReturnType<typeof challenge>) =>
  workOf(message, puzzles, difficulty);

it('hashes as everybody does', () => {
  const grind = createGrinder();
  const seed = Int32Array.from({ length: 8 }, (_, i) => Math.imul(i + 1, 0x9e3779b1));
  for (let counter = 0; counter < 200; counter++) {
    const block = Buffer.alloc(40);
    for (const [i, word] of seed.entries()) block.writeInt32BE(word, i * 4);
    block.writeUInt32BE(7, 32);
    block.writeUInt32BE(counter, 36);
    const first = createHash('sha256').update(block).digest().readUInt32BE(0);
    expect(grind(seed, 7, counter, 1, first)).toBe(-1);
    expect(grind(seed, 7, counter, 1, first + 1)).toBe(counter);
  }
});

it.each([1, 50, 3000])('solves what the server can check, at difficulty %i', async (difficulty) => {
  const given = challenge(difficulty);
  const work = workFor(given);
  expect(isSolved(tokenOf(work, await solveInSlices(work)), given)).toBe(true);
});

it('is told from idleness', () => {
  const given = challenge();
  expect(isSolved(tokenOf(workFor(given), Array(16).fill(0)), given)).toBe(false);
});

it('gives way to everything else', async () => {
  let now = 0;
  vi.spyOn(performance, 'now').mockImplementation(() => {
    now += 1;
    return now;
  });
  const turns = vi.spyOn(globalThis, 'MessageChannel');
  await solveInSlices(workFor(challenge(500)));
  expect(turns.mock.calls.length).toBeGreaterThan(3);
  expect(now / turns.mock.calls.length).toBeLessThanOrEqual(16);
});

it('ends when it is no longer wanted', async () => {
  const life = new AbortController();
  life.abort();
  vi.spyOn(performance, 'now').mockImplementation(() => Date.now() * 1000);
  await expect(solveInSlices(workFor(challenge(1e6)), life.signal)).rejects.toMatchObject({
    name: 'AbortError',
  });
});

it('is there for those who use the calls alone', async () => {
  const given = challenge();
  const server = fakeServer({ captchaChallenge: given });
  const { widgetId, tokenAuth } = config;
  const token = await solveCaptcha({ apiBase: 'https://otp.example.com', widgetId, tokenAuth });
  expect(isSolved(token, given)).toBe(true);
  expect(server.seen[0]?.url.searchParams.get('widgetId')).toBe(widgetId);
  expect(server.seen[0]?.init.method).toBeUndefined();
});
