interface BrowserRequest {
    readonly method: string;
    header(name: string): string | undefined;
}
/**
 * Origins as they stand in the `Origin` header.
 *
 * @throws {TypeError} for anything but an exact origin: a path, a wildcard, an upper-case host.
 */
export declare function originSet(origins: readonly string[]): ReadonlySet<string>;
/**
 * Refuses what a page of another site makes a browser send. `Sec-Fetch-Site` is believed first, then
 * `Origin`, which must be one of `origins` to the letter. A request with neither comes from a program,
 * not from a browser: with `strict`, where a browser adds the credential by itself, it is refused as well.
 *
 * @throws {AuthError} `cross_site_request`.
 */
export declare function refuseCrossSite(request: BrowserRequest, origins: ReadonlySet<string>, { strict }: {
    readonly strict: boolean;
}): void;
export {};
