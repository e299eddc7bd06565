import { retryOtp, sendOtp, verifyOtp } from './app.mjs';

const [call, ...values] = process.argv.slice(2);
const outcome = { send: sendOtp, retry: retryOtp, verify: verifyOtp }[call](...values);
console.log(await outcome.then(({ message }) => message, ({ message }) => message));
