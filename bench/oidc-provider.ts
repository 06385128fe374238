import { generateKeyPairSync } from 'node:crypto'
import { Provider } from 'oidc-provider'
import { issuer } from './issuing.ts'
import { each } from './renewal.ts'
import type { Renewal } from './renewal.ts'
import { listen } from './serving.ts'

/** In memory, as it comes: a database would be the work of whoever uses it. */
export async function oidcProvider(): Promise<Renewal> {
  const clientId = 'bench'
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const resource = 'https://api.example.com'
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: clientId,
        token_endpoint_auth_method: 'none',
        id_token_signed_response_alg: 'ES256',
        grant_types: ['authorization_code', 'refresh_token'],
        redirect_uris: ['https://app.example.com/'],
      },
    ],
    jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), alg: 'ES256', use: 'sig' }] },
    features: {
      devInteractions: { enabled: false },
      resourceIndicators: {
        enabled: true,
        getResourceServerInfo: () => ({
          scope: 'orders',
          accessTokenFormat: 'jwt',
          jwt: { sign: { alg: 'ES256' } },
        }),
        useGrantedResource: () => true,
      },
    },
    findAccount: (_: unknown, accountId: string) => ({
      accountId,
      claims: () => ({ sub: accountId }),
    }),
    rotateRefreshToken: true,
  })
  provider.on('server_error', (_: unknown, error: unknown) => console.error(error))
  const client = await provider.Client.find(clientId)
  const tokens = each(async (n) => {
    const accountId = `account-${n}`
    const grant = new provider.Grant({ accountId, clientId })
    grant.addResourceScope(resource, 'orders')
    grant.addOIDCScope('offline_access')
    const grantId = await grant.save()
    return new provider.RefreshToken({
      accountId,
      client,
      grantId,
      resource,
      gty: 'authorization_code',
      scope: 'offline_access orders',
    }).save()
  })
  return {
    port: await listen(provider.callback()),
    path: '/token',
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: [`grant_type=refresh_token&client_id=${clientId}&refresh_token=`, ''],
    next: 'refresh_token',
    tokens: await Promise.all(tokens),
  }
}
