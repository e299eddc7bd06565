import type { LiveTexts } from './texts.js';

const hi: LiveTexts = {
  sentAt: '{time} पर भेजा गया',
  delivered: '{time} पर भेजा गया · पहुँच गया',
  undelivered: 'नहीं पहुँचा',
  why: 'कोड क्यों नहीं आया?',
  tryBy: '{channel} आज़माएँ',
  wrongKind: 'इस नंबर पर {channel} नहीं आ सकता।',
  badRecipient: 'इस नंबर या पते पर कोई नहीं है। इसे जाँचें।',
  unsubscribed: 'वहाँ {channel} के संदेश बंद हैं।',
  carrierDelay: 'नेटवर्क धीमा है। संदेश अब भी आ सकता है।',
  providerTrouble: 'अभी भेजने में दिक्कत हो रही है।',
  waiting: 'लिंक खोलकर पुष्टि करें, हम यहाँ इंतज़ार कर रहे हैं…',
  match: 'दूसरे डिवाइस पर खोल रहे हैं? वहाँ ये अंक डालें।',
  openMail: '{app} खोलें',
  otherTab: 'लिंक से खुले टैब में आगे बढ़ें।',
  declined: 'किसी ने कहा कि यह उन्होंने नहीं माँगा, इसलिए लिंक अब काम नहीं करेगा।',
  linkLead: 'हम आपको एक लिंक भेजेंगे। पासवर्ड नहीं चाहिए।',
  linkSend: 'लिंक भेजें',
  linkCodeTitle: 'अपने संदेश देखें',
  linkSent: 'लिंक {channel} से {to} पर भेजा गया।',
  linkNotReceived: 'लिंक नहीं मिला?',
  linkCanResend: 'अब लिंक फिर भेजा जा सकता है।',
  linkNewCode: 'नया लिंक पाएँ',
  linkExpired: 'इस लिंक का समय समाप्त हो गया।',
  linkAttempts: 'बहुत बार गलत अंक डाले गए।',
  linkUsed: 'यह लिंक अब काम नहीं करेगा।',
  linkLimit: 'लिंक फिर नहीं भेजा जा सकता। बाद में कोशिश करें।',
  linkChannelDown: 'इस तरीके से लिंक नहीं भेजा जा सकता। दूसरा तरीका चुनें।',
  linkWhy: 'लिंक क्यों नहीं आया?',
};

export default hi;
