import { DatabaseSync } from 'node:sqlite';
import type { WriterOptions } from './messages.ts';
/**
 * Opens the connection that writes, after making sure that the file is a whole database and ours.
 *
 * @throws {Error} saying what is wrong; nothing has been written to a database that is not ours.
 */
export declare function openForWriting({ file, durability }: WriterOptions): DatabaseSync;
