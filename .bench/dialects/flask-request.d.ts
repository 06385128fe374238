/** A request as a Flask view sees it. */
export interface FlaskRequest {
    readonly method: string;
    readonly url: URL;
    readonly headers: Headers;
    readonly cookies: ReadonlyMap<string, string>;
    /** The address of the client, as the server says. */
    readonly address: string | undefined;
    /** What stands at the `<…>` of the path; empty where it has none. */
    readonly segment: string;
    /** Of two values with one name the first counts. */
    readonly args: URLSearchParams;
    /** Of an urlencoded or multipart body; empty for any other. */
    readonly form: URLSearchParams;
    /** Whether the body says that it is JSON. */
    readonly isJson: boolean;
    /**
     * The body as Python reads JSON; `undefined` where it does not say that it is JSON, or is empty.
     * @throws {AuthError} `invalid_request` for what is no JSON.
     */
    readonly json: () => unknown;
}
/** Reads the whole request. @throws {AuthError} `payload_too_large`, `invalid_request` when it broke off. */
export declare function readFlaskRequest(request: Request, { address, segment, }?: {
    readonly address?: string | undefined;
    readonly segment?: string;
}): Promise<FlaskRequest>;
