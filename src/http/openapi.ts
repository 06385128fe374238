import { z } from 'zod'
import { oauthError } from './oauth-error.ts'
import type { ProblemCode } from './problems.ts'
import { problems } from './problems.ts'
import type { Route } from './route.ts'
import { oauthErrorAnswer, problemAnswer } from './schemas.ts'

/** The OpenAPI 3.1 document of a table of routes. Its schemas are JSON Schema 2020-12, as zod writes it. */
export function openApi(routes: readonly Route[]): object {
  const schemas: Record<string, unknown> = {}
  const paths: Record<string, Record<string, object>> = {}
  for (const route of routes) {
    const operations = (paths[route.path] ??= {})
    operations[route.method.toLowerCase()] = operationOf(route, schemas)
  }
  return {
    openapi: '3.1.1',
    info: {
      title: 'Latchkey',
      version: '1',
      description: 'Token authentication: sign in, renew, sign out, check.',
    },
    paths,
    components: {
      schemas,
      securitySchemes: {
        bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' },
        dpop: {
          type: 'http',
          scheme: 'dpop',
          bearerFormat: 'JWT',
          description:
            'A token that is bound to a key; each request has a proof in the header `DPoP` (RFC 9449).',
        },
        basic: { type: 'http', scheme: 'basic' },
        verifier: {
          type: 'http',
          scheme: 'bearer',
          description: 'What `latchkey verifier add` printed.',
        },
      },
    },
  }
}

function operationOf(route: Route, schemas: Record<string, unknown>): object {
  const { summary, description, body, form, answers } = route
  const parameters = [...pathParameters(route), ...(route.parameters ?? [])]
  return {
    operationId: operationId(route),
    summary,
    description,
    ...(parameters.length > 0 && { parameters }),
    ...(security[route.needs] && { security: security[route.needs] }),
    ...(body && {
      requestBody: {
        required: !route.bodyOptional,
        content: { 'application/json': { schema: reference(body, schemas) } },
      },
    }),
    ...(form && {
      requestBody: {
        required: true,
        content: { 'application/x-www-form-urlencoded': { schema: reference(form, schemas) } },
      },
    }),
    responses: {
      [route.status]: {
        description: answers.description,
        ...(answers.headers && { headers: describeHeaders(answers.headers) }),
        ...(route.status === 200 &&
          !answers.empty && {
            content: {
              [answers.mediaType ?? 'application/json']: answers.schema
                ? { schema: reference(answers.schema, schemas) }
                : {},
            },
          }),
      },
      ...refusals(route, schemas),
    },
  }
}

const security: Record<Route['needs'], readonly object[] | undefined> = {
  token: [{ bearer: [] }, { dpop: [] }],
  session: [{ bearer: [] }, { dpop: [] }],
  'any token': [{ bearer: [] }, { dpop: [] }, {}],
  basic: [{ basic: [] }],
  verifier: [{ verifier: [] }],
  client: [{ basic: [] }, {}],
  nothing: undefined,
}

const operationId = ({ method, path }: Route): string =>
  method.toLowerCase() +
  path.replace(/\W+(\w)/g, (_, letter: string) => letter.toUpperCase()).replace(/\W/g, '')

const pathParameters = ({ path }: Route): readonly object[] =>
  path.endsWith('{id}')
    ? [{ in: 'path', name: 'id', required: true, schema: { type: 'string' } }]
    : []

const describeHeaders = (headers: Readonly<Record<string, string>>): object =>
  Object.fromEntries(
    Object.entries(headers).map(([name, description]) => [
      name,
      { description, schema: { type: 'string' } },
    ]),
  )

function refusals(
  { problems: codes, refusals: form }: Route,
  schemas: Record<string, unknown>,
): object {
  const oauth = form === 'oauth'
  const byStatus = Map.groupBy(codes, (code) =>
    oauth ? oauthError(code).status : problems[code][0],
  )
  const [type, schema] = oauth
    ? ['application/json', oauthErrorAnswer]
    : ['application/problem+json', problemAnswer]
  const nameOf = (code: ProblemCode): string => (oauth ? oauthError(code).error : code)
  return Object.fromEntries(
    [...byStatus].map(([status, group]) => [
      status,
      {
        description: group.map((code) => `\`${nameOf(code)}\`: ${problems[code][1]}`).join('\n'),
        content: { [type]: { schema: reference(schema, schemas) } },
      },
    ]),
  )
}

/** A schema as a reference into `schemas`, where it and what it refers to are put. */
function reference(schema: z.ZodType, schemas: Record<string, unknown>): object {
  const { $schema: _, $defs = {}, ...rest } = z.toJSONSchema(schema)
  Object.assign(schemas, moved($defs))
  return moved(rest)
}

/** With every reference pointing to where OpenAPI keeps schemas. */
const moved = (value: object): object =>
  JSON.parse(JSON.stringify(value).replaceAll('"#/$defs/', '"#/components/schemas/'))
