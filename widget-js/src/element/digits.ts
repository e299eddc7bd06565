const DIGIT = /\p{Nd}/u;

/** Digits of any script and width become ASCII ones; everything else stays, in NFKC. */
export function asciiDigits(text: string): string {
  return text.normalize('NFKC').replace(/\p{Nd}/gu, (digit) => {
    // Unicode keeps the ten digits of a script together, so that a digit is worth its distance from the first.
    const point = digit.codePointAt(0) as number;
    let value = 0;
    while (DIGIT.test(String.fromCodePoint(point - value - 1))) value++;
    return `${value % 10}`;
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
