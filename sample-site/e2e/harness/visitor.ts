import { environment } from './environment.ts';
import { codeFor } from './inbox.ts';

/** What the widget's endpoints answer (contract section 1). */
export interface Envelope {
  type: 'success' | 'error';
  message: string;
  code?: number | string;
  reason?: string;
}

/** Calls a widget endpoint as the script does: JSON without a content type of its own, credentials in the body. */
export async function callWidget(call: string, body: object): Promise<Envelope> {
  const { widgetId, token } = environment;
  const answer = await fetch(`${environment.server}/api/v5/widget/${call}`, {
    method: 'POST',
    body: JSON.stringify({ widgetId, tokenAuth: token, ...body }),
  });
  return (await answer.json()) as Envelope;
}

/** Verifies an identifier without a browser and returns the access token. */
export async function accessTokenOf(identifier: string): Promise<string> {
  const { message: reqId } = await callWidget('sendOtp', { identifier });
  const otp = await codeFor(identifier);
  return (await callWidget('verifyOtp', { reqId, otp })).message;
}
