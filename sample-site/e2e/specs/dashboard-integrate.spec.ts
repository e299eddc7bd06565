import { expectAccessible, expectNoSidewaysScroll } from '../harness/accessibility.ts';
import { newToken, newWidget, post } from '../harness/admin.ts';
import { newMobile } from '../harness/contact.ts';
import { environment } from '../harness/environment.ts';
import { hostPage } from '../harness/host-page.ts';
import { codeFor } from '../harness/inbox.ts';
import { enter, otherPage } from '../harness/operator.ts';
import { bundled, openSnippets, snippet } from '../harness/snippets.ts';
import { expect, test } from '../harness/test.ts';
import { callWidget } from '../harness/visitor.ts';
import { Widget } from '../harness/widget.ts';

// They sign in as one operator, who is made by whoever comes first.
test.describe.configure({ mode: 'serial' });

for (const name of ['popup', 'npm'] as const) {
  test(`the snippet runs as pasted: ${name}`, async ({ page, context, mobile }) => {
    await enter(page);
    await openSnippets(page);
    const code = await snippet(page, name);
    const body = name === 'popup' ? code : `<script type="module">${await bundled(code)}</script>`;
    const visitor = await context.newPage();
    const told = visitor.waitForEvent('console', (message) => message.text().startsWith('access token'));
    await visitor.goto(await hostPage(body));
    const widget = new Widget(visitor);
    await widget.askFor(mobile);
    await widget.enter(await codeFor(mobile));
    expect((await told).text()).toMatch(/^access token \S+\.\S+\.\S+$/);
  });
}

test('the snippet runs as pasted: element', async ({ page, context, mobile }) => {
  await enter(page);
  await openSnippets(page);
  const visitor = await context.newPage();
  await visitor.goto(await hostPage(`${await snippet(page, 'inline')}`));
  const widget = new Widget(visitor);
  await widget.askFor(mobile);
  await widget.enter(await codeFor(mobile));
  await expect(widget.success).toBeVisible();
  const token = await visitor.evaluate(() => {
    const form = document.querySelector('form') as HTMLFormElement;
    return String(new FormData(form).get('otp-access-token'));
  });
  expect(token.split('.')).toHaveLength(3);
});

test('the snippet runs as pasted: own design', async ({ page, context, mobile }) => {
  await enter(page);
  await openSnippets(page);
  const visitor = await context.newPage();
  await visitor.goto(await hostPage(await snippet(page, 'custom')));
  await visitor.getByLabel('Mobile number or e-mail').fill('nobody');
  await visitor.getByRole('button', { name: 'Send code' }).click();
  await expect(visitor.getByRole('status')).not.toBeEmpty();
  await visitor.getByLabel('Mobile number or e-mail').fill(mobile);
  await visitor.getByRole('button', { name: 'Send code' }).click();
  await visitor.getByLabel('Code').fill(await codeFor(mobile));
  const told = visitor.waitForEvent('console', (message) => message.text().startsWith('access token'));
  await visitor.getByRole('button', { name: 'Verify' }).click();
  expect((await told).text()).toMatch(/^access token \S+\.\S+\.\S+$/);
  await expect(visitor.getByRole('status')).toHaveText('Verified.');
});

test('the snippet runs as pasted: React', async ({ page, context, mobile }) => {
  await enter(page);
  await openSnippets(page);
  const code = await bundled(`${await snippet(page, 'react')}
    import { createRoot } from 'react-dom/client';
    createRoot(document.querySelector('#root')).render(
      <Verification onVerified={(token) => console.log('access token', token)} />,
    );`);
  const visitor = await context.newPage();
  const told = visitor.waitForEvent('console', (message) => message.text().startsWith('access token'));
  await visitor.goto(await hostPage(`<div id="root"></div><script type="module">${code}</script>`));
  const widget = new Widget(visitor);
  await widget.askFor(mobile);
  await widget.enter(await codeFor(mobile));
  expect((await told).text()).toMatch(/^access token \S+\.\S+\.\S+$/);
});

test('the first call is seen without a reload, and by "Look again" without JavaScript', async ({
  page,
  browser,
}) => {
  await enter(page);
  const widgetId = await newWidget({});
  for (const javaScriptEnabled of [true, false]) {
    const tokenAuth = await newToken([]);
    const dashboard = javaScriptEnabled ? page : await otherPage(browser, { javaScriptEnabled });
    if (!javaScriptEnabled) await enter(dashboard);
    await openSnippets(dashboard, widgetId);
    const tokens = dashboard.getByLabel('Token', { exact: true });
    await tokens.selectOption({ index: (await tokens.locator('option').count()) - 1 });
    await dashboard.getByRole('button', { name: 'Show' }).click();
    expect(await snippet(dashboard, 'popup')).toContain(tokenAuth);
    await expect(dashboard.getByText('Waiting for the first call…')).toBeVisible();
    expect(await callWidget('sendOtp', { widgetId, tokenAuth, identifier: newMobile() })).toMatchObject({
      type: 'success',
    });
    if (!javaScriptEnabled) {
      await expect(async () => {
        await dashboard.getByRole('link', { name: 'Look again' }).click();
        await expect(dashboard.getByText('Calls arrive.')).toBeVisible({ timeout: 500 });
      }).toPass();
    }
    await expect(dashboard.getByText('Calls arrive.')).toBeVisible({ timeout: 15_000 });
    await expect(dashboard.getByText('Waiting for the first call…')).toHaveCount(0);
    if (!javaScriptEnabled) await dashboard.context().close();
  }
});

