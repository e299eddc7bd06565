import type { LiveTexts } from './texts.js';

const en: LiveTexts = {
  sentAt: 'Sent {time}',
  delivered: 'Sent {time} · delivered',
  undelivered: 'Not delivered',
  why: 'Why no code?',
  tryBy: 'Try {channel}',
  wrongKind: 'This number can’t receive {channel}.',
  badRecipient: 'There’s nobody at this number or address. Check it for typing mistakes.',
  unsubscribed: 'Messages by {channel} are blocked at the other end.',
  carrierDelay: 'The network is slower than usual. It may still arrive.',
  providerTrouble: 'We’re having trouble sending right now.',
  waiting: 'Waiting for you to open the link and confirm…',
  match: 'Opening it on another device? Enter these digits there.',
  openMail: 'Open {app}',
  otherTab: 'Carry on in the tab that the link opened.',
  declined: 'Someone said it wasn’t them, so the link no longer works.',
  linkLead: 'We’ll send you a link. No password needed.',
  linkSend: 'Send link',
  linkCodeTitle: 'Check your messages',
  linkSent: 'We sent a link by {channel} to {to}.',
  linkNotReceived: 'Didn’t get the link?',
  linkCanResend: 'You can now ask for the link again.',
  linkNewCode: 'Get a new link',
  linkExpired: 'This link has expired.',
  linkAttempts: 'Too many wrong digits.',
  linkUsed: 'This link can’t be used any more.',
  linkLimit: 'We can’t send this link again. Please try later.',
  linkChannelDown: 'We can’t send a link this way right now. Try another way.',
  linkWhy: 'Why no link?',
};

export default en;
