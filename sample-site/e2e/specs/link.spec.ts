import type { Browser, BrowserContext, Page } from '@playwright/test';
import { expectAccessible, expectNoSidewaysScroll } from '../harness/accessibility.ts';
import { environment } from '../harness/environment.ts';
import { linkFor } from '../harness/inbox.ts';
import { expect, test } from '../harness/test.ts';
import type { Widget } from '../harness/widget.ts';

const CONFIRM = { name: 'action', value: 'confirm' };
const press = (page: Page, { name, value } = CONFIRM) =>
  page.locator(`button[name=${name}][value=${value}]`).click();

/** Asks for a link on the sample site's page; the waiting page stays. */
async function ask(page: Page, widget: Widget, identifier: string): Promise<string> {
  await page.goto('/link');
  await page.getByRole('button', { name: 'Send me a link' }).click();
  return widget.askForLink(identifier);
}

/** Another device: a browser that shares nothing with the one of the story. */
async function elsewhere(browser: Browser, story: (page: Page) => Promise<void>): Promise<void> {
  const context = await browser.newContext({ locale: 'en-GB' });
  await story(await context.newPage());
  await context.close();
}

const signedIn = (page: Page, identifier: string) =>
  expect(page.getByRole('heading', { name: `Signed in as ${identifier}` })).toBeVisible();

/** Two digits that are not the right ones. */
const wrong = (digits: string) => (digits === '99' ? '10' : `${Number(digits) + 1}`);

test('a link opened in the same browser leads back to the site, signed in', async ({
  page,
  context,
  widget,
  email,
  picture,
}) => {
  await ask(page, widget, email);
  await picture('link/waiting');
  const mail = await context.newPage();
  await mail.goto(await linkFor(email));
  await expect(mail.getByRole('textbox')).toHaveCount(0);
  await press(mail);
  await signedIn(mail, email);
  await expect(widget.surface).toContainText('Carry on in the tab that the link opened.');
  await expect(page).toHaveURL(/\/link$/);
});

for (const events of ['by server-sent events', 'with those blocked'] as const) {
  test(`a link confirmed on another device lets the waiting page in, ${events}`, async ({
    page,
    browser,
    widget,
    email,
  }) => {
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    if (events === 'with those blocked') await page.route(/requestEvents/, (route) => route.abort());
    const digits = await ask(page, widget, email);
    await elsewhere(browser, async (phone) => {
      await phone.goto(await linkFor(email));
      await phone.getByRole('textbox').fill(digits);
      await press(phone);
      await expect(phone.getByRole('heading', { level: 1 })).toBeVisible();
      await expect(phone.getByRole('button')).toHaveCount(0);
      expect(new URL(phone.url()).origin).toBe(new URL(environment.server).origin);
    });
    await signedIn(page, email);
    const polls = asked.filter((url) => /requestState/.test(url)).length;
    expect(polls > 0).toBe(events === 'with those blocked');
  });
}

test('a link sent by SMS works as well', async ({ page, browser, widget, mobile }) => {
  const digits = await ask(page, widget, mobile);
  await elsewhere(browser, async (phone) => {
    await phone.goto(await linkFor(mobile));
    await phone.getByRole('textbox').fill(digits);
    await press(phone);
    await expect(phone.getByRole('button')).toHaveCount(0);
  });
  await signedIn(page, `+${mobile}`);
});

test('a scanner that runs scripts and follows redirects uses nothing up, and is not told of', async ({
  page,
  browser,
  widget,
  email,
}) => {
  const digits = await ask(page, widget, email);
  const link = await linkFor(email);
  const shown = async () => (await widget.surface.innerText()).replace(/\d:\d\d/g, '');
  await expect(widget.line).not.toBeEmpty();
  await expect(widget.status).toContainText(digits);
  const before = await shown();
  for (const userAgent of ['Mozilla/5.0 (compatible; SafeLinks-Scanner/1.0)', undefined]) {
    const scanner = await browser.newContext({ ...(userAgent && { userAgent }) });
    const visit = await scanner.newPage();
    await visit.goto(link, { waitUntil: 'networkidle' });
    await scanner.request.head(link);
    await scanner.request.get(link);
    await scanner.close();
  }
  expect(await shown()).toBe(before);
  await elsewhere(browser, async (phone) => {
    await phone.goto(link);
    await phone.getByRole('textbox').fill(digits);
    await press(phone);
  });
  await signedIn(page, email);
});

