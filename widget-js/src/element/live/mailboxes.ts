/** Where the mail of a domain is read in a browser: name, address, and domains, of which a dot at the end leaves the country open. */
const MAILBOXES = [
  ['Gmail', 'https://mail.google.com/', 'gmail.com googlemail.com'],
  ['Outlook', 'https://outlook.live.com/mail/', 'outlook. hotmail. live. msn.com'],
  ['Yahoo Mail', 'https://mail.yahoo.com/', 'yahoo. ymail.com rocketmail.com'],
  ['iCloud Mail', 'https://www.icloud.com/mail', 'icloud.com me.com mac.com'],
  ['Proton Mail', 'https://mail.proton.me/', 'proton.me protonmail.com pm.me'],
  ['GMX', 'https://www.gmx.net/', 'gmx.'],
  ['WEB.DE', 'https://web.de/', 'web.de'],
  ['AOL Mail', 'https://mail.aol.com/', 'aol.com'],
  ['Zoho Mail', 'https://mail.zoho.com/', 'zoho.com zohomail. zohomail.in'],
  ['Rediffmail', 'https://mail.rediff.com/', 'rediffmail.com'],
] as const;

/** A mailbox on the web. */
export interface Mailbox {
  readonly name: string;
  readonly url: string;
}

/** The web mailbox of an e-mail address; undefined for domains that nobody knows. */
export function mailboxOf(email: string): Mailbox | undefined {
  const domain = email.split('@')[1]?.toLowerCase();
  if (!domain) return undefined;
  const known = MAILBOXES.find(([, , domains]) =>
    domains.split(' ').some((one) => (one.endsWith('.') ? domain.startsWith(one) : domain === one)),
  );
  return known && { name: known[0], url: known[1] };
}
