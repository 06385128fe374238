import { z } from 'zod';
import { problems } from './problems.js';
import { problemAnswer } from './schemas.js';
/** The OpenAPI 3.1 document of a table of routes. Its schemas are JSON Schema 2020-12, as zod writes it. */
export function openApi(routes) {
    const schemas = {};
    const paths = {};
    for (const route of routes) {
        const operations = (paths[route.path] ??= {});
        operations[route.method.toLowerCase()] = operationOf(route, schemas);
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
                basic: { type: 'http', scheme: 'basic' },
                verifier: {
                    type: 'http',
                    scheme: 'bearer',
                    description: 'What `latchkey verifier add` printed.',
                },
            },
        },
    };
}
function operationOf(route, schemas) {
    const { summary, description, body, form, answers } = route;
    const parameters = [...pathParameters(route), ...(route.parameters ?? [])];
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
                ...(route.status === 200 && {
                    content: {
                        [answers.mediaType ?? 'application/json']: answers.schema
                            ? { schema: reference(answers.schema, schemas) }
                            : {},
                    },
                }),
            },
            ...refusals(route.problems, schemas),
        },
    };
}
const security = {
    token: [{ bearer: [] }],
    session: [{ bearer: [] }],
    'any token': [{ bearer: [] }, {}],
    basic: [{ basic: [] }],
    verifier: [{ verifier: [] }],
    nothing: undefined,
};
const operationId = ({ method, path }) => method.toLowerCase() +
    path.replace(/\W+(\w)/g, (_, letter) => letter.toUpperCase()).replace(/\W/g, '');
const pathParameters = ({ path }) => path.endsWith('{id}')
    ? [{ in: 'path', name: 'id', required: true, schema: { type: 'string' } }]
    : [];
const describeHeaders = (headers) => Object.fromEntries(Object.entries(headers).map(([name, description]) => [
    name,
    { description, schema: { type: 'string' } },
]));
function refusals(codes, schemas) {
    const byStatus = Map.groupBy(codes, (code) => problems[code][0]);
    return Object.fromEntries([...byStatus].map(([status, group]) => [
        status,
        {
            description: group.map((code) => `\`${code}\`: ${problems[code][1]}`).join('\n'),
            content: { 'application/problem+json': { schema: reference(problemAnswer, schemas) } },
        },
    ]));
}
/** A schema as a reference into `schemas`, where it and what it refers to are put. */
function reference(schema, schemas) {
    const { $schema: _, $defs = {}, ...rest } = z.toJSONSchema(schema);
    Object.assign(schemas, moved($defs));
    return moved(rest);
}
/** With every reference pointing to where OpenAPI keeps schemas. */
const moved = (value) => JSON.parse(JSON.stringify(value).replaceAll('"#/$defs/', '"#/components/schemas/'));
