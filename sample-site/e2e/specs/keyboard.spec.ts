import type { Page } from '@playwright/test';
import { codeFor } from '../harness/inbox.ts';
import { expect, test } from '../harness/test.ts';

/** Describes what has the focus, looking into shadow roots: its text, name or tag. */
function focused(page: Page): Promise<string> {
  return page.evaluate(() => {
    let element = document.activeElement;
    while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
    const name = element?.getAttribute('name') ?? element?.getAttribute('aria-label');
    return name ?? (element === document.body ? 'browser' : (element?.textContent ?? ''));
  });
}

test('the whole flow works without a mouse', async ({ page, widget, mobile }) => {
  await page.goto('/popup');
  const start = page.getByRole('button', { name: 'Sign in with a code' });
  await expect(start).toBeEnabled();
  for (let steps = 0; (await focused(page)) !== 'Sign in with a code'; steps++) {
    expect(steps, 'Tab presses to the button').toBeLessThan(15);
    await page.keyboard.press('Tab');
  }
  await page.keyboard.press('Enter');
  await expect(widget.mobile).toBeFocused();
  await page.keyboard.type(`+${mobile}`);
  await page.keyboard.press('Enter');
  await expect(widget.code).toBeFocused();
  await page.keyboard.type(await codeFor(mobile));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: `Signed in as +${mobile}` })).toBeVisible();
});

test('Tab stays in the dialog', async ({ page, widget }) => {
  await page.goto('/popup');
  await page.getByRole('button', { name: 'Sign in with a code' }).click();
  await expect(widget.mobile).toBeFocused();
  const visited = new Set<string>();
  for (let step = 0; step < 12; step++) {
    await page.keyboard.press('Tab');
    visited.add(await focused(page));
  }
  expect(visited).toContain('Close');
  expect(visited).toContain('Send code');
  expect(visited).toContain('Country');
  expect([...visited].filter((name) => /Copy|Popup|Saltmarsh/.test(name))).toEqual([]);
});

test('arrow keys choose between number and e-mail, typing chooses the country', async ({ page, widget }) => {
  await page.goto('/popup');
  await page.getByRole('button', { name: 'Sign in with a code' }).click();
  await expect(widget.mobile).toBeFocused();
  await widget.country.focus();
  await page.keyboard.type('Braz');
  await expect(widget.country).toHaveValue('BR');
  await widget.surface.getByRole('radio', { name: 'Mobile number' }).focus();
  await page.keyboard.press('ArrowRight');
  await expect(widget.surface.getByRole('radio', { name: 'Email address' })).toBeChecked();
  await expect(widget.email).toBeVisible();
});

test('choosing a country sends nothing', async ({ page, widget }) => {
  await page.goto('/popup');
  await page.getByRole('button', { name: 'Sign in with a code' }).click();
  // The countries are listed once somebody turns to them.
  await widget.country.focus();
  await widget.country.selectOption('FR');
  await expect(widget.code).toHaveCount(0);
  await expect(widget.error).toBeEmpty();
});
