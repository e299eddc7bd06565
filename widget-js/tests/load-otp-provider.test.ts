// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { OtpProvider } from '../src/provider/otp-provider.js';

const URL = 'https://otp.example.com/otp-provider.js';
const provider = { base: 'https://otp.example.com' } as OtpProvider;
let loadOtpProvider: typeof import('../src/load-otp-provider.js').loadOtpProvider;

const tags = () => [...document.querySelectorAll('script')];
const arrive = (script: HTMLScriptElement | undefined) => {
  window.OtpWidget = provider;
  script?.dispatchEvent(new Event('load'));
};

beforeEach(async () => {
  vi.resetModules();
  ({ loadOtpProvider } = await import('../src/load-otp-provider.js'));
  // The tags are watched, not fetched.
  vi.spyOn(document.head, 'append').mockImplementation((...nodes) => {
    for (const node of nodes as HTMLScriptElement[]) {
      node.type = 'test/plain';
      document.body.append(node);
    }
  });
});

afterEach(() => {
  document.body.replaceChildren();
  delete window.OtpWidget;
});

describe('loadOtpProvider', () => {
  it('adds one tag and resolves to the global', async () => {
    const loads = [loadOtpProvider(URL, { nonce: 'n' }), loadOtpProvider(URL)];
    await vi.waitFor(() => expect(tags()).toHaveLength(1));
    expect(tags()[0]).toMatchObject({ src: URL, nonce: 'n', async: true });
    arrive(tags()[0]);
    await expect(Promise.all(loads)).resolves.toEqual([provider, provider]);
    expect(tags()).toHaveLength(1);
  });

  it('adds nothing when the script is there already', async () => {
    window.OtpWidget = provider;
    await expect(loadOtpProvider(URL)).resolves.toBe(provider);
    expect(tags()).toHaveLength(0);
  });

  it('tries again after a failure', async () => {
    const failed = expect(loadOtpProvider(URL)).rejects.toThrow(URL);
    await vi.waitFor(() => expect(tags()).toHaveLength(1));
    tags()[0]?.dispatchEvent(new Event('error'));
    await failed;
    expect(tags()).toHaveLength(0);
    const load = loadOtpProvider(URL);
    await vi.waitFor(() => expect(tags()).toHaveLength(1));
    arrive(tags()[0]);
    await expect(load).resolves.toBe(provider);
  });

  it('rejects when the URL is another script', async () => {
    const load = expect(loadOtpProvider(URL)).rejects.toThrow();
    await vi.waitFor(() => expect(tags()).toHaveLength(1));
    tags()[0]?.dispatchEvent(new Event('load'));
    await load;
  });

  it('waits for a tag of the page that is still loading', async () => {
    const own = document.createElement('script');
    own.type = 'test/plain';
    own.src = URL;
    document.body.append(own);
    vi.spyOn(document, 'readyState', 'get').mockReturnValue('interactive');
    const load = loadOtpProvider(URL);
    await Promise.resolve();
    expect(tags()).toEqual([own]);
    arrive(own);
    await expect(load).resolves.toBe(provider);
  });

  it('rejects when the tag of the page had failed before, and can try again', async () => {
    const own = document.createElement('script');
    own.type = 'test/plain';
    own.src = URL;
    document.body.append(own);
    const state = vi.spyOn(document, 'readyState', 'get').mockReturnValue('interactive');
    const load = expect(loadOtpProvider(URL)).rejects.toThrow(URL);
    await Promise.resolve();
    window.dispatchEvent(new Event('load'));
    await load;
    state.mockReturnValue('complete');
    const again = loadOtpProvider(URL);
    await vi.waitFor(() => expect(tags()).toHaveLength(1));
    arrive(tags()[0]);
    await expect(again).resolves.toBe(provider);
  });

  it('asks for cross-origin access where integrity is given', async () => {
    loadOtpProvider(URL, { integrity: 'sha384-x' });
    await vi.waitFor(() =>
      expect(tags()[0]).toMatchObject({ integrity: 'sha384-x', crossOrigin: 'anonymous' }),
    );
  });
});
