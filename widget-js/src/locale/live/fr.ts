import type { LiveTexts } from './texts.js';

const fr: LiveTexts = {
  sentAt: 'Envoyé à {time}',
  delivered: 'Envoyé à {time} · distribué',
  undelivered: 'Non distribué',
  why: 'Pourquoi pas de code ?',
  tryBy: 'Essayer par {channel}',
  wrongKind: 'Ce numéro ne peut pas recevoir de {channel}.',
  badRecipient: 'Il n’y a personne à ce numéro ou à cette adresse. Vérifiez la saisie.',
  unsubscribed: 'Les messages par {channel} sont bloqués par le destinataire.',
  carrierDelay: 'Le réseau est plus lent que d’habitude. Le message peut encore arriver.',
  providerTrouble: 'Nous avons du mal à envoyer en ce moment.',
  waiting: 'Ouvrez le lien et confirmez, nous attendons ici…',
  match: 'Vous l’ouvrez sur un autre appareil ? Saisissez-y ces chiffres.',
  openMail: 'Ouvrir {app}',
  otherTab: 'Continuez dans l’onglet ouvert par le lien.',
  declined: 'Quelqu’un a dit ne pas en être à l’origine : le lien ne fonctionne plus.',
  linkLead: 'Nous vous enverrons un lien. Sans mot de passe.',
  linkSend: 'Envoyer le lien',
  linkCodeTitle: 'Consultez vos messages',
  linkSent: 'Lien envoyé par {channel} à {to}.',
  linkNotReceived: 'Lien non reçu ?',
  linkCanResend: 'Vous pouvez redemander le lien.',
  linkNewCode: 'Demander un nouveau lien',
  linkExpired: 'Ce lien a expiré.',
  linkAttempts: 'Trop de chiffres erronés.',
  linkUsed: 'Ce lien n’est plus utilisable.',
  linkLimit: 'Nous ne pouvons plus renvoyer ce lien. Réessayez plus tard.',
  linkChannelDown: 'Impossible d’envoyer un lien ainsi pour le moment. Essayez autrement.',
  linkWhy: 'Pourquoi pas de lien ?',
};

export default fr;
