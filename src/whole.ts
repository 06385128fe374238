import { encodeUtf8 } from './bytes.ts'

/** How {@link whole} answers. */
export interface WholeInit {
  /** Default: 200. */
  readonly status?: number
  readonly headers: Readonly<Record<string, string>>
}

/** An answer that says how long it is, so that a server can send it in one piece. */
export function whole(text: string, { status = 200, headers }: WholeInit): Response {
  const bytes = encodeUtf8(text)
  const length = String(bytes.byteLength)
  return new Response(bytes, { status, headers: { 'content-length': length, ...headers } })
}
