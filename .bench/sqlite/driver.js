import { DatabaseSync } from 'node:sqlite';
import { readLockPatience } from '../defaults.js';
import { AuthError } from '../errors.js';
import { faultOf } from './faults.js';
import { Statements } from './statements.js';
import { WriterThread } from './writer-thread.js';
/**
 * Reads on the caller's thread, from a connection that can do nothing else: under WAL a read waits for
 * nobody. Writes go to a thread of their own.
 */
export class SqliteDriver {
    #options;
    #onFatal;
    #opening;
    #connections;
    #closing;
    constructor(options, onFatal) {
        this.#options = options;
        this.#onFatal = onFatal;
    }
    /** Opens the database, once; after a failure it may be tried again. */
    open() {
        this.#opening ??= this.#open().catch((error) => {
            this.#opening = undefined;
            throw error;
        });
        return this.#opening;
    }
    async read(statement) {
        // The rows are of the type that the compiler gave the query.
        return this.#query(statement.sql, statement.parameters);
    }
    async write(batch, { relaxed = false } = {}) {
        const outcome = await this.#connected().writer.write(batch, relaxed);
        // As above, of every statement of the batch.
        return outcome;
    }
    async dataVersion() {
        const [row] = this.#query('PRAGMA data_version');
        return row?.data_version ?? 0;
    }
    close() {
        this.#closing ??= this.#close();
        return this.#closing;
    }
    async #open() {
        if (this.#closing)
            throw new Error('the store is closed');
        const writer = new WriterThread(this.#options, this.#onFatal);
        await writer.opened;
        try {
            const timeout = readLockPatience * 1_000;
            const reader = new DatabaseSync(this.#options.file, { readOnly: true, timeout });
            this.#connections = { reader, statements: new Statements(reader), writer };
        }
        catch (error) {
            await writer.close();
            throw error;
        }
    }
    #connected() {
        if (this.#closing)
            throw new Error('the store is closed');
        if (!this.#connections)
            throw new Error('the store is not open: call migrate() first');
        return this.#connections;
    }
    #query(sql, parameters) {
        const { statements } = this.#connected();
        try {
            return statements.all(sql, parameters);
        }
        catch (error) {
            if (faultOf(error) !== 'passing')
                throw error;
            throw new AuthError('storage_unavailable', 'the database is locked', {
                retryAfter: 1,
                cause: error,
            });
        }
    }
    async #close() {
        await this.#opening?.catch(() => { });
        // First, so that no reader of ours keeps the log from being moved into the database.
        this.#connections?.reader.close();
        await this.#connections?.writer.close();
    }
}
