// Session ids; anything else there cannot be one and is as unknown as a page that does not exist.
const identified = /^(\/.+\/)([\w-]{22})$/;
/**
 * Finds routes by path, to the letter: no decoding, no case folding, no trailing slash. A path that can
 * be written in two ways can be let through in one and guarded in the other (H22).
 */
export function createRouter(routes) {
    const places = new Map();
    for (const [path, group] of Map.groupBy(routes, (route) => route.path)) {
        const methods = new Map(group.map((route) => [route.method, route]));
        const read = methods.get('GET');
        if (read && !read.effect)
            methods.set('HEAD', read);
        places.set(path, { path, methods, allow: [...methods.keys(), 'OPTIONS'].join(', ') });
    }
    return (pathname) => {
        const place = places.get(pathname);
        if (place)
            return pathname.endsWith('{id}') ? undefined : { ...place, id: '' };
        const [, prefix, id] = identified.exec(pathname) ?? [];
        if (prefix === undefined || id === undefined)
            return undefined;
        const found = places.get(`${prefix}{id}`);
        return found && { ...found, id };
    };
}