test('“It wasn’t me” ends the wait, and a new link helps', async ({
  page,
  browser,
  widget,
  email,
  picture,
}) => {
  await ask(page, widget, email);
  await elsewhere(browser, async (phone) => {
    await phone.goto(await linkFor(email));
    await press(phone, { name: 'action', value: 'deny' });
    await expect(phone.getByRole('button')).toHaveCount(0);
  });
  await expect(widget.error).toHaveText('Someone said it wasn’t them, so the link no longer works.');
  await picture('link/declined');
  await widget.primary.click();
  await expect(widget.digits).toBeVisible();
  const second = await linkFor(email, 2);
  const digits = (await widget.digits.textContent()) as string;
  await elsewhere(browser, async (phone) => {
    await phone.goto(second);
    await phone.getByRole('textbox').fill(digits);
    await press(phone);
  });
  await signedIn(page, email);
});

test('wrong digits let nobody in, and end the request in the end', async ({
  page,
  browser,
  widget,
  email,
}) => {
  const digits = await ask(page, widget, email);
  const link = await linkFor(email);
  await elsewhere(browser, async (stranger) => {
    await stranger.goto(link);
    for (let attempt = 0; attempt < 3; attempt++) {
      await stranger.getByRole('textbox').fill(wrong(digits));
      await press(stranger);
    }
    await expect(stranger.getByRole('textbox')).toHaveCount(0);
    await stranger.goto(link);
    await expect(stranger.getByRole('button')).toHaveCount(0);
  });
  await expect(widget.error).not.toBeEmpty();
  await expect(page).toHaveURL(/\/link$/);
});

test('a used link is of no more use', async ({ page, browser, widget, email }) => {
  const digits = await ask(page, widget, email);
  const link = await linkFor(email);
  await elsewhere(browser, async (phone) => {
    await phone.goto(link);
    await phone.getByRole('textbox').fill(digits);
    await press(phone);
    await phone.goto(link);
    await expect(phone.getByRole('button')).toHaveCount(0);
  });
  await signedIn(page, email);
});

test('a link that has expired says so on the waiting page', async ({ page, widget, email }) => {
  await page.route(/sendOtp/i, async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ response: answer, json: { ...(await answer.json()), expiresIn: 2 } });
  });
  await ask(page, widget, email);
  await expect(widget.error).toHaveText('This link has expired.');
  await expect(widget.primary).toHaveText('Get a new link');
});

test('a reload waits for the same link', async ({ page, browser, widget, email }) => {
  const digits = await ask(page, widget, email);
  await page.reload();
  await page.getByRole('button', { name: 'Send me a link' }).click();
  await expect(widget.digits).toHaveText(digits);
  await elsewhere(browser, async (phone) => {
    await phone.goto(await linkFor(email));
    await phone.getByRole('textbox').fill(digits);
    await press(phone);
  });
  await signedIn(page, email);
});

test('a link asked for in another browser signs nobody in here', async ({ page, context, widget, email }) => {
  await ask(page, widget, email);
  await page.evaluate(() => localStorage.setItem('state', 'of somebody else'));
  const mail = await context.newPage();
  await mail.goto(await linkFor(email));
  await press(mail);
  await expect(mail.getByRole('status').first()).toHaveText('This link was asked for in another browser.');
  await expect(mail).toHaveURL(/\/link$/);
});

/** Everything that the pages of a context send, and where they are. */
function listen(context: BrowserContext) {
  const seen: { url: string; referrer: string }[] = [];
  context.on('request', (request) =>
    seen.push({ url: request.url(), referrer: request.headers().referer ?? '' }),
  );
  return seen;
}

