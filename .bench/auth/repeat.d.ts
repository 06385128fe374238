import type { EventListener } from '../events.ts';
/** A task that runs again and again until it is stopped; never keeps the process alive. */
export declare function repeat(task: 'sweep' | 'keys' | 'feed', every: number, run: () => Promise<unknown>, onEvent: EventListener): () => void;
