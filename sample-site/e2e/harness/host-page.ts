import { randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from '@playwright/test';
import { environment } from './environment.ts';

/** Options of a bare page of a site that has nothing but the widget. */
export interface HostPage {
  head?: string;
  lang?: string;
  /** Attributes of the html element, such as `dir="rtl"`. */
  attributes?: string;
}

const pages = new Map<string, string>();
let site: Promise<Server> | undefined;

/**
 * Opens a page with this body, made for one test, on an origin of its own. It comes from a real server: Chromium
 * takes a page that a test put in place of an answer for one from the internet, and keeps it from loopback addresses.
 */
export async function openHostPage(page: Page, body: string, options: HostPage = {}): Promise<void> {
  await page.goto(await hostPage(body, options));
}

/** Makes such a page and returns its address; by `localhost` instead of `127.0.0.1` it is on another origin. */
export async function hostPage(body: string, options: HostPage = {}): Promise<string> {
  const { head = '', lang = 'en', attributes = '' } = options;
  const path = `/${randomUUID()}`;
  pages.set(
    path,
    `<!DOCTYPE html><html lang="${lang}" ${attributes}><head><meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1"><title>Host page</title>
    <link rel="icon" href="data:,">${head}</head><body><main><h1>Host page</h1>${body}</main></body></html>`,
  );
  site ??= startSite();
  const { port } = (await site).address() as AddressInfo;
  return `http://127.0.0.1:${port}${path}`;
}

function startSite(): Promise<Server> {
  const server = createServer((request, response) => {
    const html = pages.get(request.url ?? '');
    response.writeHead(html ? 200 : 404, { 'Content-Type': 'text/html' }).end(html);
  });
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server.unref())));
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
