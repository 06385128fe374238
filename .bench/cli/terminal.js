import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { AuthError } from '../errors.js';
import { redact } from '../server/index.js';
import { UsageError } from './failures.js';
/** Bytes: far more than a password, a token or the payload of one. */
const maxInputBytes = 65_536;
const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
/** How commands talk: tables and questions for people, or JSON for programs. */
export class Terminal {
    #streams;
    json;
    constructor(streams, options) {
        this.#streams = streams;
        this.json = options.json;
    }
    /** For more than a table. */
    get input() {
        return this.#streams.stdin;
    }
    /** For what is no sentence, no table and not for a terminal. */
    get output() {
        return this.#streams.stdout;
    }
    /** How far a long task is, on one line of a terminal; programs and files see nothing of it. */
    progress(text, share) {
        if (this.json || this.#streams.stderr.isTTY !== true)
            return;
        this.#streams.stderr.write(`\r\u{1b}[K${share === undefined ? '' : bar(share)}${plain(text)}`);
    }
    /** A sentence for people; programs get the value, as one line of JSON. */
    say(sentence, value) {
        this.#streams.stdout.write(this.json ? `${JSON.stringify(value)}\n` : `${plain(sentence)}\n`);
    }
    /** A table for people, a line of JSON for each row for programs. */
    table(rows, columns) {
        if (this.json) {
            for (const row of rows)
                this.say('', row);
            return;
        }
        const cells = [columns, ...rows.map((row) => columns.map((column) => cell(row[column])))];
        const widths = columns.map((_, i) => Math.max(...cells.map((line) => (line[i] ?? '').length)));
        for (const line of cells) {
            const padded = line.map((text, i) => text.padEnd(widths[i] ?? 0));
            this.#streams.stdout.write(`${padded.join('  ').trimEnd()}\n`);
        }
    }
    /** Something worth knowing. */
    warn(text) {
        this.#streams.stderr.write(`latchkey: ${plain(redact(text))}\n`);
    }
    /** Why a command failed; programs get the code of a refusal too. */
    fail(error) {
        const message = redact(error instanceof Error ? error.message : String(error));
        if (!this.json)
            return this.warn(message);
        const code = error instanceof AuthError ? error.code : 'failed';
        this.#streams.stderr.write(`${JSON.stringify({ error: code, message })}\n`);
    }
    /** All of standard input. @throws {UsageError} when it is too long. */
    readBytes() {
        return readBounded(this.#streams.stdin, 'standard input');
    }
    /** The same as text, without its last line break. */
    async readInput() {
        return Buffer.from(await this.readBytes())
            .toString('utf8')
            .replace(/\r?\n$/, '');
    }
    get interactive() {
        return this.#streams.stdin.isTTY === true;
    }
    /** Asks for something that does not show while it is typed. */
    async askSecret(question) {
        this.#streams.stderr.write(question);
        try {
            return await this.#ask('', nowhere);
        }
        finally {
            this.#streams.stderr.write('\n');
        }
    }
    /** @throws {UsageError} when the answer is no, or there is nobody to ask. */
    async confirm(question, { yes }) {
        if (yes)
            return;
        if (!this.interactive)
            throw new UsageError('nobody is there to ask: add --yes');
        const answer = await this.#ask(`${question} [y/N] `, this.#streams.stderr);
        if (!/^y(es)?$/i.test(answer.trim()))
            throw new UsageError('nothing was changed');
    }
    async #ask(question, output) {
        const lines = createInterface({ input: this.#streams.stdin, output, terminal: true });
        try {
            return await lines.question(question);
        }
        finally {
            lines.close();
        }
    }
}
/** A whole file that may be anything: a pipe, a device, a terabyte. @throws {UsageError} when it is too long. */
export const readBoundedFile = (file) => readBounded(createReadStream(file, { end: maxInputBytes }), 'the file');
async function readBounded(stream, name) {
    const chunks = [];
    let length = 0;
    for await (const chunk of stream) {
        const bytes = Buffer.from(chunk);
        length += bytes.length;
        if (length > maxInputBytes)
            throw new UsageError(`${name} is too long`);
        chunks.push(bytes);
    }
    return Buffer.concat(chunks);
}
function bar(share) {
    const filled = Math.round(Math.min(share, 1) * 30);
    return `[${'#'.repeat(filled)}${'.'.repeat(30 - filled)}] ${Math.round(share * 100)} %  `;
}
function cell(value) {
    if (value === undefined || value === null)
        return '-';
    if (Array.isArray(value))
        return plain(value.join(' '));
    return plain(typeof value === 'string' ? value : JSON.stringify(value));
}
/** Without what a terminal obeys: a name or a user agent may hold escape sequences (L22). */
const plain = (text) => text.replaceAll(/[\p{Cc}\p{Cf}]/gu, '?');
