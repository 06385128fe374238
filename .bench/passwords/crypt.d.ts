import type { Scheme } from './scheme.ts';
/** The schemes of crypt(3) that nothing else computes. */
export declare const crypts: readonly Scheme[];
