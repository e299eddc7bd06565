/** A random key for one action of the visitor. `crypto.randomUUID` is missing on pages without TLS. */
export function createIdempotencyKey(): string {
  return Array.from(crypto.getRandomValues(new Uint32Array(4)), (word) => word.toString(36)).join('');
}
