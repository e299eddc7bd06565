import type { Page } from '@playwright/test';
import { environment } from './environment.ts';

/** Links that lead out of the dashboard, or do something other than showing a page. */
const elsewhere = /^\/(?!dashboard)/;

/**
 * Finds every page of the dashboard that links lead to, beginning at Home: one of each kind, as an address without
 * its ids tells. So a new page is looked at without being listed anywhere.
 */
export async function everyPage(page: Page): Promise<string[]> {
  const found = new Map<string, string>();
  const waiting = ['/dashboard'];
  for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
    if (found.has(kindOf(path))) continue;
    const answer = await page.request.get(environment.server + path);
    if (!answer.ok()) throw new Error(`A link leads to ${path}, which answers ${answer.status()}.`);
    if (!answer.headers()['content-type']?.startsWith('text/html')) continue;
    if (answer.headers()['content-disposition']) continue;
    found.set(kindOf(path), path);
    waiting.push(...linksOf(await answer.text(), path));
  }
  return [...found.values()];
}

function linksOf(html: string, path: string): string[] {
  return (
    [...html.matchAll(/<a\b[^>]*?\shref="([^"#]*)/g)]
      .map(([, href]) => new URL((href ?? '').replaceAll('&amp;', '&'), environment.server + path))
      .filter((url) => url.origin === environment.server && !elsewhere.test(url.pathname))
      // The same page in another language, which would be chosen from then on.
      .filter((url) => !url.searchParams.has('lang'))
      .map((url) => url.pathname + url.search)
  );
}

/** The address without ids, and of its query only the words that choose a kind of page. */
export function kindOf(path: string): string {
  const url = new URL(path, environment.server);
  const wishes = [...url.searchParams]
    .filter(([name]) => name !== 'done')
    .map(([name, value]) => (/^[a-z]{2,12}$/.test(value) ? `${name}=${value}` : name));
  return [url.pathname.replaceAll(/\/[0-9a-f]{24}\b/g, '/id'), ...wishes.toSorted()].join('-');
}
