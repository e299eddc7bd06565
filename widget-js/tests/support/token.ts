/** A token as the server makes them, without a signature that anybody could check here. */
export const tokenFor = (aud: string, sub = '919999999999') =>
  ['{"alg":"EdDSA"}', JSON.stringify({ iss: 'https://otp.example.com/?~>', aud, sub }), 'signature']
    .map((part) => Buffer.from(part).toString('base64url'))
    .join('.');
