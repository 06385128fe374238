import { importedRowBytes } from '../defaults.js';
/** Why a row is refused. Never quotes it: it may hold a password. */
export class RowProblem extends Error {
    code;
    constructor(code, message) {
        super(message);
        this.code = code;
    }
}
export const notUtf8 = () => new RowProblem('not_utf8', 'the row is not UTF-8');
export const tooLong = () => new RowProblem('row_too_long', `the row is longer than ${importedRowBytes} bytes`);
