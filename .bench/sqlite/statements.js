import { preparedStatementsKept } from '../defaults.js';
/** A connection's prepared statements by their text; the longest kept one makes room for a new one. */
export class Statements {
    #database;
    #prepared = new Map();
    constructor(database) {
        this.#database = database;
    }
    all(sql, parameters = []) {
        let statement = this.#prepared.get(sql);
        if (!statement) {
            statement = this.#database.prepare(sql);
            if (this.#prepared.size >= preparedStatementsKept) {
                for (const oldest of this.#prepared.keys()) {
                    this.#prepared.delete(oldest);
                    break;
                }
            }
            this.#prepared.set(sql, statement);
        }
        return statement.all(...parameters);
    }
}
