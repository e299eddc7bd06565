import type { Browser } from '@playwright/test';
import { openHostPage } from '../harness/host-page.ts';

/** One cold load of a page. Milliseconds, kilobytes. */
export interface Load {
  /** From navigation until the page, or what it embeds, can be used. */
  ready: number;
  /** Main-thread time beyond 50 ms in each long task, until a second after ready. */
  blocking: number;
  scriptTime: number;
  heap: number;
}

/** Lighthouse's slow 4G and mid-range phone. */
const network = { offline: false, latency: 150, downloadThroughput: 209_715, uploadThroughput: 86_400 };
const slowdown = 4;

/**
 * Loads a page of this body once, in a browser context of its own and throttled.
 *
 * @param isReady source of an expression that becomes true in the page when it is ready
 */
export async function loadOnce(browser: Browser, body: string, isReady: string): Promise<Load> {
  const page = await browser.newPage();
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Network.enable');
  await devtools.send('Network.emulateNetworkConditions', network);
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
  await devtools.send('Performance.enable');
  await page.addInitScript(`
    window.blocking = 0;
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) window.blocking += Math.max(0, duration - 50);
    }).observe({ type: 'longtask', buffered: true });
    const look = () => {
      if (${isReady}) requestAnimationFrame(() => { window.readyAt = performance.now() });
      else requestAnimationFrame(look);
    };
    look();`);
  await openHostPage(page, body);
  await page.waitForFunction('performance.now() > window.readyAt + 1000');
  const { metrics } = await devtools.send('Performance.getMetrics');
  const metric = (name: string) => metrics.find((entry) => entry.name === name)?.value ?? Number.NaN;
  const [ready, blocking] = (await page.evaluate('[window.readyAt, window.blocking]')) as [number, number];
  await page.close();
  return {
    ready,
    blocking,
    scriptTime: metric('ScriptDuration') * 1000,
    heap: metric('JSHeapUsedSize') / 1024,
  };
}

/** The middle of some numbers. */
export function median(numbers: number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
