import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { countdown, minutes } from '../../src/element/countdown.js';
import { renewable } from '../../src/element/renewable.js';

beforeEach(() => void vi.useFakeTimers({ now: 1_000_000 }));
afterEach(() => void vi.useRealTimers());

describe('countdown', () => {
  it('ticks at once, each second, and last with 0', () => {
    const tick = vi.fn();
    countdown(1_002_500, tick, new AbortController().signal);
    expect(tick.mock.calls).toEqual([[3]]);
    vi.advanceTimersByTime(500);
    expect(tick.mock.lastCall).toEqual([2]);
    vi.advanceTimersByTime(10_000);
    expect(tick.mock.calls).toEqual([[3], [2], [1], [0]]);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('asks the clock after the page was frozen', () => {
    const tick = vi.fn();
    countdown(1_060_000, tick, new AbortController().signal);
    vi.setSystemTime(1_055_000);
    vi.advanceTimersToNextTimer();
    expect(tick.mock.lastCall?.[0]).toBeLessThanOrEqual(5);
  });

  it('stops with its signal, leaves no timer longer than a second, and listens to nothing', () => {
    const tick = vi.fn();
    const controller = new AbortController();
    const listen = vi.spyOn(controller.signal, 'addEventListener');
    countdown(1_060_000, tick, controller.signal);
    controller.abort();
    vi.advanceTimersByTime(1000);
    expect(tick).toHaveBeenCalledTimes(1);
    expect(listen).not.toHaveBeenCalled();
    expect(vi.getTimerCount()).toBe(0);
  });

  it('does not tick after a tick that ended it', () => {
    const controller = new AbortController();
    const tick = vi.fn(() => controller.abort());
    countdown(1_060_000, tick, controller.signal);
    vi.advanceTimersByTime(60_000);
    expect(tick).toHaveBeenCalledTimes(1);
  });
});

it('minutes pads the seconds', () => {
  expect([minutes(0), minutes(27), minutes(125)]).toEqual(['0:00', '0:27', '2:05']);
});

it('renewable keeps only the latest signal alive, and none after the outer one', () => {
  const outer = new AbortController();
  const next = renewable(outer.signal);
  const [first, second] = [next(), next()];
  expect([first.aborted, second.aborted]).toEqual([true, false]);
  outer.abort();
  expect([second.aborted, next().aborted]).toEqual([true, true]);
});
