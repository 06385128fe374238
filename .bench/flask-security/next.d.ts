import type { FlaskRequest } from '../dialects/index.ts';
/**
 * Where a form wants to lead, if that is a page of this application: a path, and nothing that a browser would
 * read as another host, such as `//host`, `/\host` or a tab between the slashes (CVE-2023-49438).
 */
export declare const isOwnPage: (next: string) => boolean;
/** What the query says, else the form, else the page that follows anyway. */
export declare function nextPage(request: FlaskRequest, otherwise?: string): string;
/** Where a request was for, without the token in it: what is sent back there ends up in logs and referrers. */
export declare function withoutToken(url: URL): URL;
