import { type Gateway, receiptSecret, startGateway } from '../harness/gateway.ts';
import { type Admin, type Installation, type Shop, startInstallation } from '../harness/installation.ts';
import { expect, test } from '../harness/test.ts';

// One installation with a gateway for SMS and one for WhatsApp is started once, for all of them.
test.describe.configure({ mode: 'serial' });

let sms: Gateway;
let whatsapp: Gateway;
let installation: Installation;

const provider = (channel: string, gateway: Gateway) => ({
  kind: 'http',
  channel,
  name: `${channel} gateway`,
  settings: {
    url: gateway.url,
    body: '{"to":"##TO##","text":"##TEXT##","receiptUrl":"##RECEIPT_URL##"}',
    idPointer: '/id',
    receiptSecret,
  },
});

async function furnish(admin: Admin): Promise<Shop> {
  await admin('/v1/providers', provider('sms', sms));
  await admin('/v1/providers', provider('whatsapp', whatsapp));
  const widget = await admin<{ id: string }>('/v1/widgets', {
    name: 'Shop',
    contactPoint: 'mobile',
    widgetType: 'custom',
    captcha: false,
    resendTime: 1,
    resendChannels: ['sms', 'whatsapp'],
  });
  const token = await admin<{ value: string }>('/v1/tokens', { name: 'Shop' });
  const { key } = await admin<{ key: string }>('/v1/authkeys', { name: 'Shop', scopes: ['verify'] });
  return { widgetId: widget.id, token: token.value, authkey: key };
}

test.beforeAll(async () => {
  test.setTimeout(120_000);
  sms = await startGateway();
  whatsapp = await startGateway();
  installation = await startInstallation(furnish);
});

test.afterAll(async () => {
  await installation?.stop();
  sms?.close();
  whatsapp?.close();
});

test.beforeEach(async ({ page }) => {
  await page.goto(`${installation.site}/popup`);
  await page.getByRole('button', { name: 'Sign in with a code' }).click();
});

test('a delivered message is told, and its code lets the visitor in', async ({ page, widget, mobile }) => {
  await widget.askFor(mobile);
  const message = await sms.to(mobile);
  await expect(widget.line).toHaveText(/^Sent/);
  await message.report('DELIVERED');
  await expect(widget.line).toHaveText(/ · delivered$/);
  await widget.enter(/\d{6}/.exec(message.text)?.[0] ?? 'no code');
  await expect(page.getByRole('heading', { name: `Signed in as +${mobile}` })).toBeVisible();
});

test('a lost message is told, and the channel that helps is offered', async ({ page, widget, mobile }) => {
  await widget.askFor(mobile);
  await (await sms.to(mobile)).report('FAILED');
  await expect(widget.line).toHaveText('Not delivered');
  await widget.why.getByRole('button', { name: 'Try WhatsApp' }).click();
  const message = await whatsapp.to(mobile);
  await message.report('DELIVERED');
  await expect(widget.line).toHaveText(/ · delivered$/);
  await widget.enter(/\d{6}/.exec(message.text)?.[0] ?? 'no code');
  await expect(page.getByRole('heading', { name: `Signed in as +${mobile}` })).toBeVisible();
});
