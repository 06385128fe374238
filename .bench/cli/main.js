import { readFileSync } from 'node:fs';
import { Command as Program, CommanderError } from 'commander';
import { flagOf, readConfig, redact, settings, variableOf } from '../server/index.js';
import { exitCodeOf, exitCodes } from './failures.js';
import { refuseSecretArguments } from './secret-input.js';
import { serveCommand } from './serve.js';
import { Terminal } from './terminal.js';
/** Runs one command line, without `node` and the script, and gives the exit code. */
export async function main(argv, streams) {
    const terminal = new Terminal(streams, { json: argv.includes('--json') });
    try {
        refuseSecretArguments(argv);
        const program = createProgram(await commandsFor(argv), { streams, terminal });
        await program.parseAsync(argv, { from: 'user' });
        return 0;
    }
    catch (error) {
        // Commander has said what is wrong; help and version are no mistakes.
        if (error instanceof CommanderError)
            return error.exitCode === 0 ? 0 : 2;
        terminal.fail(error);
        return exitCodeOf(error);
    }
}
/** A server that starts does not wait for all that commands load, which takes as long as opening its database. */
async function commandsFor([word]) {
    return word === 'serve' ? { commands: [serveCommand], groups: {} } : import('./commands.js');
}
function createProgram({ commands, groups }, { streams, terminal }) {
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
        .addHelpText('after', epilogue());
    const parents = new Map();
    for (const command of commands) {
        const [group = '', name] = command.name.split(' ');
        let parent = name === undefined ? program : parents.get(group);
        if (!parent) {
            parent = program.command(group).description(groups[group] ?? '');
            parents.set(group, parent);
        }
        addCommand(parent, command, { streams, terminal });
    }
    return program;
}
function addCommand(parent, command, { streams, terminal }) {
    const [group = '', name = group] = command.name.split(' ');
    const program = parent.command(name).description(command.summary);
    if (command.argument !== undefined)
        program.argument(command.argument);
    for (const { flag, help, repeated } of command.options ?? []) {
        if (repeated)
            program.option(flag, help, append);
        else
            program.option(flag, help);
    }
    for (const key of command.settings) {
        const { value, help, default: text } = settings[key];
        const flag = value === undefined ? flagOf(key) : `${flagOf(key)} <${value}>`;
        const standard = value === undefined || !text ? '' : ` (default: ${text})`;
        program.option(flag, help + standard);
    }
    if (command.name !== 'serve')
        program.option('--json', 'answer in JSON, one object a line');
    const examples = command.examples.map((example) => `  latchkey ${example}`);
    program.addHelpText('after', `\nExamples:\n${examples.join('\n')}`);
    program.action(async (...args) => {
        const argument = typeof args[0] === 'string' ? args[0] : undefined;
        await command.run(callOf(program.opts(), { argument, command, streams, terminal }));
    });
}
/** `--map a=b FILE` of a variadic option would take the file too. */
const append = (value, before = []) => [
    ...before,
    value,
];
function callOf(options, from) {
    const { argument, command, streams, terminal } = from;
    // Commander names the option of --secret-file `secretFile`, which is the key of the setting.
    const flags = Object.fromEntries(command.settings.map((key) => [key, options[key]]));
    const option = (name) => options[name.replaceAll(/-([a-z])/g, (_, letter) => letter.toUpperCase())];
    return {
        ...readConfig(flags, streams.env),
        terminal,
        argument,
        text: (name) => {
            const value = option(name);
            return typeof value === 'string' ? value : undefined;
        },
        list: (name) => {
            const value = option(name);
            return Array.isArray(value) ? value.map(String) : [];
        },
        has: (name) => option(name) === true,
    };
}
function epilogue() {
    const codes = Object.entries(exitCodes).map(([code, meaning]) => `  ${code}  ${meaning}`);
    return [
        '',
        `Every setting can be a variable too: ${flagOf('data')} is ${variableOf('data')}.`,
        'Passwords and tokens are read from standard input or a file, never from the command line.',
        '',
        'Exit codes:',
        ...codes,
    ].join('\n');
}
function version() {
    const manifest = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
    const known = typeof manifest === 'object' && manifest !== null && 'version' in manifest;
    return known ? String(manifest.version) : 'unknown';
}
