// https://sqlite.org/rescode.html
const faults = new Map([
    [5, 'passing'], // BUSY
    [6, 'passing'], // LOCKED
    [7, 'passing'], // NOMEM
    [13, 'passing'], // FULL
    [14, 'passing'], // CANTOPEN: out of file descriptors
    [8, 'fatal'], // READONLY
    [10, 'fatal'], // IOERR
    [11, 'fatal'], // CORRUPT
    [26, 'fatal'], // NOTADB
    [1555, 'taken'], // CONSTRAINT_PRIMARYKEY
    [2067, 'taken'], // CONSTRAINT_UNIQUE
    [3082, 'passing'], // IOERR_NOMEM
    [4874, 'passing'], // IOERR_SHMSIZE: the disk is full when the index of the log has to grow
]);
export function faultOf(error) {
    const code = resultCode(error);
    return faults.get(code) ?? faults.get(code & 0xff) ?? 'other';
}
/** SQLite's extended result code; 0 for what is no error of SQLite. */
export const resultCode = (error) => error instanceof Error && 'errcode' in error && typeof error.errcode === 'number'
    ? error.errcode
    : 0;
