import type { Page } from '@playwright/test';

const scripts: Record<string, RegExp> = {
  recaptchaV2: /^https:\/\/www\.google\.com\/recaptcha\/api\.js/,
  recaptchaV3: /^https:\/\/www\.google\.com\/recaptcha\/api\.js/,
  recaptchaEnterprise: /^https:\/\/www\.google\.com\/recaptcha\/enterprise\.js/,
  hcaptcha: /^https:\/\/js\.hcaptcha\.com\/1\/api\.js/,
  turnstile: /^https:\/\/challenges\.cloudflare\.com\/turnstile\/v0\/api\.js/,
};

/**
 * Puts a stand-in in place of the script of a vendor that draws a box: clicked, it opens a puzzle at the end of the
 * page, as vendors do. The server is not asked what it thinks of tokens: the answer of `sendOtp` is made up.
 *
 * @returns the captcha tokens that were sent so far
 */
export async function drawingVendor(page: Page, kind: string): Promise<() => string[]> {
  const name = kind === 'recaptchaV2' ? 'grecaptcha' : kind;
  await serve(
    page,
    kind,
    `let drawn = 0, solved = 0; const boxes = [];
    window.${name} = {
      ready: (tell) => tell(),
      render(place, { sitekey, callback }) {
        if (sitekey !== 'site-key') throw new Error('wrong key');
        const box = document.createElement('button');
        box.type = 'button';
        box.textContent = 'I am human';
        box.onclick = () => {
          const puzzle = document.createElement('button');
          puzzle.textContent = 'All traffic lights';
          puzzle.style.cssText = 'position:fixed;inset:40% 40%;z-index:2000000000';
          puzzle.onclick = () => { puzzle.remove(); box.disabled = true; callback('${kind} token ' + ++solved) };
          document.body.append(puzzle);
        };
        place.append(box);
        boxes[++drawn] = box;
        return drawn;
      },
      reset: (id) => { boxes[id].disabled = false },
      remove: (id) => boxes[id].remove(),
    };`,
  );
  return sentTokens(page);
}

/** The same for a vendor that only watches. */
export async function scoringVendor(page: Page, kind: string): Promise<() => string[]> {
  await serve(
    page,
    kind,
    `const api = {
      ready: (tell) => setTimeout(tell, 20),
      execute: async (key, { action }) => action + ' token for ' + key,
    };
    window.grecaptcha = ${kind === 'recaptchaV3' ? 'api' : '{ enterprise: api }'};`,
  );
  return sentTokens(page);
}

async function serve(page: Page, kind: string, source: string): Promise<void> {
  await page.route(scripts[kind] as RegExp, (route) => {
    const ready = new URL(route.request().url()).searchParams.get('onload');
    const body = `(() => { ${source} })();${ready ? `${ready}();` : ''}`;
    return route.fulfill({ contentType: 'text/javascript', body });
  });
}

async function sentTokens(page: Page): Promise<() => string[]> {
  const tokens: string[] = [];
  await page.route('**/sendOtp', async (route) => {
    tokens.push(route.request().postDataJSON().captchaToken);
    const json = { type: 'success', message: '36656b6a6b373530383734', retryAfter: 30, expiresIn: 600 };
    return route.fulfill({ json, headers: { 'Access-Control-Allow-Origin': '*' } });
  });
  return () => tokens;
}
