/**
 * Where a form wants to lead, if that is a page of this application: a path, and nothing that a browser would
 * read as another host, such as `//host`, `/\host` or a tab between the slashes (CVE-2023-49438).
 */
export const isOwnPage = (next) => /^\/(?![/\\])[^\\\p{Cc}\s]*$/u.test(next);
/** What the query says, else the form, else the page that follows anyway. */
export function nextPage(request, otherwise = '/') {
    const wanted = [request.args.get('next'), request.form.get('next')];
    return wanted.find((next) => next !== null && isOwnPage(next)) ?? otherwise;
}
/** Where a request was for, without the token in it: what is sent back there ends up in logs and referrers. */
export function withoutToken(url) {
    const rest = new URL(url);
    if (rest.searchParams.has('auth_token'))
        rest.searchParams.delete('auth_token');
    return rest;
}
