import { expect, it } from 'vitest';

// This file runs without a document.
it('loads nothing and resolves to null where there is no document', async () => {
  const { loadOtpProvider } = await import('../src/index.js');
  await expect(loadOtpProvider('https://otp.example.com/otp-provider.js')).resolves.toBeNull();
});

it('imports both entries without touching globals', async () => {
  const before = Object.getOwnPropertyNames(globalThis);
  await import('../src/index.js');
  await import('../src/register-element.js');
  expect(Object.getOwnPropertyNames(globalThis)).toEqual(before);
});
