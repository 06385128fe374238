import { feedBacklog, feedPatience } from '../defaults.js';
/**
 * One connection of a verifier. What waits for it are bytes that all listeners share.
 */
export class Listener {
    holder;
    endsAt;
    stream;
    /** It has been sent every revocation up to this number. */
    position = 0;
    /** It has caught up, and gets what all get. */
    isLive = false;
    #clock;
    #onEnd;
    #waiting = [];
    #bytes = 0;
    /** Since when the first of them waits. */
    #waitsSince = Infinity;
    #controller;
    #isWanted = false;
    #isOver = false;
    #onRead;
    constructor({ holder, endsAt, clock, onEnd }) {
        this.holder = holder;
        this.endsAt = endsAt;
        this.#clock = clock;
        this.#onEnd = onEnd;
        const source = {
            start: (controller) => {
                this.#controller = controller;
            },
            pull: () => this.#next(),
            cancel: () => this.#end(),
        };
        // No queue of the stream's own: what waits is counted here.
        this.stream = new ReadableStream(source, { highWaterMark: 0 });
    }
    get isOver() {
        return this.#isOver;
    }
    /** More waits for it than may. */
    get isBehind() {
        return this.#bytes > feedBacklog;
    }
    /** It has not read for too long. */
    get isStuck() {
        return this.#clock() - this.#waitsSince > feedPatience;
    }
    send(bytes) {
        if (this.#isOver)
            return;
        if (this.#waiting.length === 0)
            this.#waitsSince = this.#clock();
        this.#waiting.push(bytes);
        this.#bytes += bytes.byteLength;
        if (this.#isWanted)
            this.#next();
    }
    /** Fulfilled when it has read all there is, or is over. */
    async read() {
        if (this.#waiting.length === 0 || this.#isOver)
            return;
        await new Promise((resolve) => {
            this.#onRead = resolve;
        });
    }
    close() {
        if (!this.#isOver)
            this.#controller?.close();
        this.#end();
    }
    #next() {
        const bytes = this.#waiting.shift();
        this.#isWanted = bytes === undefined;
        if (bytes === undefined)
            return;
        this.#bytes -= bytes.byteLength;
        this.#controller?.enqueue(bytes);
        this.#waitsSince = this.#waiting.length === 0 ? Infinity : this.#clock();
        if (this.#waiting.length === 0)
            this.#onRead?.();
    }
    #end() {
        if (this.#isOver)
            return;
        this.#isOver = true;
        this.isLive = false;
        this.#waiting.length = 0;
        this.#onRead?.();
        this.#onEnd();
    }
}
