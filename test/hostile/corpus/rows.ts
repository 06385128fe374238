import { globSync, readFileSync } from 'node:fs'

/** Who is asked. */
export type TargetName = 'library' | 'guard' | 'serve'
/** How it is set up; `all`: every source of a credential is switched on, and one origin listed. */
export type Profile = 'default' | 'all'

/** One request that is sent, with the headers as they stand there, one twice too. */
export interface RequestInput {
  readonly method?: string
  /** `{guarded}` is where a good access token, and nothing else, is asked for. */
  readonly path: string
  readonly headers?: readonly (readonly [name: string, value: string])[]
  /** Text in UTF-8. */
  readonly body?: string
  /** How else the body is written. */
  readonly as?: 'utf16le' | 'latin1'
}

/** What a token is made of, where it is not given as text: a good one, changed. */
export interface TokenInput {
  /** Members that replace those of a good header, or JSON as text. */
  readonly header?: object | string
  readonly claims?: object | string
  /** Members that are left out. */
  readonly without?: readonly string[]
  /** Claims whose JSON only text can spell: `1e400`. */
  readonly raw?: Readonly<Record<string, string>>
  readonly as?: 'utf16le' | 'latin1'
  /** Whose signature it bears. Default: ours. */
  readonly signature?: string
}

interface Case {
  readonly id: string
  /** What is filled in for `{each}`, one case each: a list, or the name of a generator. */
  readonly each?: readonly string[] | string
  readonly expect: string
  /** What is expected elsewhere, or `open: ` and why it cannot be asked there. */
  readonly at?: Partial<Record<TargetName, string>>
}

/** A row of the corpus: what goes in, and what has to come of it. */
export type Row =
  /** `expect`: `good`, or the code of the refusal; over HTTP every refusal has one face. `cut off`: 431, or no answer. */
  | (Case & { readonly kind: 'token'; readonly input: string | TokenInput })
  /** `expect`: the status and, for a refusal, its code. */
  | (Case & {
      readonly kind: 'request'
      readonly input: RequestInput
      /** Default: `default`. */
      readonly profile?: Profile
    })
  /** What goes over a socket. `expect`: the status. */
  | (Case & { readonly kind: 'bytes'; readonly input: string })
  /** A token of itsdangerous. `expect`: `good` or the code; over HTTP it is no access token. */
  | (Case & { readonly kind: 'signed'; readonly input: string })
  /** A JWK. `expect`: `good` or the error; over HTTP it stands in the header of a token. */
  | (Case & { readonly kind: 'jwk'; readonly input: object })

/** All rows of the corpus. */
export function readCorpus(): readonly Row[] {
  return globSync('*.json', { cwd: import.meta.dirname })
    .toSorted()
    .flatMap((file) => {
      const rows: readonly Row[] = JSON.parse(
        readFileSync(`${import.meta.dirname}/${file}`, 'utf8'),
      )
      return rows
    })
}
