export { newAccountRecord } from './account-record.js';
export { createAccounts } from './create-accounts.js';
export { parseEmail } from './email.js';
export { networkOf } from './network.js';
