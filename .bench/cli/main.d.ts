import { type Streams } from './terminal.ts';
/** Runs one command line, without `node` and the script, and gives the exit code. */
export declare function main(argv: readonly string[], streams: Streams): Promise<number>;
