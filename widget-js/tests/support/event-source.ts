import { get, type IncomingMessage } from 'node:http';

/** An `EventSource` over a real connection, which Node 20 has none of. It never connects again by itself: nor may ours rely on it. */
export class NodeEventSource extends EventTarget {
  #response: IncomingMessage | undefined;
  #request;
  #closed = false;

  constructor(url: string) {
    super();
    this.#request = get(url, { agent: false }, (response) => {
      this.#response = response;
      if (response.statusCode !== 200) return this.#fail();
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => {
        text += chunk;
        const blocks = text.split('\n\n');
        text = blocks.pop() ?? '';
        for (const block of blocks) this.#tell(block);
      });
      response.on('close', () => this.#fail());
      response.on('error', () => {});
    });
    this.#request.on('error', () => this.#fail());
  }

  close(): void {
    this.#closed = true;
    this.#response?.destroy();
    this.#request.destroy();
  }

  #tell(block: string): void {
    const field = (name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(block)?.[1];
    const type = field('event');
    if (type && !this.#closed) this.dispatchEvent(Object.assign(new Event(type), { data: field('data') }));
  }

  #fail(): void {
    if (!this.#closed) this.dispatchEvent(new Event('error'));
    this.#closed = true;
  }
}
