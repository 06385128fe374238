import type { Store } from '../storage/index.ts'
import { databaseFile } from './data-directory.ts'
import type { Config } from './setting.ts'

/** The store that the settings name, not yet migrated. Of the databases, the one in use is loaded. */
export async function openStore(
  { databaseUrl, data, allowPowerLoss }: Config,
  { onFatal }: { readonly onFatal?: ((error: Error) => void) | undefined } = {},
): Promise<Store> {
  if (databaseUrl !== undefined) {
    const { postgres } = await import('../postgres/index.ts')
    return postgres(databaseUrl)
  }
  const { sqlite } = await import('../sqlite/index.ts')
  return sqlite(databaseFile(data), {
    durability: allowPowerLoss ? 'normal' : 'full',
    ...(onFatal && { onFatal }),
  })
}
