import type { Row } from './row.ts';
export type OnHeader = (names: readonly string[]) => void;
export declare function readCsv(bytes: AsyncIterable<Buffer>, onHeader: OnHeader): AsyncGenerator<Row>;
