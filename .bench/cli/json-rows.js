import { decodeUtf8 } from '../bytes.js';
import { importedRowBytes } from '../defaults.js';
import { AuthError } from '../errors.js';
import { parseJson } from '../jwt/index.js';
import { notUtf8, RowProblem, tooLong } from './row.js';
// One JSON object a line: what is wrong with one says nothing about the next.
export async function* readJsonLines(bytes) {
    let line = 0;
    for await (const bytesOfLine of linesOf(bytes)) {
        line += 1;
        if (bytesOfLine === undefined)
            yield { line, problem: tooLong() };
        else if (bytesOfLine.length > 0)
            yield readLine(line, bytesOfLine);
    }
}
function readLine(line, bytes) {
    const text = decodeUtf8(bytes);
    if (text === undefined)
        return { line, problem: notUtf8() };
    const value = objectOf(text);
    if (!value)
        return { line, problem: new RowProblem('json_malformed', 'expected a JSON object') };
    const members = Object.entries(value);
    return { line, names: members.map(([name]) => name), values: members.map(([, said]) => said) };
}
// Without their ends; `undefined` for one that is too long, of which nothing is kept.
async function* linesOf(bytes) {
    let parts = [];
    let length = 0;
    const take = () => {
        const line = length > importedRowBytes ? undefined : Buffer.concat(parts);
        parts = [];
        length = 0;
        return line?.at(-1) === 0x0d ? line.subarray(0, -1) : line;
    };
    for await (const chunk of bytes) {
        let start = 0;
        for (let end = 0; end !== -1; start = end + 1) {
            end = chunk.indexOf('\n', start);
            const part = chunk.subarray(start, end === -1 ? chunk.length : end);
            length += part.length;
            if (length > importedRowBytes)
                parts = [];
            else
                parts.push(part);
            if (end !== -1)
                yield take();
        }
    }
    if (length > 0)
        yield take();
}
function objectOf(text) {
    try {
        const value = parseJson(text);
        return typeof value === 'object' && !Array.isArray(value) ? (value ?? undefined) : undefined;
    }
    catch (error) {
        if (error instanceof AuthError)
            return undefined;
        throw error;
    }
}
