import { readFileSync } from 'node:fs'
import { Command as Program, CommanderError } from 'commander'
import { flagOf, readConfig, redact, settings, variableOf, type Flags } from '../server/index.ts'
import type { Call, Command } from './command.ts'
import { exitCodeOf, exitCodes } from './failures.ts'
import { refuseSecretArguments } from './secret-input.ts'
import { serveCommand } from './serve.ts'
import { Terminal, type Streams } from './terminal.ts'

/** Runs one command line, without `node` and the script, and gives the exit code. */
export async function main(argv: readonly string[], streams: Streams): Promise<number> {
  const terminal = new Terminal(streams, { json: argv.includes('--json') })
  try {
    refuseSecretArguments(argv)
    const program = createProgram(await commandsFor(argv), { streams, terminal })
    await program.parseAsync(argv, { from: 'user' })
    return 0
  } catch (error) {
    // Commander has said what is wrong; help and version are no mistakes.
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
    terminal.fail(error)
    return exitCodeOf(error)
  }
}

/** A server that starts does not wait for what the other commands load: 80 ms. */
async function commandsFor([word]: readonly string[]): Promise<Commands> {
  return word === 'serve' ? { commands: [serveCommand], groups: {} } : import('./commands.ts')
}

interface Commands {
  readonly commands: readonly Command[]
  /** What the first words of commands mean, of those that have two. */
  readonly groups: Readonly<Record<string, string>>
}

function createProgram(
  { commands, groups }: Commands,
  { streams, terminal }: { readonly streams: Streams; readonly terminal: Terminal },
): Program {
  const program = new Program('latchkey')
    .description('Token authentication: accounts, sessions, tokens, keys.')
    .version(version(), '--version', 'print the version')
    .exitOverride()
    .showSuggestionAfterError()
    .configureOutput({
      writeOut: (text) => streams.stdout.write(text),
      // What was typed wrongly is repeated, and may be a token in the wrong place.
      writeErr: (text) => streams.stderr.write(redact(text)),
    })
    .addHelpText('after', epilogue())
  const parents = new Map<string, Program>()
  for (const command of commands) {
    const [group = '', name] = command.name.split(' ')
    let parent = name === undefined ? program : parents.get(group)
    if (!parent) {
      parent = program.command(group).description(groups[group] ?? '')
      parents.set(group, parent)
    }
    addCommand(parent, command, { streams, terminal })
  }
  return program
}

function addCommand(
  parent: Program,
  command: Command,
  { streams, terminal }: { readonly streams: Streams; readonly terminal: Terminal },
): void {
  const [group = '', name = group] = command.name.split(' ')
  const program = parent.command(name).description(command.summary)
  if (command.argument !== undefined) program.argument(command.argument)
  for (const { flag, help, repeated } of command.options ?? []) {
    if (repeated) program.option(flag, help, append)
    else program.option(flag, help)
  }
  for (const key of command.settings) {
    const { value, help, default: text } = settings[key]
    const flag = value === undefined ? flagOf(key) : `${flagOf(key)} <${value}>`
    const standard = value === undefined || !text ? '' : ` (default: ${text})`
    program.option(flag, help + standard)
  }
  if (command.name !== 'serve') program.option('--json', 'answer in JSON, one object a line')
  const examples = command.examples.map((example) => `  latchkey ${example}`)
  program.addHelpText('after', `\nExamples:\n${examples.join('\n')}`)
  program.action(async (...args: unknown[]) => {
    const argument = typeof args[0] === 'string' ? args[0] : undefined
    await command.run(callOf(program.opts(), { argument, command, streams, terminal }))
  })
}

/** `--map a=b FILE` of a variadic option would take the file too. */
const append = (value: string, before: readonly string[] = []): readonly string[] => [
  ...before,
  value,
]

function callOf(
  options: Readonly<Record<string, unknown>>,
  from: {
    readonly argument: string | undefined
    readonly command: Command
    readonly streams: Streams
    readonly terminal: Terminal
  },
): Call {
  const { argument, command, streams, terminal } = from
  // Commander names the option of --secret-file `secretFile`, which is the key of the setting.
  const flags: Flags = Object.fromEntries(command.settings.map((key) => [key, options[key]]))
  const option = (name: string): unknown =>
    options[name.replaceAll(/-([a-z])/g, (_, letter: string) => letter.toUpperCase())]
  return {
    ...readConfig(flags, streams.env),
    terminal,
    argument,
    text: (name) => {
      const value = option(name)
      return typeof value === 'string' ? value : undefined
    },
    list: (name) => {
      const value = option(name)
      return Array.isArray(value) ? value.map(String) : []
    },
    has: (name) => option(name) === true,
  }
}

function epilogue(): string {
  const codes = Object.entries(exitCodes).map(([code, meaning]) => `  ${code}  ${meaning}`)
  return [
    '',
    `Every setting can be a variable too: ${flagOf('data')} is ${variableOf('data')}.`,
    'Passwords and tokens are read from standard input or a file, never from the command line.',
    '',
    'Exit codes:',
    ...codes,
  ].join('\n')
}

function version(): string {
  const manifest: unknown = JSON.parse(
    readFileSync(new URL('../../package.json', import.meta.url), 'utf8'),
  )
  const known = typeof manifest === 'object' && manifest !== null && 'version' in manifest
  return known ? String(manifest.version) : 'unknown'
}
