import type { Page } from '@playwright/test';
import type { Application } from '../harness/application.ts';
import { environment } from '../harness/environment.ts';
import { hostPage } from '../harness/host-page.ts';
import { operator, setUpLink } from '../harness/operator.ts';
import { startOwnServer } from '../harness/own-server.ts';
import { Person } from '../harness/person.ts';
import { expect, test } from '../harness/test.ts';
import { Widget } from '../harness/widget.ts';

// An empty database, used up step by step.
test.describe.configure({ mode: 'serial' });

let server: Application;

test.beforeAll(async () => {
  test.setTimeout(120_000);
  server = await startOwnServer('newcomer');
});

test.afterAll(async () => await server?.stop());

test('a newcomer gets from the set-up link to a proved visitor in under 30 actions and five minutes', async ({
  page,
  context,
  mobile,
}) => {
  test.setTimeout(120_000);
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const person = new Person();

  await becomesOwner(person, page);
  await makesWidget(person, page);
  await makesToken(person, page);
  const snippet = await copiesSnippet(person, page);
  const authkey = await makesAuthkey(person, page);

  const shop = await context.newPage();
  const accessToken = await verifies(person, shop, await hostPage(snippet), mobile);
  const claims = await exchanges(person, authkey, accessToken, mobile);
  expect(claims).toMatchObject({ type: 'success', message: mobile });

  await page.goto(`${environment.server}/dashboard/verifications`);
  await expect(page.getByRole('row', { name: mobile })).toContainText('Verified, token exchanged');
  console.log(`A newcomer: ${person.actions} actions, ${Math.round(person.seconds)} s at a person's pace.`);
  expect(person.actions).toBeLessThan(30);
  expect(person.seconds).toBeLessThan(300);
});

async function becomesOwner(person: Person, page: Page): Promise<void> {
  await person.opens(page, setUpLink());
  await person.types(operator.email, page.getByLabel('E-mail'));
  await person.types(operator.passphrase, page.getByLabel('Passphrase'));
  await person.clicks(page.getByRole('button', { name: 'Become the owner' }));
  await expect(page.getByRole('heading', { level: 1, name: 'Home' })).toBeVisible();
  person.reads();
}

async function makesWidget(person: Person, page: Page): Promise<void> {
  await person.clicks(page.getByRole('link', { name: 'Create a widget' }));
  person.reads();
  await person.types('My shop', page.getByLabel('Name'));
  await person.clicks(page.getByRole('button', { name: 'Create with what I have' }));
  await expect(page.getByRole('status')).toContainText('Widget created.');
  person.reads();
}

async function makesToken(person: Person, page: Page): Promise<void> {
  await person.clicks(page.getByRole('button', { name: /^Create (a|another) token/ }));
  await expect(page.getByRole('status')).toContainText('Token created.');
  person.reads();
}

/** Copies the snippet, with the ids of what was made, and puts it into the shop's page. */
async function copiesSnippet(person: Person, page: Page): Promise<string> {
  await person.clicks(page.getByRole('button', { name: /^Copy .*paste/i }));
  person.pastes();
  return await page.evaluate(() => navigator.clipboard.readText());
}

async function makesAuthkey(person: Person, page: Page): Promise<string> {
  await person.clicks(page.getByRole('link', { name: 'Authkeys' }));
  person.reads();
  await person.clicks(page.getByRole('link', { name: 'New authkey' }));
  person.reads();
  await person.types('My server', page.getByLabel('Name'));
  await person.clicks(page.getByRole('button', { name: 'Create authkey' }));
  person.reads();
  await person.clicks(page.getByRole('button', { name: 'Copy' }));
  return await page.evaluate(() => navigator.clipboard.readText());
}

/** Visits the page as pasted, asks for a code, reads it in the inbox, and comes out with the access token. */
async function verifies(person: Person, shop: Page, address: string, mobile: string): Promise<string> {
  const token = shop.waitForEvent('console', (line) => line.text().startsWith('access token'));
  await person.opens(shop, address);
  const widget = new Widget(shop);
  await person.types(`+${mobile}`, widget.mobile);
  await person.clicks(widget.primary);
  await expect(widget.code).toBeVisible();
  const inbox = await shop.context().newPage();
  await person.opens(inbox, `${environment.server}/inbox`);
  await person.clicks(inbox.getByRole('button', { name: 'Copy code' }).first());
  const code = await inbox.evaluate(() => navigator.clipboard.readText());
  person.pastes();
  await widget.code.fill(code);
  await expect(widget.success.or(widget.primary)).toBeVisible();
  return (await token).text().replace('access token ', '');
}

/** Runs the server's snippet for curl. */
async function exchanges(
  person: Person,
  authkey: string,
  accessToken: string,
  identifier: string,
): Promise<unknown> {
  person.pastes();
  const answer = await fetch(`${environment.server}/api/v5/widget/verifyAccessToken`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ authkey, 'access-token': accessToken, identifier }),
  });
  return await answer.json();
}
