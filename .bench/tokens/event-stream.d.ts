/** One event of a `text/event-stream`, as the HTML standard has it (§9.2.6), without what we have no use for. */
export interface StreamEvent {
    readonly type: string;
    readonly data: string;
}
/** Reads `text/event-stream` however it is cut into pieces. */
export declare class EventStreamReader {
    #private;
    /** @param maxLength UTF-16 units of an event, with its unfinished line */
    constructor(maxLength: number);
    /** The events that end in this piece. @throws {RangeError} for one that is too long. */
    read(piece: string): StreamEvent[];
}
