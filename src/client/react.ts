// React 18 and 19: a session as a hook, and a component that shows what is for signed-in people.
import { useSyncExternalStore } from 'react'
import type { ReactNode } from 'react'
import type { Client, SessionSnapshot } from './index.ts'

// On a server nobody is signed in: a browser finds out who is, and shows it after hydration.
const onServer: SessionSnapshot = { state: 'signed-out' }

/**
 * The session of a client; renders again when it changes.
 *
 * @example
 * const { state, user } = useSession(client)
 */
export const useSession = ({ session }: Pick<Client, 'session'>): SessionSnapshot =>
  useSyncExternalStore(session.subscribe, session.getSnapshot, () => onServer)

/** What {@link SignedIn} shows. */
export interface SignedInProps {
  readonly client: Pick<Client, 'session'>
  /** For everybody else, a form to sign in say. Default: nothing. */
  readonly otherwise?: ReactNode
  readonly children?: ReactNode
}

/**
 * Shows its children while somebody is signed in: without a network, too. It decides what is seen, and protects nothing:
 * that is for the API to do.
 *
 * @example
 * <SignedIn client={client} otherwise={<SignInForm />}><Orders /></SignedIn>
 */
export function SignedIn({ client, otherwise, children }: SignedInProps): ReactNode {
  const { user } = useSession(client)
  return user ? children : otherwise
}
