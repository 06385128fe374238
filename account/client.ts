import { createClient } from 'latchkey/client'

/** Where the page is served, and the API beside it: the server may be mounted below a path. */
const baseUrl = new URL('.', location.href).href

/** The refresh token is in a cookie that no script can read, this page's included. */
export const client = createClient({ baseUrl, storage: 'cookie' })
