import type { LiveTexts } from './texts.js';

const es: LiveTexts = {
  sentAt: 'Enviado a las {time}',
  delivered: 'Enviado a las {time} · entregado',
  undelivered: 'No entregado',
  why: '¿Por qué no llega el código?',
  tryBy: 'Probar con {channel}',
  wrongKind: 'Este número no puede recibir {channel}.',
  badRecipient: 'No hay nadie en ese número o dirección. Revisa que esté bien escrito.',
  unsubscribed: 'El destinatario ha bloqueado los mensajes por {channel}.',
  carrierDelay: 'La red va más lenta de lo normal. Aún puede llegar.',
  providerTrouble: 'Ahora mismo tenemos problemas para enviar.',
  waiting: 'Esperando a que abras el enlace y confirmes…',
  match: '¿Lo abres en otro dispositivo? Escribe allí estas cifras.',
  openMail: 'Abrir {app}',
  otherTab: 'Continúa en la pestaña que abrió el enlace.',
  declined: 'Alguien dijo que no fue quien lo pidió; el enlace ya no sirve.',
  linkLead: 'Te enviaremos un enlace. Sin contraseña.',
  linkSend: 'Enviar enlace',
  linkCodeTitle: 'Mira tus mensajes',
  linkSent: 'Enviamos un enlace por {channel} a {to}.',
  linkNotReceived: '¿No te llegó el enlace?',
  linkCanResend: 'Ya puedes pedir el enlace otra vez.',
  linkNewCode: 'Pedir otro enlace',
  linkExpired: 'Este enlace ha caducado.',
  linkAttempts: 'Demasiadas cifras incorrectas.',
  linkUsed: 'Este enlace ya no se puede usar.',
  linkLimit: 'No podemos enviar este enlace otra vez. Prueba más tarde.',
  linkChannelDown: 'Ahora no podemos enviar un enlace por esta vía. Prueba otra.',
  linkWhy: '¿Por qué no llega el enlace?',
};

export default es;
