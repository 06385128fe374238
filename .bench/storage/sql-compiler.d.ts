import { Kysely } from 'kysely';
import type { Compilable, Expression, RawBuilder } from 'kysely';
import type { Statement } from './sql-driver.ts';
import type { Schema } from './sql-schema.ts';
/** Kysely as a typed compiler and nothing else: it is connected to no database. */
export type Compiler = Kysely<Schema>;
export declare const createCompiler: () => Compiler;
/** A query with its parameters still open. */
export type Query<Parameters extends object, Row> = (parameters: Parameters) => Statement<Row>;
/**
 * A query that is compiled once, at its first use, and then only bound: `build` is given a stand-in
 * for each parameter, and the compiler puts the stand-ins where the values belong.
 */
export declare function query<Parameters extends object, Row>(build: (parameters: Parameters) => Compilable<Row>): Query<Parameters, Row>;
/** The same, as a guard of its batch. */
export declare function guard<Parameters extends object, Row>(build: (parameters: Parameters) => Compilable<Row>): Query<Parameters, Row>;
/** The smaller of the two. */
export declare const least: (a: Expression<number>, b: Expression<number>) => RawBuilder<number>;
