import type { Page } from '@playwright/test';
import { environment } from './environment.ts';

/** Options of a bare page of the site's origin. */
export interface HostPage {
  head?: string;
  lang?: string;
  /** Attributes of the html element, such as `dir="rtl"`. */
  attributes?: string;
}

/** Opens a page with this body at the sample site's origin, made for one test. */
export async function openHostPage(page: Page, body: string, options: HostPage = {}): Promise<void> {
  const { head = '', lang = 'en', attributes = '' } = options;
  const html = `<!DOCTYPE html><html lang="${lang}" ${attributes}><head><meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1"><title>Host page</title>
    <link rel="icon" href="data:,">${head}</head><body><main><h1>Host page</h1>${body}</main></body></html>`;
  const url = `${environment.site}/host-page`;
  await page.route(url, (route) => route.fulfill({ contentType: 'text/html', body: html }));
  await page.goto(url);
}

/** The script element of the widget; `attributes` may hold `data-…`, `onload` and the like. */
export function scriptTag(attributes = ''): string {
  return `<script src="${environment.server}/otp-provider.js" ${attributes}></script>`;
}

/** A configuration as source, whose callbacks collect what they get in `window.calls`. */
export function configuration(additions = ''): string {
  return `{
    widgetId: '${environment.widgetId}', tokenAuth: '${environment.token}',
    success: (data) => (window.calls ??= []).push(['success', data]),
    failure: (error) => (window.calls ??= []).push(['failure', error]),
    ${additions} }`;
}

/** What the callbacks of {@link configuration} have got so far: name and payload. */
export function calls(page: Page): Promise<[string, Record<string, unknown>][]> {
  return page.evaluate(
    () => (window as unknown as { calls?: [string, Record<string, unknown>][] }).calls ?? [],
  );
}
