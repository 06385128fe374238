import type { Row } from './row.ts';
export declare function readJsonLines(bytes: AsyncIterable<Buffer>): AsyncGenerator<Row>;
