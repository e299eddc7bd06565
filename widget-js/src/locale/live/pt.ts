import type { LiveTexts } from './texts.js';

const pt: LiveTexts = {
  sentAt: 'Enviado às {time}',
  delivered: 'Enviado às {time} · entregue',
  undelivered: 'Não entregue',
  why: 'Por que o código não chega?',
  tryBy: 'Tentar por {channel}',
  wrongKind: 'Este número não pode receber {channel}.',
  badRecipient: 'Não há ninguém nesse número ou endereço. Confira se está certo.',
  unsubscribed: 'As mensagens por {channel} estão bloqueadas no destino.',
  carrierDelay: 'A rede está mais lenta que o normal. Ainda pode chegar.',
  providerTrouble: 'Estamos com problemas para enviar agora.',
  waiting: 'Aguardando você abrir o link e confirmar…',
  match: 'Vai abrir em outro aparelho? Digite lá estes números.',
  openMail: 'Abrir {app}',
  otherTab: 'Continue na aba que o link abriu.',
  declined: 'Alguém disse que não foi quem pediu; o link não vale mais.',
  linkLead: 'Enviaremos um link. Sem senha.',
  linkSend: 'Enviar link',
  linkCodeTitle: 'Veja suas mensagens',
  linkSent: 'Enviamos um link por {channel} para {to}.',
  linkNotReceived: 'Não recebeu o link?',
  linkCanResend: 'Você já pode pedir o link de novo.',
  linkNewCode: 'Pedir um novo link',
  linkExpired: 'Este link expirou.',
  linkAttempts: 'Números errados demais.',
  linkUsed: 'Este link não pode mais ser usado.',
  linkLimit: 'Não podemos enviar este link de novo. Tente mais tarde.',
  linkChannelDown: 'Não dá para enviar um link desta forma agora. Tente outra.',
  linkWhy: 'Por que o link não chega?',
};

export default pt;
