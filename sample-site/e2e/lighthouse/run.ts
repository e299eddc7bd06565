import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Cookie } from '@playwright/test';
import { launchOptions } from '../harness/chromium.ts';
import { median } from '../measure/page-load.ts';

const cli = join(import.meta.dirname, 'node_modules', 'lighthouse', 'cli', 'index.js');
const run = promisify(execFile);

/** What Lighthouse says of a page on a slow phone: scores up to 100, medians of some runs. */
export interface Scores {
  performance: number;
  accessibility: number;
  'best practices': number;
  'LCP ms': number;
  'TBT ms': number;
  CLS: number;
  kB: number;
  /** Titles of the audits that cost points, and what they say. */
  lost: string[];
}

interface Report {
  categories: Record<string, { score: number; auditRefs: { id: string; weight: number }[] }>;
  audits: Record<
    string,
    { score: number | null; title: string; numericValue?: number; displayValue?: string }
  >;
}

/** Lets Lighthouse load a page so many times, each in a browser of its own with these cookies. */
export async function lighthouse(url: string, cookies: Cookie[], runs: number): Promise<Scores> {
  const reports: Report[] = [];
  for (let n = 0; n < runs; n++) reports.push(await once(url, cookies));
  const middle = (of: (report: Report) => number) => median(reports.map(of));
  const score = (category: string) =>
    middle((report) => Math.round(100 * (report.categories[category]?.score ?? 0)));
  const figure = (audit: string) => middle((report) => report.audits[audit]?.numericValue ?? Number.NaN);
  return {
    performance: score('performance'),
    accessibility: score('accessibility'),
    'best practices': score('best-practices'),
    'LCP ms': Math.round(figure('largest-contentful-paint')),
    'TBT ms': Math.round(figure('total-blocking-time')),
    CLS: figure('cumulative-layout-shift'),
    kB: Math.round(figure('total-byte-weight') / 100) / 10,
    lost: lost(reports[0] as Report),
  };
}

async function once(url: string, cookies: Cookie[]): Promise<Report> {
  const { executablePath, args, env } = launchOptions();
  const headers = { Cookie: cookies.map(({ name, value }) => `${name}=${value}`).join('; ') };
  const { stdout } = await run(
    process.execPath,
    [
      cli,
      url,
      '--quiet',
      '--output=json',
      '--no-enable-error-reporting',
      '--only-categories=performance,accessibility,best-practices',
      `--chrome-flags=--headless=new ${args.join(' ')}`,
      `--extra-headers=${JSON.stringify(headers)}`,
    ],
    { env: { ...env, CHROME_PATH: executablePath }, maxBuffer: 100_000_000 },
  );
  return JSON.parse(stdout) as Report;
}

function lost({ categories, audits }: Report): string[] {
  return Object.values(categories)
    .flatMap(({ auditRefs }) => auditRefs.filter(({ weight }) => weight > 0))
    .map(({ id }) => audits[id])
    .filter((audit) => audit !== undefined && audit.score !== null && audit.score < 0.9)
    .map((audit) => `${audit?.title} ${audit?.displayValue ?? ''}`.trim());
}
