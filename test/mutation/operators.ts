import type { Node } from 'oxc-parser'
import type { Change } from './change.ts'

const operators: Readonly<Record<string, readonly string[]>> = {
  '<': ['<=', '>='],
  '<=': ['<', '>'],
  '>': ['>=', '<='],
  '>=': ['>', '<'],
  '===': ['!=='],
  '!==': ['==='],
  '+': ['-'],
  '-': ['+'],
  '*': ['/'],
  '/': ['*'],
  '%': ['*'],
  '<<': ['>>'],
  '>>': ['<<'],
  '>>>': ['<<'],
  '&': ['|'],
  '|': ['&'],
  '^': ['&'],
  '&&': ['||'],
  '||': ['&&'],
  '??': ['&&'],
  '+=': ['-='],
  '-=': ['+='],
  '??=': ['='],
  '++': ['--'],
  '--': ['++'],
}

/** An empty name is a call left out: what it is called on takes its place. */
const methods: ReadonlyMap<string, string> = new Map(
  Object.entries({
    every: 'some',
    some: 'every',
    startsWith: 'endsWith',
    endsWith: 'startsWith',
    indexOf: 'lastIndexOf',
    lastIndexOf: 'indexOf',
    min: 'max',
    max: 'min',
    floor: 'ceil',
    ceil: 'floor',
    push: 'unshift',
    toLowerCase: 'toUpperCase',
    toUpperCase: 'toLowerCase',
    filter: '',
    slice: '',
    subarray: '',
    trim: '',
    toReversed: '',
    toSorted: '',
  }),
)

type Row<Type> = (node: Extract<Node, { type: Type }>, source: string) => readonly Change[]

const whole = ({ start, end }: Node, text: string): Change => ({ start, end, text })
const textOf = ({ start, end }: Node, source: string): string => source.slice(start, end)

/** The operator stands somewhere behind `from`. */
function operator(from: number, name: string, source: string): readonly Change[] {
  const start = source.indexOf(name, from)
  return (operators[name] ?? []).map((text) => ({ start, end: start + name.length, text }))
}

const condition = ({ test }: { readonly test: Node }): readonly Change[] =>
  ['true', 'false'].map((text) => whole(test, text))

/** What may be wrong at a node, by its type. */
const rows: { readonly [Type in Node['type']]?: Row<Type> } = {
  BinaryExpression: (node, source) =>
    // Texts are not subtracted.
    node.operator === '+' && /['"`]/.test(textOf(node, source))
      ? []
      : operator(node.left.end, node.operator, source),
  LogicalExpression: ({ left, operator: name }, source) => operator(left.end, name, source),
  AssignmentExpression: ({ left, operator: name }, source) => operator(left.end, name, source),
  UpdateExpression: ({ prefix, start, argument, operator: name }, source) =>
    operator(prefix ? start : argument.end, name, source),
  UnaryExpression: (node, source) =>
    ['!', '-'].includes(node.operator) ? [whole(node, textOf(node.argument, source))] : [],
  IfStatement: condition,
  ConditionalExpression: condition,
  // Without its end a loop only wastes time.
  WhileStatement: ({ test }) => [whole(test, 'false')],
  ThrowStatement: (node) => [whole(node, '{}')],
  ExpressionStatement(node) {
    const { expression } = node
    const called = expression.type === 'AwaitExpression' ? expression.argument : expression
    const isCall = called.type === 'CallExpression' && called.callee.type !== 'Super'
    return isCall ? [whole(node, '{}')] : []
  },
  BlockStatement: (node) => (node.body.length > 0 ? [whole(node, '{}')] : []),
  MemberExpression: ({ optional, computed, object: { end } }) =>
    optional ? [{ start: end, end: end + 2, text: computed ? '' : '.' }] : [],
  CallExpression(node, source) {
    const { callee } = node
    if (callee.type !== 'MemberExpression' || callee.property.type !== 'Identifier') return []
    const other = methods.get(callee.property.name)
    if (other === undefined) return []
    return [
      other === '' ? whole(node, textOf(callee.object, source)) : whole(callee.property, other),
    ]
  },
  ArrayExpression: (node) => (node.elements.length > 0 ? [whole(node, '[]')] : []),
  Literal: (node) => literal(node.value).map((text) => whole(node, text)),
}

/** Every change at one node of a program; `source` is the whole of it. */
export function changesAt(node: Node, source: string): readonly Change[] {
  // The row of this type takes nodes of this type.
  const row = rows[node.type] as Row<Node['type']> | undefined
  return row?.(node, source) ?? []
}

function literal(value: unknown): readonly string[] {
  if (typeof value === 'boolean') return [String(!value)]
  if (typeof value === 'number') return [String(value + 1)]
  if (typeof value === 'bigint') return [`${value + 1n}n`]
  // Words that only people read are not behaviour.
  if (typeof value !== 'string' || value.includes(' ')) return []
  return [value === '' ? "'mutant'" : "''"]
}
