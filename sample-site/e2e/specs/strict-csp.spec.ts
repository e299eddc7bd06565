import { codeFor, wrongCode } from '../harness/inbox.ts';
import { expect, test } from '../harness/test.ts';

test('the whole flow breaks no rule of the strict policy', async ({
  page,
  widget,
  mobile,
  violations,
  picture,
}) => {
  const answer = await page.goto('/csp');
  const policy = answer?.headers()['content-security-policy'] ?? '';
  expect(policy).toContain("'strict-dynamic'");
  expect(policy).toContain("require-trusted-types-for 'script'");
  expect(policy).toContain("trusted-types 'none'");
  expect(policy).not.toContain('unsafe');

  await page.getByRole('button', { name: 'Open the members' }).click();
  await expect(widget.mobile).toBeFocused();
  expect(await widget.surface.evaluate((box) => getComputedStyle(box).borderRadius), 'it is styled').not.toBe(
    '0px',
  );
  await widget.askFor(mobile);
  const code = await codeFor(mobile);
  await widget.enter(wrongCode(code));
  await expect(widget.error).toContainText('Attempts left: 2.');
  await picture('csp/wrong-code');
  await widget.enter(code);
  await expect(page.getByRole('heading', { name: `Signed in as +${mobile}` })).toBeVisible();
  expect(violations.policy).toEqual([]);
  expect(violations.console).toEqual([]);
});

test('the script is held to its hash', async ({ page }) => {
  await page.goto('/csp');
  const script = page.locator('script[src*="otp-provider"]');
  await expect(script).toHaveAttribute('integrity', /^sha384-/);
  await expect(script).toHaveAttribute('crossorigin', 'anonymous');
  await expect(script).toHaveAttribute('src', /\/assets\/otp-provider\.[^/]+\.js$/);
});

test('a click before the script has arrived is not lost', async ({ page, widget }) => {
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route(/otp-provider/, async (route) => {
    await held;
    await route.continue();
  });
  await page.goto('/csp', { waitUntil: 'commit' });
  await page.getByRole('button', { name: 'Open the members' }).click();
  release();
  await expect(widget.mobile).toBeVisible();
});
