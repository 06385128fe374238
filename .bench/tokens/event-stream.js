/** Reads `text/event-stream` however it is cut into pieces. */
export class EventStreamReader {
    #maxLength;
    #rest = '';
    #endedInCr = false;
    #isFirst = true;
    #type = '';
    #data = [];
    #length = 0;
    /** @param maxLength UTF-16 units of an event, with its unfinished line */
    constructor(maxLength) {
        this.#maxLength = maxLength;
    }
    /** The events that end in this piece. @throws {RangeError} for one that is too long. */
    read(piece) {
        let text = piece;
        if (this.#isFirst && text !== '') {
            this.#isFirst = false;
            if (text.startsWith('\u{feff}'))
                text = text.slice(1);
        }
        // A line break of two characters may come in two pieces.
        if (this.#endedInCr && text.startsWith('\n'))
            text = text.slice(1);
        if (piece !== '')
            this.#endedInCr = piece.endsWith('\r');
        const lines = text.split(/\r\n|\n|\r/);
        const events = [];
        for (const [index, line] of lines.entries()) {
            this.#rest += line;
            if (this.#length + this.#rest.length > this.#maxLength) {
                throw new RangeError(`an event has more than ${this.#maxLength} characters`);
            }
            if (index === lines.length - 1)
                break;
            const event = this.#line(this.#rest);
            this.#rest = '';
            if (event)
                events.push(event);
        }
        return events;
    }
    #line(line) {
        if (line === '')
            return this.#dispatch();
        this.#length += line.length;
        const colon = line.indexOf(':');
        const name = colon < 0 ? line : line.slice(0, colon);
        const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '');
        if (name === 'event')
            this.#type = value;
        if (name === 'data')
            this.#data.push(value);
        return undefined;
    }
    #dispatch() {
        const [type, data] = [this.#type, this.#data];
        this.#type = '';
        this.#data = [];
        this.#length = 0;
        return data.length === 0 ? undefined : { type: type || 'message', data: data.join('\n') };
    }
}
