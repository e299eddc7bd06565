import type { Page } from '@playwright/test';
import { expectAccessible, expectNoSidewaysScroll } from '../harness/accessibility.ts';
import { environment } from '../harness/environment.ts';
import { messagesTo, messageTo } from '../harness/inbox.ts';
import { expect, test } from '../harness/test.ts';
import { callWidget } from '../harness/visitor.ts';

function inboxOf(identifier: string): string {
  return `${environment.server}/inbox?to=${encodeURIComponent(identifier)}`;
}

/** Sends a code, and more over the channels that are named. */
async function sendTo(identifier: string, ...retryChannels: string[]): Promise<void> {
  const { message: reqId } = await callWidget('sendOtp', { identifier });
  for (const [index, retryChannel] of retryChannels.entries()) {
    await messageTo(identifier, index + 1);
    await callWidget('retryOtp', { reqId, retryChannel });
  }
  await messageTo(identifier, retryChannels.length + 1);
}

test('a message appears in the inbox without a reload, and its code can be copied', async ({
  page,
  context,
  mobile,
  violations,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto(inboxOf(mobile));
  await expect(page.getByText('Live')).toBeVisible();
  await expect(page.getByText('No messages to this recipient')).toBeVisible();
  await sendTo(mobile);
  const [message] = await messagesTo(mobile);
  await expect(page.getByRole('article', { name: `SMS to ${mobile}` })).toContainText(message?.text ?? '-');
  await expect(page.locator('#status')).toHaveText(`New message: SMS to ${mobile}`);
  await page.getByRole('button', { name: 'Copy code' }).click();
  await expect(page.locator('#status')).toHaveText('Code copied.');
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(message?.code);
  expect(violations.policy).toEqual([]);
});

test('the inbox forgets the messages that it shows', async ({ page, mobile, email, violations }) => {
  await sendTo(mobile);
  await sendTo(email);
  await page.goto(inboxOf(mobile));
  await expect(page.getByRole('article')).toHaveCount(1);
  await page.getByRole('button', { name: 'Clear these messages' }).click();
  await expect(page.getByText('No messages to this recipient')).toBeVisible();
  await expect(page).toHaveURL(inboxOf(mobile));
  expect(await messagesTo(mobile)).toEqual([]);
  expect(await messagesTo(email)).toHaveLength(1);
  expect(violations.policy).toEqual([]);
  expect(violations.console).toEqual([]);
});

/** Puts scripts into the mail on its way to the browser, behind the headers that the server gave it. */
async function infectMails(page: Page): Promise<void> {
  await page.route('**/inbox/messages/*/html', async (route) => {
    const response = await route.fetch();
    const body = (await response.text()).replace(
      '</body>',
      `<script>document.body.dataset.ran = 'script'</script>
       <img id="image" src="data:," onerror="document.body.dataset.ran = 'handler'"></body>`,
    );
    await route.fulfill({ response, body });
  });
}

test('the inbox shows a mail as a mail program does, and runs nothing in it', async ({
  page,
  email,
  picture,
}) => {
  await infectMails(page);
  await sendTo(email);
  const code = (await messageTo(email)).code;
  await page.goto(inboxOf(email));
  await page.getByText('As a mail program shows it').click();
  const mail = page.frameLocator(`iframe[title="E-mail to ${email}"]`);
  await expect(mail.getByText(code, { exact: true })).toBeVisible();
  await expect(mail.locator('script')).toHaveCount(1);
  await expect(mail.locator('body')).not.toHaveAttribute('data-ran');
  await picture('inbox/mail');
});

test('a mail runs nothing in a tab of its own either', async ({ page, email }) => {
  await infectMails(page);
  await sendTo(email);
  const { id, code } = await messageTo(email);
  await page.goto(`${environment.server}/inbox/messages/${id}/html`);
  await expect(page.getByText(code, { exact: true })).toBeVisible();
  await expect(page.locator('script')).toHaveCount(1);
  await expect(page.locator('body')).not.toHaveAttribute('data-ran');
});

for (const [name, width, colorScheme] of [
  ['wide', 1280, 'light'],
  ['dark', 1280, 'dark'],
  ['phone', 390, 'light'],
  ['narrow', 320, 'dark'],
] as const) {
  test(`the inbox is accessible and fits: ${name}`, async ({ page, mobile, email, picture, violations }) => {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height: 900 });
    await sendTo(mobile);
    await sendTo(email);
    await page.goto(inboxOf(mobile));
    await expectAccessible(page, `inbox ${name}`);
    await expectNoSidewaysScroll(page);
    await page.goto(inboxOf(email));
    await expectAccessible(page, `inbox with a mail ${name}`);
    // Opened only now: axe waits for an answer from every frame, and in the mail nothing runs that could give one.
    await page.getByText('As a mail program shows it').click();
    await expect(page.frameLocator('iframe').locator('body')).toContainText((await messageTo(email)).code);
    await expectNoSidewaysScroll(page);
    await picture(`inbox/${name}`);
    expect(violations.policy).toEqual([]);
  });
}
