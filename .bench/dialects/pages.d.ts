/** Werkzeug's names and texts of the errors that a dialect answers. */
declare const errors: {
    readonly 400: readonly ['Bad Request', 'The browser (or proxy) sent a request that this server could not understand.'];
    readonly 401: readonly ['Unauthorized', 'The server could not verify that you are authorized to access the URL requested. You either supplied the wrong credentials (e.g. a bad password), or your browser doesn&#39;t understand how to supply the credentials required.'];
    readonly 403: readonly ['Forbidden', 'You don&#39;t have the permission to access the requested resource. It is either read-protected or not readable by the server.'];
    readonly 404: readonly ['Not Found', 'The requested URL was not found on the server. If you entered the URL manually please check your spelling and try again.'];
    readonly 405: readonly ['Method Not Allowed', 'The method is not allowed for the requested URL.'];
    readonly 413: readonly ['Request Entity Too Large', 'The data value transmitted exceeds the capacity limit.'];
    readonly 429: readonly ['Too Many Requests', 'This user has exceeded an allotted request count. Try again later.'];
    readonly 500: readonly ['Internal Server Error', 'The server encountered an internal error and was unable to complete your request. Either the server is overloaded or there is an error in the application.'];
    readonly 503: readonly ['Service Unavailable', 'The server is temporarily unable to service your request due to maintenance downtime or capacity problems. Please try again later.'];
};
/** The page that Werkzeug's `abort(status, description)` answers. */
export declare function errorPage(status: keyof typeof errors, headers?: Readonly<Record<string, string>>, description?: string): Response;
/** The answer of Werkzeug's `redirect(location)`: 302. */
export declare function redirectPage(location: string): Response;
/** As `markupsafe.escape`. */
export declare const escapeHtml: (text: string) => string;
export {};
