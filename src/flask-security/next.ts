import type { FlaskRequest } from '../dialects/index.ts'

/**
 * Where a form wants to lead, if that is a page of this application: a path, and nothing that a browser would
 * read as another host, such as `//host`, `/\host` or a tab between the slashes (CVE-2023-49438).
 */
export const isOwnPage = (next: string): boolean => /^\/(?![/\\])[^\\\p{Cc}\s]*$/u.test(next)

/** What the form says, else the query, else the page that follows anyway. */
export function nextPage(request: FlaskRequest, otherwise = '/'): string {
  const wanted = [request.form.get('next'), request.args.get('next')]
  return wanted.find((next) => next !== null && isOwnPage(next)) ?? otherwise
}
