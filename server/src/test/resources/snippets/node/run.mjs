import { isVerified } from './verification.mjs';

const { ACCESS_TOKEN, IDENTIFIER } = process.env;
console.log((await isVerified(ACCESS_TOKEN, IDENTIFIER)) ? 'verified' : 'refused');
