import { environment } from '../harness/environment.ts';
import { codeFor, linkFor } from '../harness/inbox.ts';
import { type Nodes, startNodes } from '../harness/nodes.ts';
import { expect, test } from '../harness/test.ts';

// Two servers are started once, for all of them.
test.describe.configure({ mode: 'serial' });

let nodes: Nodes;

test.beforeAll(async () => {
  test.setTimeout(120_000);
  nodes = await startNodes((path) => path.startsWith('/l/') || path.includes('/verifyOtp'));
});

test.afterAll(async () => {
  await nodes?.stop();
});

for (const events of ['over server-sent events', 'with those blocked'] as const) {
  test(`a link confirmed on one node lets in the page that waits on the other, ${events}`, async ({
    page,
    browser,
    widget,
    email,
  }) => {
    if (events === 'with those blocked') await page.route(/requestEvents/, (route) => route.abort());
    await page.goto(`${nodes.site}/link`);
    await page.getByRole('button', { name: 'Send me a link' }).click();
    const digits = await widget.askForLink(email);
    const link = (await linkFor(email)).replace(environment.server, nodes.url);

    const context = await browser.newContext({ locale: 'en-GB' });
    const phone = await context.newPage();
    await phone.goto(link);
    await phone.getByRole('textbox').fill(digits);
    await phone.locator('button[name=action][value=confirm]').click();
    await expect(phone.getByRole('button')).toHaveCount(0);
    await context.close();

    await expect(page.getByRole('heading', { name: `Signed in as ${email}` })).toBeVisible();
    expect(nodes.answeredBySecond.filter((path) => link.endsWith(path)).length).toBeGreaterThanOrEqual(2);
  });
}

test('a code asked for on one node is verified on the other', async ({ page, widget, mobile }) => {
  await page.goto(`${nodes.site}/popup`);
  await page.getByRole('button', { name: 'Sign in with a code' }).click();
  await widget.askFor(mobile);
  await widget.enter(await codeFor(mobile));
  await expect(page.getByRole('heading', { name: `Signed in as +${mobile}` })).toBeVisible();
  expect(nodes.answeredBySecond.some((path) => path.includes('/verifyOtp'))).toBe(true);
});
