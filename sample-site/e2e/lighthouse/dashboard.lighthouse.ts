import type { Application } from '../harness/application.ts';
import { environment } from '../harness/environment.ts';
import { enter } from '../harness/operator.ts';
import { startOwnServer } from '../harness/own-server.ts';
import { everyPage, kindOf } from '../harness/pages.ts';
import { seed } from '../harness/seed.ts';
import { expect, test } from '../harness/test.ts';
import { lighthouse } from './run.ts';

/** `LIGHTHOUSE_PAGES=all` looks at every page; else at these. */
const some = ['', '/verifications', '/verifications/id', '/widgets', '/widgets/id', '/audit'];
const runs = Number(process.env.LIGHTHOUSE_RUNS ?? 3);

let server: Application;

test.beforeAll(async () => {
  server = await startOwnServer('lighthouse');
});

test.afterAll(async () => await server?.stop());

test('the dashboard with fifty rows on a slow phone', async ({ page }) => {
  await enter(page);
  await seed(page);
  const cookies = await page.context().cookies();
  const found = await everyPage(page);
  const wanted = some.map((path) => `/dashboard${path}`);
  const paths =
    process.env.LIGHTHOUSE_PAGES === 'all' ? found : found.filter((path) => wanted.includes(kindOf(path)));
  const table: Record<string, object> = {};
  for (const path of paths) {
    const { lost, ...scores } = await lighthouse(environment.server + path, cookies, runs);
    table[kindOf(path)] = scores;
    console.log(kindOf(path), JSON.stringify(scores), ...lost);
    expect.soft(scores.accessibility, `accessibility of ${path}`).toBe(100);
    expect.soft(scores['best practices'], `best practices of ${path}`).toBe(100);
    expect.soft(scores.performance, `performance of ${path}`).toBeGreaterThanOrEqual(98);
  }
  console.log(`Lighthouse, mobile, median of ${runs}:`);
  console.table(table);
});
