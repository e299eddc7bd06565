/** Mistakes that the types must catch. Compiled by `npm run check`, never run: an error that is gone fails the build. */
import {
  createSession,
  loadOtpProvider,
  type OtpConfig,
  type OtpError,
  type OtpWidget,
  sendOtp,
  verifyOtp,
} from '../../src/index.js';

const base = { widgetId: 'w', tokenAuth: 't', success: () => {} };
const access = { apiBase: 'https://otp.example.com', widgetId: 'w', tokenAuth: 't' };
declare const widget: OtpWidget;

// What is right stays right.
export const right: OtpConfig[] = [
  base,
  { ...base, exposeMethods: 'true', VAR1: 'x', body_1: { type: 'text', value: 'y' } },
  { ...base, failure: (error) => error.closeByUser, options: { theme: { accent: '#06c' }, lang: 'hi' } },
];
export const reason = (error: OtpError) => error.reason === 'otp_invalid' && (error.attemptsLeft ?? 0) > 0;

// @ts-expect-error tokenAuth is required
export const noToken: OtpConfig = { widgetId: 'w', success: () => {} };
// @ts-expect-error success is required
export const noSuccess: OtpConfig = { widgetId: 'w', tokenAuth: 't' };
// @ts-expect-error widgetId is text, too long for a number
export const numericId: OtpConfig = { ...base, widgetId: 3465756 };
// @ts-expect-error exposeMethods is true or "true"
export const wrongExpose: OtpConfig = { ...base, exposeMethods: 'yes' };
// @ts-expect-error success gets no access token but a message
export const wrongPayload: OtpConfig = { ...base, success: (data) => data.accessToken };
// @ts-expect-error options are a closed set, so that a typing mistake is not taken for a variable
export const wrongOption: OtpConfig = { ...base, options: { language: 'hi' } };
// @ts-expect-error no such theme
export const wrongTheme: OtpConfig = { ...base, options: { theme: 'black' } };
// @ts-expect-error no such text
export const wrongText: OtpConfig = { ...base, options: { texts: { titel: 'x' } } };
// @ts-expect-error no such moment
export const wrongSubmit: OtpConfig = { ...base, options: { autoSubmit: 'always' } };

// @ts-expect-error channels are coded
widget.retryOtp('sms');
// @ts-expect-error an identifier is text: numbers lose a leading zero and a plus
widget.sendOtp(919999999999);
// @ts-expect-error a promise of the token is not the token
export const token: string = widget.verifyOtp('123456');
// @ts-expect-error the settings may not have arrived
widget.getWidgetData().otpLength;
// @ts-expect-error only destroy() and initSendOTP() make and end widgets
widget.id = 'mine';

// @ts-expect-error the request to verify is named
verifyOtp(access, { otp: '123456' });
// @ts-expect-error a code is text, since it may begin with 0
verifyOtp(access, { reqId: 'r', otp: 123456 });
// @ts-expect-error the server is named
sendOtp({ widgetId: 'w', tokenAuth: 't' }, { identifier: 'a@example.com' });
// @ts-expect-error a session has no user interface
createSession(base).open();
// @ts-expect-error there is no script on a server
loadOtpProvider('https://otp.example.com/otp-provider.js').then((provider) => provider.initSendOTP(base));
// @ts-expect-error no such reason
export const wrongReason = (error: OtpError) => error.reason === 'wrong_code';
