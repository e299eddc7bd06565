import { createHmac } from 'node:crypto';
import { httpServer } from './http-server.ts';

/** An SMS gateway of a test's own: it takes messages and tells what became of them, signed. */
export interface Gateway {
  url: string;
  /** The newest message to a number, once it is there. */
  to(number: string): Promise<Taken>;
  close(): void;
}

/** A message that the gateway took. */
export interface Taken {
  text: string;
  /** Sends a receipt, as the vendor would. */
  report(status: 'DELIVERED' | 'FAILED'): Promise<void>;
}

/** The secret that both sides know. */
export const receiptSecret = 'receipt-secret-of-the-tests';

/** Starts one that any provider of kind `http` can be pointed at. */
export async function startGateway(): Promise<Gateway> {
  const taken = new Map<string, Taken>();
  const server = await httpServer(async (request, response) => {
    let body = '';
    for await (const piece of request) body += piece;
    const { to, text, receiptUrl } = JSON.parse(body) as { to: string; text: string; receiptUrl: string };
    const id = `m${taken.size + 1}-${Date.now()}`;
    taken.set(to.replace('+', ''), {
      text,
      async report(status) {
        const receipt = JSON.stringify({ id, status });
        const signature = createHmac('sha256', receiptSecret).update(receipt).digest('hex');
        const answer = await fetch(receiptUrl, {
          method: 'POST',
          headers: { 'content-type': 'application/json', 'X-Signature': signature },
          body: receipt,
        });
        if (!answer.ok) throw new Error(`The receipt was answered ${answer.status}`);
      },
    });
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ id }));
  });
  return {
    url: server.url,
    close: server.close,
    async to(number) {
      for (const end = Date.now() + 10_000; Date.now() < end; ) {
        const message = taken.get(number);
        if (message) return message;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      throw new Error(`No message for ${number}`);
    },
  };
}
