import { z } from 'zod'

/** What is read of our own document. */
const document = z.object({
  paths: z.record(
    z.string(),
    z.record(
      z.string(),
      z.object({
        security: z.array(z.record(z.string(), z.unknown())).optional(),
        parameters: z.array(z.object({ in: z.string(), name: z.string() })).default([]),
        requestBody: z
          .object({
            content: z.record(z.string(), z.object({ schema: z.object({ $ref: z.string() }) })),
          })
          .optional(),
        responses: z.record(z.string(), z.unknown()),
      }),
    ),
  ),
  components: z.object({
    schemas: z.record(
      z.string(),
      z.object({ properties: z.record(z.string(), z.unknown()).default({}) }),
    ),
  }),
})

/** A method of a path, as our document has it. */
export interface Operation {
  readonly method: string
  readonly path: string
  /** Whether anybody gets an answer: it needs no credential, in a header or a body. */
  readonly open: boolean
  readonly parameters: readonly { readonly in: string; readonly name: string }[]
  readonly mediaType: string | undefined
  readonly members: readonly string[]
  readonly statuses: ReadonlySet<number>
}

/** All of them, in the order of the document. */
export function operationsOf(openapi: object): readonly Operation[] {
  const { paths, components } = document.parse(openapi)
  return Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, { security, parameters, requestBody, responses }]) => {
      const [mediaType, content] = Object.entries(requestBody?.content ?? {})[0] ?? []
      const schema = content?.schema.$ref.split('/').at(-1) ?? ''
      return {
        method: method.toUpperCase(),
        path,
        // RFC 7009 §2.2: what is no token of ours is as good as revoked, whoever says it.
        open: path === '/oauth/revoke' || (security === undefined && requestBody === undefined),
        parameters,
        mediaType,
        members: Object.keys(components.schemas[schema]?.properties ?? {}),
        statuses: new Set(Object.keys(responses).map(Number)),
      }
    }),
  )
}
