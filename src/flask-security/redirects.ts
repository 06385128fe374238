import type { Account } from '../accounts/index.ts'
import { redirectPage } from '../dialects/index.ts'
import type { Visit } from './visit.ts'

/** What a browser that followed a link is told, and where it goes on. */
export interface Onward {
  readonly category: 'error' | 'info' | 'success'
  readonly message: string
  /** Of a single-page application; it gets the message in its query. */
  readonly view: string | undefined
  /** Of this server; it shows the message. */
  readonly page: string
  readonly account?: Account | undefined
}

export function goOn(visit: Visit, { category, message, view, page, account }: Onward): Response {
  if (view !== undefined) return toView(visit, view, { [category]: message }, account)
  visit.session.flash(category, message)
  return redirectPage((visit.workshop.options.urlPrefix ?? '') + page)
}

/** A page of a single-page application, with what it should know in its query. */
export function toView(
  { workshop }: Visit,
  view: string,
  query: Readonly<Record<string, string>>,
  account?: Account,
): Response {
  const email = workshop.options.insecureEmailInUrls ? account?.email : undefined
  const all = { ...query, ...(email !== undefined && { email, identity: email }) }
  const mark = view.includes('?') ? '&' : '?'
  return redirectPage(`${view}${mark}${new URLSearchParams(all).toString()}`)
}

/** What says nothing about a link: it may be tried again. */
export const troubles: ReadonlySet<string> = new Set(['storage_unavailable', 'overloaded'])

/** A time as people say it: `5 days`. */
export function within(seconds: number): string {
  const [unit, length] = units.find(([, size]) => seconds % size === 0 && seconds >= size) ?? [
    'second',
    1,
  ]
  const count = seconds / length
  return `${count} ${unit}${count === 1 ? '' : 's'}`
}

const units = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
] as const
