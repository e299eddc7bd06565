import type { LiveTexts } from './texts.js';

const ar: LiveTexts = {
  sentAt: 'أُرسل {time}',
  delivered: 'أُرسل {time} · وصل',
  undelivered: 'لم يصل',
  why: 'لماذا لم يصل الرمز؟',
  tryBy: 'جرّب عبر {channel}',
  wrongKind: 'لا يمكن لهذا الرقم استقبال {channel}.',
  badRecipient: 'لا أحد على هذا الرقم أو العنوان. تأكّد من كتابته.',
  unsubscribed: 'الرسائل عبر {channel} محظورة لدى المستلم.',
  carrierDelay: 'الشبكة أبطأ من المعتاد. قد تصل الرسالة بعد قليل.',
  providerTrouble: 'نواجه مشكلة في الإرسال الآن.',
  waiting: 'افتح الرابط وأكّد، ونحن بانتظارك هنا…',
  match: 'تفتحه على جهاز آخر؟ أدخل هناك هذين الرقمين.',
  openMail: 'فتح {app}',
  otherTab: 'تابع في علامة التبويب التي فتحها الرابط.',
  declined: 'قال أحدهم إنه لم يطلب ذلك، ولم يعد الرابط صالحًا.',
  linkLead: 'سنرسل إليك رابطًا. لا حاجة إلى كلمة مرور.',
  linkSend: 'إرسال الرابط',
  linkCodeTitle: 'راجع رسائلك',
  linkSent: 'أرسلنا رابطًا عبر {channel} إلى {to}.',
  linkNotReceived: 'لم يصلك الرابط؟',
  linkCanResend: 'يمكنك طلب الرابط مرة أخرى.',
  linkNewCode: 'الحصول على رابط جديد',
  linkExpired: 'انتهت صلاحية هذا الرابط.',
  linkAttempts: 'عدد كبير من الأرقام الخاطئة.',
  linkUsed: 'لم يعد هذا الرابط صالحًا.',
  linkLimit: 'لا يمكن إرسال هذا الرابط مجددًا. حاول لاحقًا.',
  linkChannelDown: 'لا يمكن إرسال رابط بهذه الطريقة الآن. جرّب طريقة أخرى.',
  linkWhy: 'لماذا لم يصل الرابط؟',
};

export default ar;
