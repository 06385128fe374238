import { readJson } from './json-reader.js';
import { compactAscii, writeJson } from './json-writer.js';
/**
 * JSON as Python's `json` module prints it: `", "` and `": "` between, everything beyond ASCII escaped.
 *
 * @example
 * json.dumps({ id: 1, since: new PythonFloat(2) }) // '{"id": 1, "since": 2.0}'
 */
export const json = {
    dumps: (value, options = {}) => writeJson(value, options.separators ?? [', ', ': '], options.ensureAscii ?? true, options),
    loads: readJson,
};
/** JSON as `itsdangerous` packs it for URLs: nothing between, and since 1.0 nothing escaped. */
export const compactJson = {
    dumps: (value, options = {}) => writeJson(value, options.separators ?? [',', ':'], options.ensureAscii ?? compactAscii(options.era), options),
    loads: readJson,
};
