/** The text of an answer. @throws {Error} when it has more bytes than it may, or is not UTF-8. */
export declare function boundedText({ body }: Response, maxBytes: number): Promise<string>;
