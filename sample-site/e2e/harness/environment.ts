/** Where the two applications answer, and the demo account's credentials (those of the server's demo profile). */
export const environment = {
  get server(): string {
    return required('OTP_E2E_SERVER');
  },
  get site(): string {
    return required('OTP_E2E_SITE');
  },
  authkey: 'demo-authkey',
  widgetId: '3465756a3173343636383032',
  /** Sends links that lead back to the sample site's page `/link`. */
  linkWidgetId: '6d616769636c696e6b303031',
  token: 'demo-token',
};

function required(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: the global setup sets it.`);
  return value;
}