test('neither link nor token is left in referrer, address, history or cache', async ({
  page,
  context,
  widget,
  email,
}) => {
  const seen = listen(context);
  await ask(page, widget, email);
  const link = await linkFor(email);
  const secret = link.split('/l/')[1] as string;
  const mail = await context.newPage();
  const opened = await mail.goto(link);
  expect(opened?.headers()).toMatchObject({ 'referrer-policy': 'no-referrer' });
  expect(opened?.headers()['cache-control']).toContain('no-store');
  await expect(mail).toHaveURL(`${environment.server}/l`);
  // Answered by nothing, so that the redirect page stays and can be looked at.
  await mail.route('**/session', (route) => route.fulfill({ status: 204 }));
  const token = mail.waitForRequest('**/session').then((request) => {
    return new URLSearchParams(request.postData() ?? '').get('accessToken') as string;
  });
  await press(mail);
  const jwt = await token;
  expect(jwt).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+$/);
  await expect(mail).toHaveURL(`${environment.site}/link`);
  const left = await mail.evaluate(() => ({
    here: location.href,
    state: JSON.stringify(history.state),
    storage: JSON.stringify([{ ...localStorage }, { ...sessionStorage }]),
    // The browser's own note of how the page was reached keeps the fragment, and nobody can take it out.
    entries: performance
      .getEntries()
      .filter(({ entryType }) => entryType !== 'navigation')
      .map(({ name }) => name),
  }));
  expect(JSON.stringify(left)).not.toContain(jwt);
  expect(JSON.stringify(left)).not.toContain(secret);
  const devtools = await context.newCDPSession(mail);
  const { entries } = await devtools.send('Page.getNavigationHistory');
  expect(JSON.stringify(entries.map(({ url }) => url))).not.toContain(jwt);
  expect(JSON.stringify(entries.map(({ url }) => url))).not.toContain(secret);
  for (const { url, referrer } of seen) {
    expect(referrer, url).not.toContain(secret);
    expect(referrer, url).not.toContain('otp-access-token');
  }
  expect(
    seen.filter(({ url }) => url.includes(secret)).map(({ url }) => new URL(url).pathname),
    'only the link itself is asked for by its secret',
  ).toEqual(Array(2).fill(`/l/${secret}`));
});

for (const scheme of ['light', 'dark'] as const) {
  for (const lang of ['en', 'ar']) {
    test(`every state of the wait is accessible, ${lang} ${scheme}`, async ({
      page,
      browser,
      widget,
      email,
      picture,
    }) => {
      await page.emulateMedia({ colorScheme: scheme });
      await page.addInitScript((wanted) => {
        document.addEventListener('DOMContentLoaded', () => {
          document.documentElement.lang = wanted;
        });
      }, lang);
      const state = async (what: string) => {
        await expectAccessible(page, `link ${what} ${lang} ${scheme}`);
        await expectNoSidewaysScroll(page);
        await picture(`states/link-${what}-${lang}-${scheme}`);
      };
      await page.goto('/link');
      await page.getByRole('button', { name: 'Send me a link' }).click();
      await expect(widget.surface).toHaveAttribute('dir', lang === 'ar' ? 'rtl' : 'ltr');
      await expect(widget.mobile).toBeVisible();
      await state('identifier');
      await widget.askForLink(email.replace('@example.com', '@gmail.com'));
      await expect(widget.line).not.toBeEmpty();
      await expect(widget.surface.getByRole('link')).toHaveAttribute('rel', 'noreferrer');
      await state('waiting');
      await page.setViewportSize({ width: 320, height: 568 });
      await state('waiting-narrow');
      const link = await linkFor(email.replace('@example.com', '@gmail.com'));
      await elsewhere(browser, async (phone) => {
        await phone.goto(link);
        await press(phone, { name: 'action', value: 'deny' });
      });
      await expect(widget.error).not.toBeEmpty();
      await state('declined');
    });
  }
}

test('the wait is read out, digits included', async ({ page, widget, email }) => {
  const digits = await ask(page, widget, email);
  await expect(widget.surface).toHaveAccessibleName('Check your messages');
  await expect(widget.status).toContainText(`Enter these digits there. ${digits}`);
  await expect(widget.title).toBeFocused();
});
