import { Writable, type Readable } from 'node:stream';
/** Where a command reads and writes: results to `stdout`, everything about them to `stderr`. */
export interface Streams {
    readonly stdin: Readable & {
        readonly isTTY?: boolean;
    };
    readonly stdout: Writable & {
        readonly isTTY?: boolean;
    };
    readonly stderr: Writable & {
        readonly isTTY?: boolean;
    };
    readonly env: Readonly<Record<string, string | undefined>>;
}
/** How commands talk: tables and questions for people, or JSON for programs. */
export declare class Terminal {
    #private;
    readonly json: boolean;
    constructor(streams: Streams, options: {
        readonly json: boolean;
    });
    /** For more than a table. */
    get input(): Streams['stdin'];
    /** For what is no sentence, no table and not for a terminal. */
    get output(): Streams['stdout'];
    /** How far a long task is, on one line of a terminal; programs and files see nothing of it. */
    progress(text: string, share?: number): void;
    /** A sentence for people; programs get the value, as one line of JSON. */
    say(sentence: string, value: object): void;
    /** A table for people, a line of JSON for each row for programs. */
    table(rows: readonly Readonly<Record<string, unknown>>[], columns: readonly string[]): void;
    /** Something worth knowing. */
    warn(text: string): void;
    /** Why a command failed; programs get the code of a refusal too. */
    fail(error: unknown): void;
    /** All of standard input. @throws {UsageError} when it is too long. */
    readBytes(): Promise<Uint8Array>;
    /** The same as text, without its last line break. */
    readInput(): Promise<string>;
    get interactive(): boolean;
    /** Asks for something that does not show while it is typed. */
    askSecret(question: string): Promise<string>;
    /** @throws {UsageError} when the answer is no, or there is nobody to ask. */
    confirm(question: string, { yes }: {
        readonly yes: boolean;
    }): Promise<void>;
}
/** A whole file that may be anything: a pipe, a device, a terabyte. @throws {UsageError} when it is too long. */
export declare const readBoundedFile: (file: string) => Promise<Uint8Array>;
