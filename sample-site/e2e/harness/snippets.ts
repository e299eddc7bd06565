import { mkdirSync, mkdtempSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { build } from 'esbuild';
import { environment } from './environment.ts';

/** Opens the page with code for a widget and its demo token. */
export async function openSnippets(page: Page, widgetId = environment.widgetId): Promise<void> {
  await page.goto(`${environment.server}/dashboard/integrate?widget=${widgetId}`);
}

/** A snippet as the page shows it: what an operator would copy. */
export async function snippet(page: Page, name: string): Promise<string> {
  return (await page.locator(`#${name} pre`).textContent()) ?? '';
}

/** Bundles a module as a customer's build does, with the package `otp-widget` as it was built. */
export async function bundled(source: string): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'otp-widget-snippet-'));
  const modules = join(folder, 'node_modules');
  mkdirSync(modules);
  const here = join(import.meta.dirname, '..');
  symlinkSync(join(here, '..', '..', 'widget-js'), join(modules, 'otp-widget'));
  for (const name of ['react', 'react-dom']) {
    symlinkSync(join(here, 'node_modules', name), join(modules, name));
  }
  const bundle = await build({
    stdin: { contents: source, resolveDir: folder, loader: 'jsx' },
    bundle: true,
    format: 'esm',
    jsx: 'automatic',
    nodePaths: [join(here, 'node_modules')],
    define: { 'process.env.NODE_ENV': '"production"' },
    write: false,
  });
  if (bundle.warnings.length > 0) throw new Error('A customer’s build is warned of our package; see above.');
  return bundle.outputFiles[0]?.text ?? '';
}
