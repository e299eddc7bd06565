import { join } from 'node:path';
import ts from 'typescript';
import { expect, it } from 'vitest';
import { createProvider } from '../src/provider/create-provider.js';

const root = join(import.meta.dirname, '..');

/** Every exported name of a module, types included. */
function names(entry: string): string[] {
  const file = join(root, entry);
  const { options } = ts.parseJsonConfigFileContent(
    ts.readConfigFile(join(root, 'tsconfig.build.json'), ts.sys.readFile).config,
    ts.sys,
    root,
  );
  const program = ts.createProgram([file], { ...options, noLib: true });
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(file);
  const symbol = source && checker.getSymbolAtLocation(source);
  return symbol
    ? checker
        .getExportsOfModule(symbol)
        .map(({ name }) => name)
        .sort()
    : [];
}

// A name that appears here is a promise to those who use it.
it('exports these names from the package', { timeout: 30_000 }, () => {
  expect(names('src/index.ts')).toEqual([
    'ApiAccess',
    'Channel',
    'FailureCallback',
    'Hint',
    'LiveTexts',
    'LoadOptions',
    'MessageState',
    'OtpConfig',
    'OtpError',
    'OtpMethods',
    'OtpOptions',
    'OtpProvider',
    'OtpReason',
    'OtpSession',
    'OtpWidget',
    'Pending',
    'RequestState',
    'RetryRequest',
    'SendRequest',
    'Sent',
    'SuccessCallback',
    'Texts',
    'Verified',
    'VerifyRequest',
    'WidgetCountry',
    'WidgetData',
    'WidgetProcess',
    'createSession',
    'getRequestState',
    'getWidgetData',
    'isOneTapAuthenticated',
    'loadOtpProvider',
    'retryOtp',
    'sendOtp',
    'solveCaptcha',
    'verifyOtp',
    'waitForLink',
    'watchRequest',
  ]);
  expect(names('src/register-element.ts')).toEqual(['OtpWidgetElement', 'OtpWidgetEventMap']);
});

it('has these names on window.OtpWidget', () => {
  expect(Object.keys(createProvider('', null)).sort()).toEqual([
    'base',
    'define',
    'initSendOTP',
    'preload',
    'start',
    'version',
  ]);
});
