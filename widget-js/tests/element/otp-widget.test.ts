// @vitest-environment happy-dom
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { define } from '../../src/element/define.js';
import * as ui from '../../src/element/index.js';
import type { OtpConfig } from '../../src/headless/types.js';
import { fakeSession } from '../support/fake-session.js';

const createSession = vi.fn((_: OtpConfig) => fakeSession());
const start = () => vi.waitFor(() => expect(createSession).toHaveBeenCalled());
const none = () => Promise.reject(new Error('none'));
const started = () => createSession.mock.lastCall?.[0];

beforeAll(() => {
  // happy-dom has no ElementInternals.
  const internals = { form: null, setFormValue: () => {} };
  Object.assign(HTMLElement.prototype, { attachInternals: () => internals });
  define({ ui, createSession, loadLocale: none, loadLive: none });
});
beforeEach(() => void createSession.mockClear());
afterEach(() => document.body.replaceChildren());

describe('<otp-widget>', () => {
  it('keeps what the page set before it was defined', async () => {
    const given = { variables: { VAR1: 'Shop' }, options: { autoSubmit: 'never' } };
    const existing = Object.assign(document.createElement('div'), given);
    // An upgrade runs the constructor over the element that is there already.
    vi.stubGlobal('HTMLElement', function upgrade() {
      return existing;
    });
    vi.resetModules();
    const { OtpWidgetElement: Later } = await import('../../src/element/otp-widget.js');
    customElements.define('otp-later', Later);
    expect(new Later()).toMatchObject(given);
  });

  it('takes properties as frameworks set them', () => {
    const element = document.createElement('otp-widget');
    element.name = 'token';
    (element as { form: unknown }).form = 'order';
    expect([element.getAttribute('name'), element.name]).toEqual(['token', 'token']);
    expect(element.getAttribute('form')).toBe('order');
  });

  it('starts when its credentials come after it', async () => {
    const element = document.createElement('otp-widget');
    document.body.append(element);
    await Promise.resolve();
    expect(createSession).not.toHaveBeenCalled();
    element.setAttribute('widget-id', 'w');
    element.setAttribute('token-auth', 't');
    await start();
    expect(createSession).toHaveBeenCalledOnce();
    expect(started()).toMatchObject({ widgetId: 'w', tokenAuth: 't' });
  });
});
