import { createHash } from 'node:crypto';

/** A challenge as the server answers it; its signature is any bytes. */
export function challenge(difficulty = 50, expiresIn = 300, nonce = 0) {
  const bytes = Buffer.from(Array.from({ length: 58 }, (_, i) => (i * 37 + nonce) % 256));
  return { type: 'success', message: bytes.toString('base64url'), puzzles: 16, difficulty, expiresIn };
}

/** Whether a token solves a challenge, by another SHA-256 than the one that made it. */
export function isSolved(
  token: string,
  { message, puzzles, difficulty }: ReturnType<typeof challenge>,
): boolean {
  const head = Buffer.from(message, 'base64url');
  const bytes = Buffer.from(token, 'base64url');
  if (bytes.length !== head.length + puzzles * 4 || !bytes.subarray(0, head.length).equals(head))
    return false;
  return Array.from({ length: puzzles }, (_, n) => {
    const block = Buffer.alloc(40);
    head.copy(block, 0, head.length - 32);
    block.writeUInt32BE(n, 32);
    bytes.copy(block, 36, head.length + n * 4, head.length + n * 4 + 4);
    return createHash('sha256').update(block).digest().readUInt32BE(0) * difficulty < 2 ** 32;
  }).every(Boolean);
}
