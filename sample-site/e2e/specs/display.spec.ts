import { expectAccessible, expectNoSidewaysScroll } from '../harness/accessibility.ts';
import { codeFor, wrongCode } from '../harness/inbox.ts';
import { expect, test } from '../harness/test.ts';

for (const [width, height] of [
  [390, 844],
  [320, 568],
  // A desktop window of 1280 x 1024 at 400 % (WCAG 1.4.10).
  [320, 256],
] as const) {
  test(`fits ${width} x ${height}`, async ({ page, widget, mobile, picture }) => {
    await page.setViewportSize({ width, height });
    await page.goto('/popup');
    await page.getByRole('button', { name: 'Sign in with a code' }).click();
    await expect(widget.mobile).toBeVisible();
    await expectNoSidewaysScroll(page);
    await picture(`display/identifier-${width}x${height}`);
    await widget.askFor(mobile);
    await expectNoSidewaysScroll(page);
    await widget.primary.scrollIntoViewIfNeeded();
    await expect(widget.primary).toBeInViewport();
    await widget.enter(wrongCode(await codeFor(mobile)));
    await expect(widget.error).not.toBeEmpty();
    await expectNoSidewaysScroll(page);
    await picture(`display/wrong-code-${width}x${height}`);
  });
}

test('grows with the visitor’s text size', async ({ page, widget, mobile, picture }) => {
  await page.goto('/popup');
  await page.evaluate(() => {
    document.documentElement.style.fontSize = '200%';
  });
  await page.getByRole('button', { name: 'Sign in with a code' }).click();
  await widget.askFor(mobile);
  await expectNoSidewaysScroll(page);
  await picture('display/text-200');
});

test('controls are large enough for a thumb', async ({ page, widget, mobile }) => {
  await page.goto('/popup');
  await page.getByRole('button', { name: 'Sign in with a code' }).click();
  const smallest = () =>
    widget.surface
      .locator('button:visible')
      .evaluateAll((buttons) => Math.min(...buttons.map((button) => button.getBoundingClientRect().height)));
  expect(await smallest()).toBeGreaterThanOrEqual(24);
  expect((await widget.primary.boundingBox())?.height).toBeGreaterThanOrEqual(44);
  await widget.askFor(mobile);
  expect(await smallest()).toBeGreaterThanOrEqual(24);
});

test('keeps still for visitors who want less motion', async ({ page, widget, mobile }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.goto('/popup');
  await page.getByRole('button', { name: 'Sign in with a code' }).click();
  await widget.askFor(mobile);
  await widget.enter(wrongCode(await codeFor(mobile)));
  await expect(widget.error).not.toBeEmpty();
  const moving = await page.evaluate(
    () =>
      document
        .getAnimations()
        .filter((animation) => Number(animation.effect?.getComputedTiming().duration) > 50).length,
  );
  expect(moving).toBe(0);
});

test('shows its borders and focus in forced colours', async ({ page, widget, mobile, picture }) => {
  await page.emulateMedia({ forcedColors: 'active' });
  await page.goto('/popup');
  await page.getByRole('button', { name: 'Sign in with a code' }).click();
  await expect(widget.mobile).toBeFocused();
  await picture('display/forced-colors-identifier');
  await widget.askFor(mobile);
  await expect(widget.primary).toHaveCSS('border-top-style', 'solid');
  await picture('display/forced-colors-code');
});

test('is dark where the visitor’s system is', async ({ page, widget, picture }) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.goto('/csp');
  await page.getByRole('button', { name: 'Open the members' }).click();
  await expect(widget.mobile).toBeVisible();
  await expectAccessible(page, 'dark popup on a dark page');
  await picture('display/dark');
});
