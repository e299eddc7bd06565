import type { Channel } from '../headless/types.js';
import type { WidgetData } from '../headless/widget-data.js';
import type { Texts } from '../locale/texts.js';
import type { Kind } from './kind.js';

/** What a channel is called. */
export function channelName(channel: Channel | string, texts: Texts): string {
  const names: Record<string, string> = {
    '11': texts.sms,
    '4': texts.voice,
    '3': texts.emailChannel,
    '12': texts.whatsapp,
  };
  return names[channel] ?? texts.sms;
}

/**
 * What the visitor may ask a resend by: the channels of a Custom widget that reach this kind of contact, or `null`
 * alone for a Default one, where the server chooses. Contract section 1: only steps with `processVia` 5 count.
 */
export function resendChannels(data: WidgetData, kind: Kind): (Channel | null)[] {
  if (data.widgetType.value !== '2') return [null];
  const steps = data.processes.filter((step) => `${step.processVia.value}` === '5');
  const channels = steps.map((step) => `${step.channel.value}` as Channel);
  return [...new Set(channels)].filter((channel) => (channel === '3') === (kind === 'email'));
}
