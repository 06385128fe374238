import { type Era } from './eras.ts';
/** How JSON is laid out, as the arguments of Python's `json.dumps`. */
export interface JsonFormat {
    /** Whether what is not ASCII is escaped. Default: by the serializer. */
    readonly ensureAscii?: boolean;
    /** Between members, and between name and value. Default: by the serializer. */
    readonly separators?: readonly [item: string, key: string];
    /** Whether members are in the order of their names. Default: false, the order they were set in. */
    readonly sortKeys?: boolean;
}
export interface JsonWriteOptions extends JsonFormat {
    readonly era?: Era;
    readonly compat?: boolean;
}
/** The text that Python's `json.dumps` gives for the value. */
export declare function writeJson(value: unknown, separators: readonly [item: string, key: string], ascii: boolean, { sortKeys, compat }: JsonWriteOptions): string;
/** Whether compact JSON is ASCII where nothing else is said. */
export declare const compactAscii: (era?: Era) => boolean;
