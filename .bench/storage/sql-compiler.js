import { DummyDriver, Kysely, SqliteAdapter, SqliteIntrospector, SqliteQueryCompiler, sql, } from 'kysely';
export const createCompiler = () => new Kysely({
    dialect: {
        createAdapter: () => new SqliteAdapter(),
        createDriver: () => new DummyDriver(),
        createIntrospector: (db) => new SqliteIntrospector(db),
        createQueryCompiler: () => new SqliteQueryCompiler(),
    },
});
/**
 * A query that is compiled once, at its first use, and then only bound: `build` is given a stand-in
 * for each parameter, and the compiler puts the stand-ins where the values belong.
 */
export function query(build) {
    let compiled;
    return (parameters) => {
        // The compiler never looks into a value, so that a stand-in may pass for one of any type.
        compiled ??= build(standIns).compile();
        return {
            sql: compiled.sql,
            parameters: compiled.parameters.map((value) => bind(value, parameters)),
        };
    };
}
/** The same, as a guard of its batch. */
export function guard(build) {
    const unguarded = query(build);
    return (parameters) => ({ ...unguarded(parameters), guard: true });
}
/** The smaller of the two. */
export const least = (a, b) => sql `CASE WHEN ${a} < ${b} THEN ${a} ELSE ${b} END`;
class StandIn {
    name;
    constructor(name) {
        this.name = name;
    }
    // `now + 60` belongs into the SQL: here it would compile a wrong constant.
    [Symbol.toPrimitive]() {
        throw new TypeError(`the parameter ${this.name} has no value while its query is compiled`);
    }
}
const standIns = new Proxy({}, { get: (_, name) => new StandIn(String(name)) });
function bind(value, parameters) {
    const bound = value instanceof StandIn ? Reflect.get(parameters, value.name) : value;
    if (bound === undefined || bound === null)
        return null;
    if (typeof bound === 'string' || typeof bound === 'number')
        return bound;
    throw new TypeError(`a parameter is neither text nor a number: ${typeof bound}`);
}
