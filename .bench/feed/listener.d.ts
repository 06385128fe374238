import type { Clock, NumericDate } from '../clock.ts';
export interface ListenerOptions {
    /** The verifier that listens. */
    readonly holder: string;
    /** When it is asked to come again. */
    readonly endsAt: NumericDate;
    readonly clock: Clock;
    readonly onEnd: () => void;
}
/**
 * One connection of a verifier. What waits for it are bytes that all listeners share.
 */
export declare class Listener {
    #private;
    readonly holder: string;
    readonly endsAt: NumericDate;
    readonly stream: ReadableStream<Uint8Array>;
    /** It has been sent every revocation up to this number. */
    position: number;
    /** It has caught up, and gets what all get. */
    isLive: boolean;
    constructor({ holder, endsAt, clock, onEnd }: ListenerOptions);
    get isOver(): boolean;
    /** More waits for it than may. */
    get isBehind(): boolean;
    /** It has not read for too long. */
    get isStuck(): boolean;
    send(bytes: Uint8Array): void;
    /** Fulfilled when it has read all there is, or is over. */
    read(): Promise<void>;
    close(): void;
}
