import { expect } from '@playwright/test';
import { environment } from './environment.ts';

/** A message that the demo server kept instead of sending it. */
export interface Message {
  id: string;
  channel: 'sms' | 'whatsapp' | 'voice' | 'email';
  to: string;
  text: string;
  code: string;
}

/** All messages to an identifier, newest first. */
export async function messagesTo(identifier: string): Promise<Message[]> {
  const answer = await fetch(`${environment.server}/inbox/messages?to=${encodeURIComponent(identifier)}`);
  return ((await answer.json()) as { messages: Message[] }).messages;
}

/** Waits until so many messages have arrived, and returns the newest. */
export async function messageTo(identifier: string, count = 1): Promise<Message> {
  await expect.poll(async () => (await messagesTo(identifier)).length, `messages to the visitor`).toBe(count);
  const [newest] = await messagesTo(identifier);
  if (!newest) throw new Error('The message went away.');
  return newest;
}

/** The code of the newest message to an identifier. */
export async function codeFor(identifier: string, count = 1): Promise<string> {
  return (await messageTo(identifier, count)).code;
}

/** The link of the newest message to an identifier. */
export async function linkFor(identifier: string, count = 1): Promise<string> {
  const { text } = await messageTo(identifier, count);
  const [link] = /http\S+\/l\/[\w-]+/.exec(text) ?? [];
  if (!link) throw new Error('The message has no link.');
  return link;
}

/** A code of the same length that is certainly wrong, and different from `also` when that is given. */
export function wrongCode(right: string, also = right): string {
  const taken = [right, also];
  const candidates = [1, 2, 3].map(
    (step) => String(((Number(right[0]) + step - 1) % 9) + 1) + right.slice(1),
  );
  return candidates.find((candidate) => !taken.includes(candidate)) as string;
}
