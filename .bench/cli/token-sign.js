import { decodeUtf8 } from '../bytes.js';
import { typed, UsageError } from './failures.js';
import { ofJwts, signClaims } from './jwt-kind.js';
import { keyOptions, readKey } from './secret-input.js';
import { signedKinds } from './signed-kinds.js';
import { expiresInOption, readSigningFlags, signingOptions, strangeFlag } from './signing-flags.js';
import { readBoundedFile } from './terminal.js';
const kinds = new Map([
    ...Object.entries(signedKinds),
    ['jwt', { takes: ofJwts, sign: signClaims }],
]);
export const tokenSign = {
    name: 'token sign',
    summary: 'make a signed token of a payload on standard input, and print nothing else',
    settings: [],
    options: [
        {
            flag: '--kind <kind>',
            help: `${[...kinds.keys()].join(', ')} (default: url-safe-timed)`,
        },
        { flag: '--file <file>', help: 'read the payload from a file' },
        ...keyOptions,
        ...signingOptions,
        expiresInOption,
    ],
    examples: [
        `token sign --key-file secret-key.txt --salt reset-password <<< '{"id": 7}'`,
        'token sign --kind flask-session --key-file secret-key.txt < session.json',
        'token sign --kind jwt --key-file jwk.json --expires-in 15m < claims.json',
    ],
    run: async (call) => {
        const { text, terminal } = call;
        const name = text('kind') ?? 'url-safe-timed';
        const kind = kinds.get(name);
        if (!kind)
            throw new UsageError(`--kind: expected one of ${[...kinds.keys()].join(', ')}`);
        const flags = readSigningFlags(call);
        const strange = strangeFlag(flags, kind.takes);
        if (strange)
            throw new UsageError(`${strange}: means nothing for a ${name}`);
        const key = await readKey(call);
        if (key === undefined)
            throw new UsageError('add --key-file or --key-stdin');
        const payload = await readPayload(call);
        const token = typed(() => kind.sign(payload, { ...flags, key }));
        // Not as a sentence: a signed text may hold what sentences are cleared of.
        terminal.output.write(`${terminal.json ? JSON.stringify({ token }) : token}\n`);
    },
};
async function readPayload({ terminal, text }) {
    const file = text('file');
    const bytes = await (file === undefined ? terminal.readBytes() : readBoundedFile(file));
    const payload = decodeUtf8(bytes);
    if (payload === undefined)
        throw new UsageError('the payload is not UTF-8');
    return payload.replace(/\r?\n$/, '');
}
