import { postgres } from '../postgres/index.ts'
import { sqlite } from '../sqlite/index.ts'
import type { Store } from '../storage/index.ts'
import { databaseFile } from './data-directory.ts'
import type { Config } from './settings.ts'

/** The store that the settings name, not yet opened. */
export const openStore = (
  { databaseUrl, data, allowPowerLoss }: Config,
  { onFatal }: { readonly onFatal?: ((error: Error) => void) | undefined } = {},
): Store =>
  databaseUrl === undefined
    ? sqlite(databaseFile(data), {
        durability: allowPowerLoss ? 'normal' : 'full',
        ...(onFatal && { onFatal }),
      })
    : postgres(databaseUrl)
