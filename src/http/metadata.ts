import { jwksMaxAge } from '../defaults.ts'
import { proofAlgorithms } from '../tokens/index.ts'
import { grantTypes } from './oauth-token.ts'
import type { Route } from './route.ts'
import { json } from './route.ts'
import { metadataAnswer } from './schemas.ts'
import { publicAnswer } from './well-known.ts'

const methods = ['client_secret_basic', 'client_secret_post', 'none']

export const metadata: Route = {
  method: 'GET',
  path: '/.well-known/oauth-authorization-server',
  summary: 'What OAuth clients need to know',
  description: 'RFC 8414: the issuer, where its endpoints are, and what they can do.',
  needs: 'nothing',
  status: 200,
  answers: { description: 'The metadata.', schema: metadataAnswer },
  problems: [],
  answer: ({ auth: { issuer } }) => {
    const at = (path: string): string => issuer.replace(/\/$/, '') + path
    return json(
      {
        issuer,
        token_endpoint: at('/oauth/token'),
        token_endpoint_auth_methods_supported: methods,
        grant_types_supported: grantTypes,
        // There is no authorization endpoint, so no response type; RFC 8414 §2 wants the member.
        response_types_supported: [],
        revocation_endpoint: at('/oauth/revoke'),
        revocation_endpoint_auth_methods_supported: methods,
        introspection_endpoint: at('/oauth/introspect'),
        introspection_endpoint_auth_methods_supported: ['client_secret_basic', 'Bearer'],
        dpop_signing_alg_values_supported: proofAlgorithms,
        jwks_uri: at('/.well-known/jwks.json'),
        service_documentation: at('/docs'),
      },
      publicAnswer(jwksMaxAge),
    )
  },
}
