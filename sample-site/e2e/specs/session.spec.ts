import type { APIRequestContext } from '@playwright/test';
import { newMobile } from '../harness/contact.ts';
import { environment } from '../harness/environment.ts';
import { expect, test } from '../harness/test.ts';
import { accessTokenOf } from '../harness/visitor.ts';

const signIn = (browser: APIRequestContext, data: object, origin = environment.site) =>
  browser.post('/session', { data, headers: { origin } });

test('an access token signs in the one it proves', async ({ page, mobile }) => {
  const accessToken = await accessTokenOf(mobile);
  const answer = await signIn(page.request, { accessToken, identifier: `+${mobile}` });
  expect(answer.status()).toBe(200);
  await page.goto('/account');
  await expect(page.getByRole('heading', { name: `Signed in as +${mobile}` })).toBeVisible();
});

test('an access token is good for one exchange', async ({ page, playwright, mobile }) => {
  const accessToken = await accessTokenOf(mobile);
  expect((await signIn(page.request, { accessToken })).status()).toBe(200);
  const thief = await playwright.request.newContext({ baseURL: environment.site });
  const second = await signIn(thief, { accessToken });
  expect(second.status()).toBe(401);
  expect((await second.json()).detail).toContain('access-token already verified');
  expect(await (await thief.get('/account')).text()).toContain('You are not signed in');
  await thief.dispose();
});

test('a token that proves another identifier than the claimed one is refused', async ({ page, mobile }) => {
  const accessToken = await accessTokenOf(mobile);
  const answer = await signIn(page.request, { accessToken, identifier: newMobile() });
  expect([401, 403]).toContain(answer.status());
  await page.goto('/account');
  await expect(page.getByRole('heading', { name: 'You are not signed in' })).toBeVisible();
});

test('a token that the server never issued is refused', async ({ page }) => {
  const answer = await signIn(page.request, { accessToken: 'eyJhbGciOiJub25lIn0.eyJzdWIiOiI5MTk4In0.' });
  expect(answer.status()).toBe(401);
});

test('a page of another site cannot sign a visitor in', async ({ page, mobile }) => {
  const accessToken = await accessTokenOf(mobile);
  const answer = await signIn(page.request, { accessToken }, 'https://evil.example');
  expect(answer.status()).toBe(403);
});

test('a visitor signs out', async ({ page, mobile }) => {
  await signIn(page.request, { accessToken: await accessTokenOf(mobile) });
  await page.goto('/account');
  await page.getByRole('main').getByRole('button', { name: 'Sign out' }).click();
  await expect(page).toHaveURL('/');
  await page.goto('/account');
  await expect(page.getByRole('heading', { name: 'You are not signed in' })).toBeVisible();
});

test('the session cookie is out of reach for scripts', async ({ page, context, mobile }) => {
  await signIn(page.request, { accessToken: await accessTokenOf(mobile) });
  const [cookie] = await context.cookies();
  expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Lax' });
});
