import { environment } from './environment.ts';

/** The widget settings that the tests change; the server's admin API fills in the rest. */
export interface WidgetChanges {
  contactPoint?: 'mobile' | 'email' | 'both';
  widgetType?: 'default' | 'custom';
  resendTime?: number;
  resendCount?: number;
  otpLength?: number;
  platforms?: 'web' | 'mobile' | 'both';
  captcha?: boolean;
  captchaProvider?: { kind: string; siteKey: string; secret: string; project?: string };
  iframe?: boolean;
  demoCredentials?: { name: string; mobile?: string; email?: string; otp: string; expiresAt?: string };
  resendChannels?: ('sms' | 'whatsapp' | 'voice' | 'email')[];
}

/** Makes a widget like the demo's, with these changes, and returns its id. */
export async function newWidget(changes: WidgetChanges): Promise<string> {
  const demo = {
    name: 'Test',
    contactPoint: 'both',
    widgetType: 'custom',
    platforms: 'both',
    captcha: false,
    resendChannels: ['sms', 'whatsapp', 'voice', 'email'],
  };
  return (await post<{ id: string }>('/v1/widgets', { ...demo, ...changes })).id;
}

/** Makes a token that browsers may use at these origins only, and returns its value (`tokenAuth`). */
export async function newToken(origins: string[]): Promise<string> {
  return (await post<{ value: string }>('/v1/tokens', { name: 'Test', origins })).value;
}

/**
 * Calls the admin API.
 *
 * @param account the demo's, unless told
 */
export async function post<T>(
  path: string,
  body: object,
  { server, authkey }: Account = environment,
): Promise<T> {
  const answer = await fetch(server + path, {
    method: 'POST',
    headers: { authkey, 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`POST ${path} answered ${answer.status}: ${await answer.text()}`);
  return (await answer.json()) as T;
}

/** Whom a call of the admin API concerns, and where. */
interface Account {
  server: string;
  authkey: string;
}
