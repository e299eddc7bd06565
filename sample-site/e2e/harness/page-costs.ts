import type { Page } from '@playwright/test';

/** Opens a page with nothing in the cache, and counts bytes as they come over the wire. */
export async function transferred(page: Page, url: string): Promise<{ bytes: number; scriptBytes: number }> {
  const client = await page.context().newCDPSession(page);
  await client.send('Network.enable');
  await client.send('Network.setCacheDisabled', { cacheDisabled: true });
  const scripts = new Set<string>();
  let bytes = 0;
  let scriptBytes = 0;
  client.on('Network.responseReceived', ({ requestId, type }) => type === 'Script' && scripts.add(requestId));
  client.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    bytes += encodedDataLength;
    if (scripts.has(requestId)) scriptBytes += encodedDataLength;
  });
  await page.goto(url, { waitUntil: 'load' });
  await client.detach();
  return { bytes, scriptBytes };
}

/** Keeps the cumulative layout shift of each page that is opened from now on. */
export async function watchShifts(page: Page): Promise<void> {
  await page.addInitScript(() => {
    let sum = 0;
    const add = (entries: PerformanceEntryList) => {
      for (const entry of entries) sum += (entry as PerformanceEntry & { value: number }).value;
    };
    const observer = new PerformanceObserver((list) => add(list.getEntries()));
    observer.observe({ type: 'layout-shift', buffered: true });
    const shiftSoFar = () => {
      add(observer.takeRecords());
      return sum;
    };
    Object.assign(window, { shiftSoFar });
  });
}

/** Opens a page as a slow phone does, which paints it before any script has come, and tells how far things moved. */
export async function shiftOf(page: Page, url: string): Promise<number> {
  let paint = () => {};
  const painted = new Promise<void>((resolve) => {
    paint = resolve;
  });
  await page.route('**/*.js', async (route) => {
    await painted;
    await route.continue();
  });
  await page.goto(url, { waitUntil: 'commit' });
  // A strict policy lets no text be run, so the page is asked again and again by a function.
  const isPainted = () => performance.getEntriesByName('first-contentful-paint').length > 0;
  while (!(await page.evaluate(isPainted))) await page.waitForTimeout(20);
  paint();
  // The scripts held above hold `load` too: it comes when all have run. The frame after it lays out what they did.
  await page.waitForLoadState('load');
  await page.unroute('**/*.js');
  return page.evaluate(async () => {
    for (let frame = 0; frame < 2; frame++) await new Promise(requestAnimationFrame);
    return (window as unknown as { shiftSoFar: () => number }).shiftSoFar();
  });
}
