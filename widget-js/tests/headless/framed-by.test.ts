import { afterEach, describe, expect, it, vi } from 'vitest';
import { callApi } from '../../src/headless/call-api.js';
import { framedBy } from '../../src/headless/framed-by.js';
import { fakeServer } from '../support/fake-server.js';

/** A page inside of a frame, in a browser that tells this much about the pages around it. */
function frame(told: { ancestorOrigins?: readonly string[]; referrer?: string }) {
  const window = { parent: {} };
  vi.stubGlobal('window', window);
  vi.stubGlobal('location', { ancestorOrigins: told.ancestorOrigins });
  vi.stubGlobal('document', { referrer: told.referrer ?? '' });
}

afterEach(() => vi.unstubAllGlobals());

describe('framedBy', () => {
  it('says nothing outside of frames, and outside of browsers', () => {
    expect(framedBy()).toEqual({});
    vi.stubGlobal('window', undefined);
    expect(framedBy()).toEqual({});
  });

  it('names every page around it, the nearest first', () => {
    frame({
      ancestorOrigins: ['https://shop.example', 'https://top.example'],
      referrer: 'https://x.example/',
    });
    expect(framedBy()).toEqual({ framedBy: 'https://shop.example,https://top.example' });
  });

  it('names the nearest by the referrer, without path and query, where there is no list', () => {
    frame({ referrer: 'https://shop.example:8443/pay?secret=1' });
    expect(framedBy()).toEqual({ framedBy: 'https://shop.example:8443' });
  });

  it('says that it is in a frame even if nobody is named', () => {
    frame({});
    expect(framedBy()).toEqual({ framedBy: '' });
  });

  it('travels with every call', async () => {
    frame({ ancestorOrigins: ['https://shop.example'] });
    const server = fakeServer();
    const access = { apiBase: 'https://otp.example.com', widgetId: 'w', tokenAuth: 't' };
    await callApi(access, 'getWidgetProcess');
    await callApi(access, 'sendOtp', { identifier: 'a@example.com' });
    expect(server.seen[0]?.url.searchParams.get('framedBy')).toBe('https://shop.example');
    expect(server.seen[1]?.body).toMatchObject({ framedBy: 'https://shop.example' });
  });
});
