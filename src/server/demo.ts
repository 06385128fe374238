import { existsSync } from 'node:fs'
import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Auth } from '../auth/index.ts'
import { type Account, networkOf } from '../accounts/index.ts'
import { AuthError } from '../errors.ts'
import { createCredentialReader, parseBasic, problem } from '../http/index.ts'
import { randomId } from '../random.ts'
import type { Origin, Respond } from './front.ts'
import { readPrivateFile } from './private-file.ts'

const username = 'Lorenzo'
export const demoRoute = '/protected-resource'

/** What the demo account is used with. */
export interface DemoAccount {
  readonly username: string
  /** `undefined`: it is not the one in our file any more; the database holds only its hash. */
  readonly password: string | undefined
}

/** The demo account of a data directory, made at the first start with a password that is kept in a file (0600). */
export async function openDemoAccount(auth: Auth, directory: string): Promise<DemoAccount> {
  const file = join(directory, 'demo-password')
  if (await auth.accounts.findByUsername(username)) {
    return { username, password: existsSync(file) ? await readDemoPassword(auth, file) : undefined }
  }
  const password = randomId()
  // The file first: an account whose password nobody knows is no use.
  await rm(file, { force: true })
  await writeFile(file, `${password}\n`, { mode: 0o600, flag: 'wx' })
  await auth.accounts.register({ username, password })
  return { username, password }
}

async function readDemoPassword(auth: Auth, file: string): Promise<string | undefined> {
  const password = (await readPrivateFile(file, 'demo-password')).trim()
  try {
    await auth.accounts.authenticate({ username, password })
    return password
  } catch (error) {
    if (!(error instanceof AuthError)) throw error
    return error.code === 'rate_limited' ? password : undefined
  }
}

/** Takes a member out of the JSON in `$tokens`, with what every POSIX system has. */
const member = (name: string): string =>
  `$(printf %s "$tokens" | sed 's/.*"${name}":"\\([^"]*\\)".*/\\1/')`

/** Five lines for a POSIX shell, to be pasted as they are, one after the other. */
function demoLines(url: string, { password }: DemoAccount): readonly string[] {
  const json = `-H 'Content-Type: application/json'`
  const bearer = `-H "Authorization: Bearer ${member('token')}"`
  const credentials = `{"username":"${username}","password":"${password}"}`
  const show = `; printf '%s\\n' "$tokens"`
  return [
    `tokens=$(curl -s ${url}/api/v1/login ${json} -d '${credentials}')${show}`,
    `curl -s ${url}/api/v1/me ${bearer}; echo`,
    `tokens=$(curl -s ${url}/api/v1/renew ${json} -d "{\\"refreshToken\\":\\"${member('refreshToken')}\\"}")${show}`,
    `curl -s -w '%{http_code}\\n' -X POST ${url}/api/v1/logout ${bearer}`,
    `tokens=$(curl -s -u ${username}:${password} ${url}/token)${show}; curl -s -u "${member('token')}:blank" ${url}${demoRoute}; echo`,
  ]
}

const readCredential = createCredentialReader({ credentials: ['bearer', 'basic-token'] })

/** `{"data":"Hello, NAME!"}` for an access token, as Bearer or as the name in Basic, or for a name and its password. */
export function createProtectedResource(auth: Auth): Respond {
  return async (request, origin) => {
    try {
      if (request.method !== 'GET' && request.method !== 'HEAD') {
        throw new AuthError('method_not_allowed', 'the resource can only be read')
      }
      const account = await authenticate(auth, request, origin)
      const response = Response.json({ data: `Hello, ${account.username}!` })
      return { response, route: demoRoute }
    } catch (error) {
      const response = problem(error, { scheme: 'basic' })
      if (response.status === 405) response.headers.set('Allow', 'GET, HEAD')
      const code = error instanceof AuthError ? error.code : undefined
      return { response, route: demoRoute, code, error }
    }
  }
}

async function authenticate(auth: Auth, request: Request, origin: Origin): Promise<Account> {
  const header = (name: string): string | undefined => request.headers.get(name) ?? undefined
  const credential = readCredential({ method: request.method, url: request.url, header })
  if (!credential) throw new AuthError('credentials_missing', 'the request has no credential')
  const basic = parseBasic(header('authorization') ?? '')
  // A JWS begins with the base64url of `{"`; whatever looks like one is never tried as a name.
  if (basic && !/^eyJ[\w-]*\./.test(basic.name)) {
    const { name, password } = basic
    const network = networkOf(origin.address)
    const { account } = await auth.accounts.authenticate({ username: name, password }, { network })
    return account
  }
  const { sub } = await auth.verify(credential.token)
  const account = await auth.accounts.find(sub)
  if (!account) throw new AuthError('account_unknown', 'the account of the token is gone')
  return account
}

/** What `serve --demo` prints. */
export function demoText(url: string, account: DemoAccount, hasPage: boolean): string {
  if (account.password === undefined) {
    return `The password of ${account.username} was changed. Set another: npx latchkey account password ${account.username}\n`
  }
  // Not every browser keeps cookies of http for a number.
  const page = `${url.replace('127.0.0.1', 'localhost')}/account`
  return [
    ...(hasPage ? [`In a browser: ${page}, ${account.username}, ${account.password}`] : []),
    'Paste these into a shell, one after the other:',
    ...demoLines(url, account),
    '',
  ].join('\n')
}
