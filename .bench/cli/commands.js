import { accountAdd } from './account-add.js';
import { accountDisable } from './account-disable.js';
import { accountEnable } from './account-enable.js';
import { accountList } from './account-list.js';
import { accountPassword } from './account-password.js';
import { configCheck } from './config-check.js';
import { exportAccounts } from './export-accounts.js';
import { importAccounts } from './import-accounts.js';
import { keyList } from './key-list.js';
import { keyRotate } from './key-rotate.js';
import { serveCommand } from './serve.js';
import { sessionList } from './session-list.js';
import { sessionRevoke } from './session-revoke.js';
import { tokenInspect } from './token-inspect.js';
import { tokenSign } from './token-sign.js';
import { verifierAdd } from './verifier-add.js';
import { verifierList } from './verifier-list.js';
import { verifierRemove } from './verifier-remove.js';
/** Every command, in the order of the help. A new one is a file of its own and a line here. */
export const commands = [
    serveCommand,
    accountAdd,
    accountList,
    accountDisable,
    accountEnable,
    accountPassword,
    importAccounts,
    exportAccounts,
    sessionList,
    sessionRevoke,
    tokenInspect,
    tokenSign,
    keyList,
    keyRotate,
    verifierAdd,
    verifierList,
    verifierRemove,
    configCheck,
];
/** The nouns that commands are grouped by. */
export const groups = {
    account: 'who may sign in',
    import: 'what moves in from elsewhere',
    export: 'what can be taken along',
    session: 'who is signed in',
    token: 'what a token says, and how one is made',
    key: 'what tokens are signed with',
    verifier: 'who may listen to revocations',
    config: 'how the server is set up',
};
