import { decodeUtf8 } from '../bytes.js';
import { isRefreshToken } from '../sessions/index.js';
import { databaseSettings } from './command.js';
import { Refused, UsageError } from './failures.js';
import { inspectJwt } from './inspect-jwt.js';
import { inspectRefreshToken } from './inspect-own.js';
import { inspectSigned } from './inspect-signed.js';
import { show } from './report.js';
import { keyOptions, readKey } from './secret-input.js';
import { maxAgeOption, readSigningFlags, signingOptions, strangeFlag } from './signing-flags.js';
import { readBoundedFile } from './terminal.js';
export const tokenInspect = {
    name: 'token inspect',
    summary: 'show what a token on standard input is and says and, with a key or --data, whether it is good',
    settings: [...databaseSettings, 'issuer', 'audience'],
    options: [
        { flag: '--file <file>', help: 'read the token from a file' },
        ...keyOptions,
        ...signingOptions,
        maxAgeOption,
    ],
    examples: [
        'token inspect < token.txt',
        'token inspect --data /var/lib/latchkey < token.txt',
        'token inspect --key-file secret-key.txt --salt reset-password --max-age 1h < token.txt',
        'token inspect --key-file jwks.json --issuer https://auth.example.com < token.txt',
    ],
    run: async (call) => {
        const flags = readSigningFlags(call);
        const key = await readKey(call);
        const unused = key === undefined ? strangeFlag(flags, []) : undefined;
        if (unused)
            throw new UsageError(`${unused}: needs a key; add --key-file or --key-stdin`);
        const token = await readToken(call);
        if (key !== undefined && isRefreshToken(token)) {
            throw new UsageError('a refresh token is verified with --data, not with a key');
        }
        const report = isRefreshToken(token)
            ? await inspectRefreshToken(token, call)
            : ((await inspectJwt(token, call, { flags, key })) ?? inspectSigned(token, { flags, key }));
        if (!report)
            throw new Refused('this is no kind of token that is known here');
        show(report, call.terminal);
    },
};
async function readToken({ terminal, text }) {
    const file = text('file');
    if (file === undefined && terminal.interactive)
        return (await terminal.askSecret('Token: ')).trim();
    const bytes = await (file === undefined ? terminal.readBytes() : readBoundedFile(file));
    return decodeUtf8(bytes)?.trim() ?? '';
}
