import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import { docsPage, docsPolicy } from '../../src/http/docs.ts'
import { documentation } from '../../src/http/documentation.ts'
import { openApi } from '../../src/http/openapi.ts'
import { problems as allProblems } from '../../src/http/problems.ts'
import { routes } from '../../src/http/routes.ts'

const text = JSON.stringify(openApi(routes))

describe('openApi', () => {
  it('is OpenAPI 3.1 with every route of the table', () => {
    const { openapi, paths } = JSON.parse(text)
    assert.match(openapi, /^3\.1\./)
    const operations = routes.map(({ method, path }) => paths[path][method.toLowerCase()])
    assert.ok(operations.every(({ summary, responses }) => summary && responses))
    const ids = new Set(operations.map(({ operationId }) => operationId))
    assert.equal(ids.size, routes.length)
  })

  it('refers only to what it contains', () => {
    const { components } = JSON.parse(text)
    const references = [...text.matchAll(/"\$ref":"([^"]+)"/g)].map(
      ([, reference = '']) => reference,
    )
    assert.ok(references.length > 20)
    for (const reference of references) {
      const name = /^#\/components\/schemas\/(\w+)$/.exec(reference)?.[1] ?? ''
      assert.equal(typeof components.schemas[name], 'object', reference)
    }
    assert.ok(!text.includes('$defs') && !text.includes('$schema'))
  })

  it('says what a body may be, and that nothing else may be in it', () => {
    const { components, paths } = JSON.parse(text)
    assert.deepEqual(components.schemas.LoginRequest.required, ['password'])
    assert.equal(components.schemas.LoginRequest.additionalProperties, false)
    assert.equal(paths['/api/v1/login'].post.requestBody.required, true)
    assert.equal(paths['/api/v1/logout'].post.requestBody.required, false)
    assert.deepEqual(paths['/api/v1/me'].get.security, [{ bearer: [] }, { dpop: [] }])
    assert.ok(paths['/api/v1/login'].post.responses[401].content['application/problem+json'])
  })
})

describe('docsPage', () => {
  const page = docsPage(routes)

  it('B11 has no script, no handler and no request to anywhere', () => {
    assert.ok(
      !/<script|javascript:|\son\w+=|<img|<link|<iframe|@import|url\(|https?:\/\//i.test(page),
    )
    const style = /<style>([^]*)<\/style>/.exec(page)?.[1] ?? ''
    const hash = createHash('sha256').update(style).digest('base64')
    assert.ok(docsPolicy.includes(`style-src 'sha256-${hash}'`))
    assert.ok(docsPolicy.startsWith("default-src 'none'") && !docsPolicy.includes('unsafe'))
  })

  it('shows every route once, with its refusals', () => {
    for (const { method, path, problems } of routes) {
      assert.equal(page.split(`<p><code>${method} ${path}</code></p>`).length, 2)
      for (const code of problems) assert.ok(page.includes(`<td>${code}</td>`))
    }
  })
})

describe('docs/http-api.md', () => {
  const docs = readFileSync('docs/http-api.md', 'utf8')

  it('has every endpoint and every code of a refusal', () => {
    for (const { method, path } of routes) {
      assert.match(docs, new RegExp(`^## .*${method} ${path.replace(/[{}.]/g, '\\$&')}(,|$)`, 'm'))
    }
    for (const [code, [status]] of Object.entries(allProblems)) {
      assert.match(docs, new RegExp(`^\\| ${status} \\|.*\`${code}\``, 'm'))
    }
  })
})

it('L21 is made once, however often a stranger asks for it', async () => {
  let made = 0
  const described = documentation(() => {
    made += 1
    return routes
  })
  // Neither looks at the request.
  const exchange = {} as never
  for (let n = 0; n < 3; n += 1) {
    for (const { answer } of described) assert.equal((await answer(exchange)).status, 200)
  }
  assert.equal(made, described.length)
})
