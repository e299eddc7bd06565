import type { LiveTexts } from './texts.js';

const de: LiveTexts = {
  sentAt: 'Gesendet {time}',
  delivered: 'Gesendet {time} · zugestellt',
  undelivered: 'Nicht zugestellt',
  why: 'Warum kommt kein Code?',
  tryBy: 'Per {channel} versuchen',
  wrongKind: 'Diese Nummer kann keine {channel} empfangen.',
  badRecipient: 'Unter dieser Nummer oder Adresse ist niemand erreichbar. Prüfen Sie die Eingabe.',
  unsubscribed: 'Nachrichten per {channel} sind beim Empfänger gesperrt.',
  carrierDelay: 'Das Netz ist langsamer als sonst. Die Nachricht kann noch ankommen.',
  providerTrouble: 'Der Versand ist gerade gestört.',
  waiting: 'Öffnen Sie den Link und bestätigen Sie. Wir warten hier …',
  match: 'Anderes Gerät? Geben Sie dort diese Ziffern ein.',
  openMail: '{app} öffnen',
  otherTab: 'Weiter geht es in dem Tab, den der Link geöffnet hat.',
  declined: 'Jemand hat angegeben, es nicht gewesen zu sein. Der Link gilt nicht mehr.',
  linkLead: 'Wir senden Ihnen einen Link. Ganz ohne Passwort.',
  linkSend: 'Link senden',
  linkCodeTitle: 'Ihr Link ist unterwegs',
  linkSent: 'Link per {channel} gesendet an {to}.',
  linkNotReceived: 'Keinen Link erhalten?',
  linkCanResend: 'Sie können den Link jetzt erneut anfordern.',
  linkNewCode: 'Neuen Link anfordern',
  linkExpired: 'Dieser Link ist abgelaufen.',
  linkAttempts: 'Zu viele falsche Ziffern.',
  linkUsed: 'Dieser Link ist nicht mehr gültig.',
  linkLimit: 'Dieser Link kann nicht noch einmal gesendet werden. Versuchen Sie es später.',
  linkChannelDown: 'Auf diesem Weg ist gerade kein Versand möglich. Wählen Sie einen anderen Weg.',
  linkWhy: 'Warum kommt kein Link?',
};

export default de;
