import { importedColumnNames } from '../defaults.ts'
import { UsageError } from './failures.ts'

/** What a column may say about an account. */
export type Column = (typeof exportedColumns)[number] | (typeof otherColumns)[number]

/** What `export accounts` writes: all of an account that moves with it. */
export const exportedColumns = [
  'accountId',
  'username',
  'email',
  'passwordHash',
  'roles',
  'scopes',
  'createdAt',
  'disabledAt',
  'passwordVersion',
  'fsUniquifier',
  'fsPasswordVersion',
  'fsTokensFrom',
  'fsTokenUniquifier',
  'fsConfirmedEmail',
] as const

const otherColumns = ['disabled', 'active', 'confirmedAt', 'previousFsUniquifier'] as const

/** What columns are called elsewhere (Flask-Security, Django, Devise), in small letters and without `_`, `-` and spaces. */
const known: ReadonlyMap<string, Column | 'ignore'> = new Map([
  ['accountid', 'accountId'],
  ['username', 'username'],
  ['login', 'username'],
  ['email', 'email'],
  ['emailaddress', 'email'],
  ['passwordhash', 'passwordHash'],
  ['password', 'passwordHash'],
  ['encryptedpassword', 'passwordHash'],
  ['roles', 'roles'],
  ['role', 'roles'],
  ['scopes', 'scopes'],
  ['scope', 'scopes'],
  ['createdat', 'createdAt'],
  ['createdatetime', 'createdAt'],
  ['datejoined', 'createdAt'],
  ['disabledat', 'disabledAt'],
  ['disabled', 'disabled'],
  ['active', 'active'],
  ['isactive', 'active'],
  ['passwordversion', 'passwordVersion'],
  ['fsuniquifier', 'fsUniquifier'],
  ['fstokenuniquifier', 'fsTokenUniquifier'],
  ['fsconfirmedemail', 'fsConfirmedEmail'],
  ['confirmedat', 'confirmedAt'],
  ['fspasswordversion', 'fsPasswordVersion'],
  ['fstokensfrom', 'fsTokensFrom'],
  ['previousfsuniquifier', 'previousFsUniquifier'],
  ['ignore', 'ignore'],
])

const plainName = (name: string): string => name.toLowerCase().replaceAll(/[\s_-]/g, '')

/** Which column of a file says what. */
export class AccountColumns {
  readonly #mapped = new Map<string, Column | 'ignore'>()
  readonly #ignored = new Set<string>()
  #names: readonly string[] = []
  #columns: readonly (Column | undefined)[] = []

  /** `maps` are `theirs=ours`. @throws {UsageError} */
  constructor(maps: readonly string[]) {
    for (const map of maps) {
      const [, theirs = '', ours = ''] = /^(.+)=([^=]+)$/s.exec(map) ?? []
      const column = known.get(plainName(ours))
      if (column === undefined) throw new UsageError(`--map: expected THEIRS=OURS; ours: ${list}`)
      this.#mapped.set(plainName(theirs), column)
    }
  }

  /** The first names that say nothing we keep. */
  get ignored(): readonly string[] {
    return [...this.#ignored]
  }

  /** @throws {UsageError} where two say the same, or none says who somebody is. */
  of(names: readonly string[]): readonly (Column | undefined)[] {
    // All rows of a CSV file share their names.
    if (names === this.#names) return this.#columns
    const mapped = new Set(this.#mapped.values())
    const columns = names.map((name) => {
      const plain = plainName(name)
      const alias = known.get(plain)
      const column =
        this.#mapped.get(plain) ?? (alias === undefined || mapped.has(alias) ? 'ignore' : alias)
      if (column !== 'ignore') return column
      if (this.#ignored.size < importedColumnNames) this.#ignored.add(name)
      return undefined
    })
    const said = columns.filter((column) => column !== undefined)
    const twice = said.find((column, index) => said.indexOf(column) !== index)
    if (twice) throw new UsageError(`two columns say ${twice}; leave one out: --map THEIRS=ignore`)
    if (!said.includes('username') && !said.includes('email')) {
      throw new UsageError('no column says username or email; see --map')
    }
    this.#names = names
    this.#columns = columns
    return columns
  }
}

const list = [...exportedColumns, ...otherColumns, 'ignore'].join(', ')
