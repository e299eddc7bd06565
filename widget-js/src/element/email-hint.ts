/** Where most people have their mail; near misses of these are offered a repair. */
const DOMAINS = (
  'gmail.com yahoo.com hotmail.com outlook.com icloud.com live.com msn.com aol.com me.com mail.com ymail.com ' +
  'email.com protonmail.com rediffmail.com yahoo.co.in gmx.de web.de orange.fr free.fr uol.com.br mail.ru qq.com'
).split(' ');

/** Whether at most `edits` (insert, delete, replace, swap neighbours) turn one word into the other. */
function isNear(a: string, b: string, edits: number): boolean {
  if (edits < 0) return false;
  if (a === b) return true;
  const [restA, restB] = [a.slice(1), b.slice(1)];
  if (a[0] === b[0]) return isNear(restA, restB, edits);
  return (
    isNear(restA, restB, edits - 1) ||
    isNear(restA, b, edits - 1) ||
    isNear(a, restB, edits - 1) ||
    (a[0] === b[1] && a[1] === b[0] && isNear(a.slice(2), b.slice(2), edits - 1))
  );
}

/** The address that was probably meant, when its domain is a near miss of a common one. */
export function suggestEmail(email: string): string | undefined {
  const [, name, label, rest = ''] = /^(.+@)([^@.]+\.)([^@]{2,})$/.exec(email.trim().toLowerCase()) ?? [];
  if (!name || !label) return undefined;
  const domain = label + rest;
  // hotmail.es is no misspelt hotmail.com; gmail.co, .cm and .om are seldom meant.
  const foreign = /^(?!c[om]$|om$)\w\w$|^com?\.\w\w$/.test(rest);
  if (DOMAINS.includes(domain) || (foreign && DOMAINS.some((known) => known.startsWith(label))))
    return undefined;
  const near = (edits: number) => DOMAINS.find((known) => isNear(domain, known, edits));
  const meant = near(1) ?? (domain.length > 8 ? near(2) : undefined);
  return meant && name + meant;
}
