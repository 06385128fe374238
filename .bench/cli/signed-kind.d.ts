import { type JsonFormat, type KeyDerivation, type Serializer, type SerializerOptions, type Signer, type SignerOptions, type TimedSerializer } from '../signing/index.ts';
import type { Signing, SigningFlags } from './signing-flags.ts';
/** What can be signed, verified and looked into. */
export interface SignedKind {
    /** The flags that mean something for it. */
    readonly takes: readonly (keyof SigningFlags)[];
    /** The token of a payload, which is JSON or, for signers and the remember cookie, text. */
    readonly sign: (payload: string, by: Signing) => string;
    /** The payload, if the signature is good. @throws {AuthError} */
    readonly verify: (token: string, by: Signing) => unknown;
    /** The payload, whoever signed it; `undefined` where it cannot be read as one of this kind. */
    readonly peek: (token: string) => unknown;
}
/** What holds for a kind where no flag says otherwise. */
interface Standard {
    readonly salt?: string;
    readonly keyDerivation?: KeyDerivation;
    readonly format?: JsonFormat;
    readonly maxAge?: number;
}
/** What a serializer is made with. */
export declare function optionsOf(by: Signing, standard?: Standard): SerializerOptions;
/** JSON of which nothing is lost on the way. */
export declare const serialized: (takes: SignedKind['takes'], make: (by: Signing) => Serializer) => SignedKind;
export declare const untimed: (type: typeof Serializer) => SignedKind;
export declare function timed(type: typeof TimedSerializer, standard?: Standard): SignedKind;
/** Text. */
export declare function signed<Type extends Signer>(type: new (key: string | Uint8Array, options: SignerOptions) => Type, unsign: (signer: Type, token: string, by: Signing) => string): SignedKind;
export declare const ageOf: (maxAge: number | undefined) => {
    readonly maxAge?: number;
};
export {};
