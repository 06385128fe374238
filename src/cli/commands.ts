import { accountAdd } from './account-add.ts'
import { accountDisable } from './account-disable.ts'
import { accountEnable } from './account-enable.ts'
import { accountList } from './account-list.ts'
import { accountPassword } from './account-password.ts'
import { auditList } from './audit-list.ts'
import { auditVerify } from './audit-verify.ts'
import { backupCommand } from './backup.ts'
import { clientAdd } from './client-add.ts'
import { clientList } from './client-list.ts'
import { clientRemove } from './client-remove.ts'
import type { Command } from './command.ts'
import { configCheck } from './config-check.ts'
import { doctor } from './doctor.ts'
import { explain } from './explain.ts'
import { exportAccounts } from './export-accounts.ts'
import { importAccounts } from './import-accounts.ts'
import { keyList } from './key-list.ts'
import { keyRotate } from './key-rotate.ts'
import { migrateCommand } from './migrate.ts'
import { moveCommand } from './move.ts'
import { restoreCommand } from './restore.ts'
import { serveCommand } from './serve.ts'
import { sessionList } from './session-list.ts'
import { sessionRevoke } from './session-revoke.ts'
import { tokenInspect } from './token-inspect.ts'
import { tokenSign } from './token-sign.ts'
import { verifierAdd } from './verifier-add.ts'
import { verifierList } from './verifier-list.ts'
import { verifierRemove } from './verifier-remove.ts'

/** Every command, in the order of the help. A new one is a file of its own and a line here. */
export const commands: readonly Command[] = [
  serveCommand,
  migrateCommand,
  moveCommand,
  backupCommand,
  restoreCommand,
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
  clientAdd,
  clientList,
  clientRemove,
  verifierAdd,
  verifierList,
  verifierRemove,
  auditList,
  auditVerify,
  configCheck,
  doctor,
  explain,
]

/** The nouns that commands are grouped by. */
export const groups: Readonly<Record<string, string>> = {
  account: 'who may sign in',
  import: 'what moves in from elsewhere',
  export: 'what can be taken along',
  session: 'who is signed in',
  token: 'what a token says, and how one is made',
  key: 'what tokens are signed with',
  client: 'which programs may ask for tokens',
  verifier: 'who may listen to revocations',
  audit: 'what was done',
  config: 'how the server is set up',
}