test('a snippet is found by its anchor, and copied', async ({ page, context, violations }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await enter(page);
  await openSnippets(page);
  await expect(page.locator('#ruby pre')).toBeHidden();
  await page.getByRole('navigation', { name: 'All snippets' }).getByRole('link', { name: 'Ruby' }).click();
  await expect(page.locator('#ruby pre')).toBeInViewport();
  await page.locator('#ruby').getByRole('button', { name: 'Copy' }).click();
  await expect(page.locator('#ruby').getByRole('button')).toContainText('Copied');
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(await snippet(page, 'ruby'));
  await page.locator('details').evaluateAll((all) => {
    for (const one of all) (one as HTMLDetailsElement).open = true;
  });
  await expectAccessible(page, 'all snippets');
  await page.setViewportSize({ width: 320, height: 700 });
  await expectNoSidewaysScroll(page);
  expect(violations.policy).toEqual([]);
});

test('Ctrl-K leads anywhere by keyboard alone, and gives the focus back', async ({
  page,
  picture,
  violations,
}) => {
  await enter(page);
  await page.getByRole('link', { name: 'Tokens' }).focus();
  await page.keyboard.press('Control+k');
  const input = page.getByRole('combobox', { name: 'Search' });
  await expect(input).toBeFocused();
  await expect(page.getByRole('option', { name: 'Home' })).toHaveAttribute('aria-selected', 'true');
  await expectAccessible(page, 'palette with places');
  await picture('dashboard/palette');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect(page.getByRole('link', { name: 'Tokens' })).toBeFocused();

  await page.keyboard.press('Control+k');
  await input.fill('nothing is called that');
  await expect(page.getByRole('dialog').getByRole('status')).toContainText('Nothing is called that');
  await expect(input).toHaveAttribute('aria-expanded', 'false');
  await expectAccessible(page, 'palette without results');
  await input.fill('new widg');
  await expect(page.getByRole('option')).toHaveCount(1);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'New widget' })).toBeVisible();
  expect(violations.policy).toEqual([]);
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`the palette finds widgets and visitors: ${colorScheme}`, async ({ page, mobile }) => {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width: 390, height: 800 });
    const { message: reqId } = await callWidget('sendOtp', { identifier: mobile });
    await enter(page);
    await page.getByRole('button', { name: 'Search' }).click();
    const input = page.getByRole('combobox', { name: 'Search' });
    await input.fill('widget demo');
    await expect(page.getByRole('option').first()).toContainText('OTP Widget demo');
    await page.keyboard.press('ArrowDown');
    await expect(page.getByRole('option').nth(1)).toHaveAttribute('aria-selected', 'true');
    await expectAccessible(page, `palette ${colorScheme}`);
    await input.fill(mobile);
    await page.getByRole('option', { name: `Verifications of ${mobile}` }).click();
    await expect(page.getByRole('row')).toHaveCount(2);
    await page.keyboard.press('Control+k');
    await input.fill(reqId);
    await expect(page.getByRole('option')).toHaveCount(1);
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(new RegExp(`/dashboard/verifications/${reqId}$`));
  });
}

test('a switch is put back, and search is a page, without JavaScript', async ({ browser }) => {
  const name = `Pages ${newMobile()}`;
  const page = await otherPage(browser, { javaScriptEnabled: false });
  await enter(page);
  await page.goto(`${environment.server}/dashboard/tokens/new`);
  await page.getByLabel('Name', { exact: true }).fill(name);
  await page.getByRole('button', { name: 'Create token' }).click();
  await page.getByRole('link', { name: 'Tokens', exact: true }).first().click();
  await page.getByRole('button', { name: `Disable ${name}` }).click();
  await expect(page.getByRole('status')).toContainText('Token disabled');
  await expect(page.getByRole('button', { name: `Enable ${name}` })).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByRole('status')).toContainText('Token enabled');
  await expect(page.getByRole('button', { name: `Disable ${name}` })).toBeVisible();
  await page.goto(`${environment.server}/dashboard/audit`);
  await expect(page.getByRole('row').filter({ hasText: name })).toHaveCount(3);

  await page.getByRole('button', { name: 'Search' }).click();
  await page.getByRole('searchbox').fill(name);
  await page.getByRole('searchbox').press('Enter');
  await page.getByRole('link', { name }).click();
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
  await page.getByRole('link', { name: 'Inbox' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Inbox' })).toBeVisible();
  await page.context().close();
});

test('an offer to undo is accessible, and stays', async ({ page, picture }) => {
  await enter(page);
  await newToken([]);
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await page.goto(`${environment.server}/dashboard/tokens`);
    await page
      .getByRole('button', { name: /^Disable Test/ })
      .first()
      .click();
    await expect(page.getByRole('button', { name: 'Undo' })).toBeVisible();
    await expectAccessible(page, `undo ${colorScheme}`);
    await picture(`dashboard/undo-${colorScheme}`);
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect(page.getByRole('status')).toContainText('Token enabled');
  }
});

test('Home names what needs attention and leads there', async ({ page, picture }) => {
  const name = `Ends ${newMobile()}`;
  const expiresAt = new Date(Date.now() + 5 * 86_400_000).toISOString();
  await post('/v1/authkeys', { name, scopes: ['verify'], expiresAt });
  await enter(page);
  const matters = page.getByRole('list', { name: 'Needs attention' }).getByRole('listitem');
  const matter = matters.filter({ hasText: name });
  await expect(matter).toContainText(/The authkey “Ends \d+” ends: in [45] d/);
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await expectAccessible(page, `home ${colorScheme}`);
    await picture(`dashboard/home-attention-${colorScheme}`);
  }
  await page.setViewportSize({ width: 320, height: 700 });
  await expectNoSidewaysScroll(page);
  await matter.getByRole('link').click();
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
});
