import { AuthError } from '../errors.js';
import { compactJson } from '../signing/index.js';
export const unverified = { verdict: 'unverified' };
export function refused({ code, message, cause }) {
    // What is wrong with a key is said by what imported it.
    const known = code === 'key_invalid' && cause instanceof Error;
    return { verdict: code, reason: known ? `${message}: ${cause.message}` : message };
}
export async function verdictOf(verify) {
    try {
        await verify();
        return { verdict: 'good' };
    }
    catch (error) {
        if (error instanceof AuthError)
            return refused(error);
        throw error;
    }
}
// Payloads have integers that JSON.stringify cannot write, and may be nested as deeply as is read.
const write = (value) => compactJson.dumps(value, { compat: true });
/** @throws {AuthError} when the verdict is a refusal, after it was shown. */
export function show(report, terminal) {
    const fields = Object.entries(report).filter(([, value]) => value !== undefined);
    if (terminal.json)
        terminal.output.write(`${write(Object.fromEntries(fields))}\n`);
    else {
        for (const [name, value] of fields) {
            terminal.say(`${name}: ${typeof value === 'string' ? value : write(value)}`, {});
        }
    }
    const { verdict } = report;
    if (verdict === 'unverified' || verdict === 'good')
        return;
    throw new AuthError(verdict, `the token is refused: ${verdict}`);
}
