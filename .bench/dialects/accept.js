/** A media range and its weight, as Werkzeug's expression cuts them out. */
const range = /([^\s;,]+(?:[ \t]*;[ \t]*(?:[^\s;,q][^\s;,]*|q[^\s;,=][^\s;,]*))*)(?:[ \t]*;[ \t]*q=(\d*(?:\.\d+)?)[^,]*)?/g;
/**
 * Whether the client wants JSON by Flask-Security's rule: it sends JSON, or JSON is the one it would like best.
 * Werkzeug puts the more specific range before the heavier one, so the wildcard never wins.
 */
export const wantsJson = (request) => request.isJson || bestOf(request.headers.get('accept') ?? '') === 'application/json';
function bestOf(accept) {
    let best;
    for (const [, name = '', weight] of accept.matchAll(range)) {
        const quality = Math.min(Number(weight === undefined || weight === '' ? 1 : weight), 1);
        const specificity = name.split(/\/|\s*;\s*/).map((part) => Number(part !== '*'));
        const rank = [...specificity, -1, quality];
        if (!best || compare(rank, best.rank) > 0)
            best = { name, rank };
    }
    return best?.name;
}
/** As Python compares tuples; -1 ends the specificity, so that a longer one is more. */
function compare(a, b) {
    const at = a.findIndex((value, index) => value !== b[index]);
    return at === -1 ? 0 : (a[at] ?? 0) - (b[at] ?? 0);
}
