import { codeFor, wrongCode } from '../harness/inbox.ts';
import { expect, test } from '../harness/test.ts';

test.beforeEach(async ({ page, widget, mobile }) => {
  await page.goto('/popup');
  await page.getByRole('button', { name: 'Sign in with a code' }).click();
  await widget.askFor(mobile);
});

test('says what the browser and the keyboard need to know', async ({ widget }) => {
  await expect(widget.code).toBeFocused();
  await expect(widget.code).toHaveAttribute('autocomplete', 'one-time-code');
  await expect(widget.code).toHaveAttribute('inputmode', 'numeric');
  await expect(widget.code).toHaveAttribute('type', 'text');
  await expect(widget.code).not.toHaveAttribute('maxlength');
  await expect(widget.code).toHaveAccessibleName('6-digit code');
  await expect(widget.code).toHaveAccessibleDescription(/We sent it by SMS to .*Valid until/);
  expect(
    await widget.code.evaluate((field) => Number.parseFloat(getComputedStyle(field).fontSize)),
  ).toBeGreaterThanOrEqual(16);
});

for (const [name, around] of [
  ['spaces', (code: string) => ` ${code.slice(0, 3)} ${code.slice(3)} `],
  ['dashes', (code: string) => `${code.slice(0, 3)}-${code.slice(3)}`],
  ['words', (code: string) => `Your code is ${code.slice(0, 3)} ${code.slice(3)}.`],
] as const) {
  test(`a code pasted with ${name} verifies by itself`, async ({ page, context, widget, mobile }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.evaluate((text) => navigator.clipboard.writeText(text), around(await codeFor(mobile)));
    await widget.code.press('ControlOrMeta+V');
    await expect(page).toHaveURL(/\/account$/);
  });
}

test('a code that autofill puts in verifies by itself', async ({ page, widget, mobile }) => {
  await widget.code.evaluate(
    (field, code) => {
      (field as HTMLInputElement).value = code;
      for (const type of ['input', 'change']) field.dispatchEvent(new Event(type, { bubbles: true }));
    },
    await codeFor(mobile),
  );
  await expect(page).toHaveURL(/\/account$/);
});

test('a typed code waits for the visitor', async ({ page, widget, mobile }) => {
  const submits: string[] = [];
  page.on('request', (request) => /verifyOtp/i.test(request.url()) && submits.push(request.url()));
  await widget.code.pressSequentially(await codeFor(mobile));
  await expect(widget.code).toHaveValue(/^\d{6}$/);
  expect(submits).toEqual([]);
  await widget.code.press('Enter');
  await expect(page).toHaveURL(/\/account$/);
  expect(submits).toHaveLength(1);
});

test('a wrong code is not tried twice by itself', async ({ widget, mobile }) => {
  const wrong = wrongCode(await codeFor(mobile));
  await widget.code.fill(wrong);
  await expect(widget.error).toContainText('Attempts left: 2.');
  await widget.code.fill('');
  await widget.code.fill(wrong);
  await expect(widget.code).toHaveValue(wrong);
  await expect(widget.error).not.toContainText('Attempts left: 1.');
});

test('a code that is too short is not sent', async ({ page, widget }) => {
  const submits: string[] = [];
  page.on('request', (request) => /verifyOtp/i.test(request.url()) && submits.push(request.url()));
  await widget.enter('12');
  await expect(widget.error).toHaveText('Enter all 6 digits.');
  expect(submits).toEqual([]);
});

test('two impatient clicks are one attempt', async ({ page, widget, mobile }) => {
  const submits: string[] = [];
  page.on('request', (request) => /verifyOtp/i.test(request.url()) && submits.push(request.url()));
  await widget.code.pressSequentially(await codeFor(mobile));
  await widget.primary.dblclick();
  await expect(page).toHaveURL(/\/account$/);
  expect(submits).toHaveLength(1);
});

test('digits of other scripts are understood', async ({ page, widget, mobile }) => {
  const devanagari = [...(await codeFor(mobile))]
    .map((digit) => String.fromCharCode(0x966 + Number(digit)))
    .join('');
  await widget.code.fill(devanagari);
  await expect(page).toHaveURL(/\/account$/);
});
