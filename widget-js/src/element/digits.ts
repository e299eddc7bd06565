const DIGIT = /\p{Nd}/gu;

/** Digits of any script and width become ASCII ones; everything else stays, in NFKC. */
export function asciiDigits(text: string): string {
  return text.normalize('NFKC').replace(DIGIT, (digit) => {
    // Unicode lays out every remaining set of digits from a code point that ends in 0 or in 6.
    const point = digit.codePointAt(0) as number;
    const last = point & 15;
    const row = String.fromCodePoint(point - last);
    return `${row.match(DIGIT) ? last : last - 6}`;
  });
}

/**
 * The code in what was typed, pasted or filled in: a run of exactly `length` digits when there is one
 * ("Your code is 123 456"), else all digits, cut to `length`. Spaces and dashes inside a run do not count.
 */
export function readCode(text: string, length: number): string {
  const ascii = asciiDigits(text);
  const runs = ascii.match(/\d(?:[\s\p{Pd}]?\d)*/gu) ?? [];
  const digits = runs.map((run) => run.replace(/\D/g, ''));
  return digits.find((run) => run.length === length) ?? digits.join('').slice(0, length);
}
