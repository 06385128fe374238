import { type JsonReadOptions } from './json-reader.ts';
import { type JsonWriteOptions } from './json-writer.ts';
/**
 * What turns values into text and back. A serializer of your own gets the same options as ours, and may
 * throw what it likes in `loads`: it arrives as a {@link BadPayload}.
 */
export interface PayloadSerializer {
    dumps(value: unknown, options: JsonWriteOptions): string;
    loads(text: string, options: JsonReadOptions): unknown;
}
/**
 * JSON as Python's `json` module prints it: `", "` and `": "` between, everything beyond ASCII escaped.
 *
 * @example
 * json.dumps({ id: 1, since: new PythonFloat(2) }) // '{"id": 1, "since": 2.0}'
 */
export declare const json: {
    dumps(value: unknown, options?: JsonWriteOptions): string;
    loads(text: string, options?: JsonReadOptions): unknown;
};
/** JSON as `itsdangerous` packs it for URLs: nothing between, and since 1.0 nothing escaped. */
export declare const compactJson: typeof json;
