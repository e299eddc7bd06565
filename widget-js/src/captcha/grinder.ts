/** Looks for a counter among `tries`, beginning with `from`, that solves puzzle `n`; -1 when none does. */
export type Grind = (seed: Int32Array, n: number, from: number, tries: number, limit: number) => number;

/**
 * Makes the innermost loop: SHA-256 of one block (seed, n, counter), whose first 32 bits must be below the limit.
 * Written out here since `crypto.subtle` costs a promise for each hash and is missing on pages without TLS.
 *
 * It uses nothing from outside of itself: its source text is what a worker runs.
 *
 * @see https://doi.org/10.6028/NIST.FIPS.180-4
 */
export function createGrinder(): Grind {
  const K = new Int32Array(64);
  const H = new Int32Array(8);
  const W = new Int32Array(64);
  const fraction = (x: number) => ((x % 1) * 2 ** 32) | 0;
  for (let p = 2, found = 0; found < 64; p++) {
    let d = 2;
    while (p % d) d++;
    if (d < p) continue;
    if (found < 8) H[found] = fraction(p ** 0.5);
    K[found++] = fraction(p ** (1 / 3));
  }

  const word = (i: number) => H[i] as number;
  const [h0, h1, h2, h3] = [word(0), word(1), word(2), word(3)];
  const [h4, h5, h6, h7] = [word(4), word(5), word(6), word(7)];

  return (seed, n, from, tries, limit) => {
    W.set(seed);
    W[8] = n;
    W[10] = 1 << 31;
    W[15] = 320;
    const end = from + tries;
    for (let counter = from; counter < end; counter++) {
      W[9] = counter;
      let a = h0;
      let b = h1;
      let c = h2;
      let d = h3;
      let e = h4;
      let f = h5;
      let g = h6;
      let h = h7;
      for (let i = 0; i < 64; i++) {
        if (i > 15) {
          const x = W[i - 15] as number;
          const y = W[i - 2] as number;
          W[i] =
            ((W[i - 16] as number) +
              (W[i - 7] as number) +
              (((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3)) +
              (((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10))) |
            0;
        }
        const s = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
        const t = (h + s + ((e & f) ^ (~e & g)) + (K[i] as number) + (W[i] as number)) | 0;
        const u = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
        h = g;
        g = f;
        f = e;
        e = (d + t) | 0;
        d = c;
        const v = (u + ((a & b) ^ (a & c) ^ (b & c))) | 0;
        c = b;
        b = a;
        a = (t + v) | 0;
      }
      if ((h0 + a) >>> 0 < limit) return counter;
    }
    return -1;
  };
}
