/** Where most people have their mail; near misses of these are offered a repair. */
const DOMAINS = (
  'gmail.com yahoo.com hotmail.com outlook.com icloud.com live.com msn.com aol.com me.com mac.com mail.com ymail.com ' +
  'email.com proton.me protonmail.com rediffmail.com yahoo.co.in yahoo.co.uk gmx.de gmx.net gmx.com web.de t-online.de ' +
  'orange.fr free.fr wanadoo.fr uol.com.br bol.com.br terra.com.br yahoo.com.br mail.ru yandex.ru qq.com 163.com'
).split(' ');

/** Edits (insert, delete, replace, swap neighbours) that turn one word into the other. */
function distance(a: string, b: string): number {
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      const least = Math.min(
        (next[j - 1] as number) + 1,
        (row[j] as number) + 1,
        (row[j - 1] as number) + same,
      );
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      next[j] = swapped ? Math.min(least, (before[j - 2] as number) + 1) : least;
    }
    before = row;
    row = next;
  }
  return row[b.length] as number;
}

/** The address that was probably meant, when its domain is a near miss of a common one. */
export function suggestEmail(email: string): string | undefined {
  const [, name, domain] = /^(.+)@([^@]+\.[^@.]{2,})$/.exec(email.trim().toLowerCase()) ?? [];
  if (!name || !domain || DOMAINS.includes(domain)) return undefined;
  // hotmail.es is no misspelt hotmail.fr; gmail.co and gmail.cm are seldom meant.
  const [label, rest] = [domain.slice(0, domain.indexOf('.')), domain.slice(domain.indexOf('.') + 1)];
  const known = DOMAINS.some((candidate) => candidate.startsWith(`${label}.`));
  if (known && /^(?!c[om]$|om$)([a-z]{2}|com?\.[a-z]{2})$/.test(rest)) return undefined;
  const limit = domain.length > 8 ? 2 : 1;
  const scored = DOMAINS.map((candidate) => [distance(domain, candidate), candidate] as const);
  const [edits, nearest] = scored.reduce((a, b) => (b[0] < a[0] ? b : a));
  return edits <= limit ? `${name}@${nearest}` : undefined;
}
