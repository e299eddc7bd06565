/** A challenge, ready to be worked on. */
export interface Work {
  /** The challenge's bytes; the last 32 are the seed. */
  readonly challenge: Uint8Array<ArrayBuffer>;
  readonly puzzles: number;
  /** What the first 32 bits of a hash must be below. */
  readonly limit: number;
}

/** The seed as eight big-endian words. */
export function seedOf({ challenge }: Work): Int32Array {
  const view = new DataView(challenge.buffer, challenge.length - 32);
  return Int32Array.from({ length: 8 }, (_, i) => view.getInt32(i * 4));
}

/** Reads what the server answers. */
export function workOf(message: string, puzzles: number, difficulty: number): Work {
  const text = atob(message.replace(/-/g, '+').replace(/_/g, '/'));
  const challenge = Uint8Array.from(text, (char) => char.charCodeAt(0));
  return { challenge, puzzles, limit: 2 ** 32 / difficulty };
}

/** The captcha token: the challenge's bytes and a counter for each puzzle, in base64url. */
export function tokenOf({ challenge }: Work, counters: readonly number[]): string {
  const bytes = new Uint8Array(challenge.length + counters.length * 4);
  bytes.set(challenge);
  const view = new DataView(bytes.buffer, challenge.length);
  for (const [i, counter] of counters.entries()) view.setUint32(i * 4, counter);
  const text = btoa(String.fromCharCode(...bytes));
  return text.replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
}
