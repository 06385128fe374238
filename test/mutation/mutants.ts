import { readFileSync } from 'node:fs'
import { parseSync, visitorKeys, type Node } from 'oxc-parser'
import { applied, type Change } from './change.ts'
import { changesAt } from './operators.ts'

/** A source file with one change. */
export interface Mutant extends Change {
  readonly file: string
  readonly line: number
  /** Where the statement or expression begins that is changed: the operator in it may stand where nothing runs yet. */
  readonly runsAt: number
  /** The line as it is, and as it would be. */
  readonly before: string
  readonly after: string
}

/** Every mutant of a source file. */
export function mutantsOf(file: string): readonly Mutant[] {
  const source = readFileSync(file, 'utf8')
  const { program, errors } = parseSync(file, source)
  if (errors.length > 0) throw new SyntaxError(`${file} cannot be parsed`)
  const mutants: Mutant[] = []
  const visit = (node: Node): void => {
    for (const change of changesAt(node, source))
      mutants.push(describe(file, source, node.start, change))
    for (const child of children(node)) visit(child)
  }
  visit(program)
  return mutants
}

/** Types, imports, exports and names of members are no behaviour. */
const types = /^(?:TS(?!AsExpression|SatisfiesExpression)|Import)/
const names: ReadonlySet<string> = new Set(['key', 'property', 'source', 'specifiers'])

function children(node: Node): readonly Node[] {
  const isComputed = 'computed' in node && node.computed
  return (visitorKeys[node.type] ?? [])
    .filter((key) => isComputed || !names.has(key))
    .flatMap((key): unknown => Reflect.get(node, key))
    .filter((child): child is Node => child instanceof Object && 'type' in child)
    .filter(({ type }) => !types.test(type))
}

function describe(file: string, source: string, runsAt: number, change: Change): Mutant {
  const from = source.lastIndexOf('\n', change.start) + 1
  const lineAt = (text: string): string => text.slice(from).split('\n', 1).join('').trim()
  return {
    file,
    ...change,
    runsAt,
    line: source.slice(0, from).split('\n').length,
    before: lineAt(source),
    after: lineAt(applied(source, change)),
  }
}
