import type { Page } from '@playwright/test';
import { post } from './admin.ts';
import { environment } from './environment.ts';
import { httpServer } from './http-server.ts';
import { codeFor, linkFor, wrongCode } from './inbox.ts';
import { callWidget } from './visitor.ts';

/** Rows of each list. */
export const rows = 50;

/** Names as people give them: short, long, without a place to break, in scripts with taller letters, from right to left. */
const names = [
  'Shop',
  'Sign-in of the customer portal for wholesale and returns (staging, do not use)',
  'दुकान – ग्राहक लॉगिन',
  'متجر الهدايا – تسجيل الدخول',
  'eu-central-1_checkout_phone_verification_v2',
  'Kundenkonto für Großbestellungen',
  '礼品店登录',
  'नई दिल्ली शाखा के थोक ग्राहकों के लिए मोबाइल नंबर का सत्यापन',
];

/** The name of a row; each is another one. */
function name(n: number): string {
  return n < names.length ? (names[n] as string) : `${names[n % names.length]} ${n}`;
}

/** Fills every list of the account with fifty rows, as operators and visitors would have; once. */
export async function seed(page: Page): Promise<void> {
  if (await isSeeded()) return;
  // A vendor that knows none of the numbers that come to it.
  const vendor = await httpServer((_, response) => response.writeHead(400).end('{"error":"unknown number"}'));
  try {
    for (let n = 0; n < rows; n++) await seedSettings(n, vendor.url);
    for (let n = 0; n < rows; n++) await seedVerification(n);
    await seedOperators(page);
    await seedChanges(page);
  } finally {
    vendor.close();
  }
}

async function isSeeded(): Promise<boolean> {
  const answer = await fetch(`${environment.server}/v1/tokens?limit=100`, {
    headers: { authkey: environment.authkey },
  });
  return ((await answer.json()) as { items: unknown[] }).items.length > rows;
}

async function seedSettings(n: number, vendor: string): Promise<void> {
  await post('/v1/widgets', {
    name: name(n),
    contactPoint: (['mobile', 'email', 'both'] as const)[n % 3],
    primaryChannel: n % 3 === 1 ? 'email' : 'sms',
    enabled: n % 7 !== 3,
  });
  const origins = Array.from(
    { length: n % 4 },
    (_, at) => `https://${'checkout.'.repeat(at)}shop${n}.example`,
  );
  await post('/v1/tokens', { name: name(n), origins, enabled: n % 9 !== 4 });
  await post('/v1/authkeys', {
    name: name(n),
    ...(n % 5 === 2 && { ipWhitelist: ['203.0.113.0/24', '2001:db8:1234:5678::/64'] }),
  });
  await post('/v1/templates', {
    name: name(n),
    channel: 'sms',
    variants: {
      en: { text: 'Hello ##NAME##, ##OTP## is your code for ##SENDER##.' },
      hi: { text: '##OTP## आपका कोड है।' },
    },
  });
  await post('/v1/providers', {
    kind: 'http',
    channel: 'sms',
    name: name(n),
    // None of them is asked for the numbers of the other stories.
    countries: n === 0 ? ['1242'] : ['KP'],
    position: n,
    enabled: n % 6 !== 5,
    settings: {
      url: `${vendor}/send`,
      body: '{"to":"##TO##","text":"##TEXT##"}',
      badRecipientPattern: 'unknown',
      reasonPointer: '/error',
    },
  });
  // An account may have no more.
  if (n < 20)
    await post('/v1/webhooks', {
      name: name(n),
      url: `https://hooks.shop${n}.example/otp/events`,
      events: ['verification.verified'],
      enabled: false,
    });
}

/** Verifications of all kinds: proved, right, waiting, too many wrong codes, failed for good, "it wasn't me". */
async function seedVerification(n: number): Promise<void> {
  const kind = n % 6;
  if (kind === 5) return seedDenial(n);
  const identifier =
    kind === 4 ? `124235912${10 + n}` : n % 4 === 3 ? `asha.${n}@kirana.example` : `9198${7650000 + n}1`;
  const { message: reqId } = await callWidget('sendOtp', { identifier });
  if (kind > 2) return;
  const otp = await codeFor(identifier);
  if (kind === 2) {
    const wrong = wrongCode(otp);
    for (let tries = 0; tries < 3; tries++) await callWidget('verifyOtp', { reqId, otp: wrong });
    return;
  }
  const { message: accessToken } = await callWidget('verifyOtp', { reqId, otp });
  if (kind === 1) return;
  await post('/api/v5/widget/verifyAccessToken', {
    authkey: environment.authkey,
    'access-token': accessToken,
    identifier,
  });
}

async function seedDenial(n: number): Promise<void> {
  const identifier = `ravi.${n}@kirana.example`;
  await callWidget('sendOtp', { widgetId: environment.linkWidgetId, identifier });
  const link = await linkFor(identifier);
  const page = await (await fetch(link)).text();
  const body = new URLSearchParams({ ...hiddenFields(page), action: 'deny' });
  const answer = await fetch(link, { method: 'POST', body });
  if (!answer.ok) throw new Error(`Denying a link answered ${answer.status}.`);
}

async function seedOperators(page: Page): Promise<void> {
  for (let n = 0; n < rows; n++) {
    const role = ['admin', 'developer', 'viewer'][n % 3] as string;
    await submit(page, '/dashboard/operators', '/dashboard/operators/invite', {
      email: `${'someone.with.a.long.name.'.repeat(n % 3)}${n}@shop.example`,
      role,
    });
  }
}

/** Changes for the audit trail, from one field to many. */
async function seedChanges(page: Page): Promise<void> {
  const path = `/dashboard/widgets/${environment.widgetId}/enabled`;
  for (let n = 0; n < rows / 2; n++) {
    for (const enabled of ['false', 'true']) await submit(page, '/dashboard/widgets', path, { enabled });
  }
}

/** Sends a form of a page, as the page's browser is signed in. */
async function submit(page: Page, at: string, path: string, fields: Record<string, string>): Promise<void> {
  const html = await (await page.request.get(environment.server + at)).text();
  const form = { ...hiddenFields(html), ...fields };
  const answer = await page.request.post(environment.server + path, { form, maxRedirects: 0 });
  if (answer.status() !== 303) throw new Error(`POST ${path} answered ${answer.status()}.`);
}

function hiddenFields(html: string): Record<string, string> {
  const inputs = html.match(/<input[^>]*type="hidden"[^>]*>/g) ?? [];
  const attribute = (input: string, of: string) => new RegExp(`\\s${of}="([^"]*)"`).exec(input)?.[1] ?? '';
  return Object.fromEntries(inputs.map((input) => [attribute(input, 'name'), attribute(input, 'value')]));
}
