import { idIn, type ObjectRef } from '../../model/object-ref.ts'
import type { SignInMethod } from '../../model/sign-in.ts'
import type { Readers } from '../../ports/systems.ts'
import type { ChangeKind, Irreversible, Resolve } from '../change-kind.ts'
import { required } from '../require-system.ts'

/** Takes sign-in methods away. Those of which Entra may hold one back as the default stand in one change, for they go in an order that only Entra knows. */
export interface EntraMethodRemove {
  readonly kind: 'entra.method.remove'
  readonly user: ObjectRef
  readonly methods: readonly SignInMethod[]
}

const TITLES: { readonly [type: string]: string } = {
  phone: 'phone',
  microsoftAuthenticator: 'Microsoft Authenticator',
  softwareOath: 'one-time code app',
  fido2: 'passkey',
  windowsHelloForBusiness: 'Windows Hello',
  platformCredential: 'platform credential',
  external: 'external method',
  email: 'email address',
  temporaryAccessPass: 'temporary access pass',
}

/** `passkey "Key ring"`; a type that has no name here is called as Graph calls it. */
export const methodText = ({ type, name }: Pick<SignInMethod, 'type' | 'name'>): string =>
  `${TITLES[type] ?? type}${name ? ` "${name}"` : ''}`

/** Those of the change that are still there. Whoever is gone has none. */
const left = async (
  change: EntraMethodRemove,
  { entra }: Readers,
  context: Resolve,
): Promise<readonly SignInMethod[]> => {
  const id = context.idOf(change.user)
  const reader = required(entra, 'entra')
  if (!(await reader.user(id))) return []
  const ids = new Set(change.methods.map((method) => method.id))
  return (await reader.methodsOf(id)).filter((method) => ids.has(method.id))
}

export const entraMethodRemove: ChangeKind<EntraMethodRemove> = {
  kind: 'entra.method.remove',
  system: 'entra',
  undo: 'irreversible',
  // The application needs the directory role Authentication Administrator beside the permission; for administrators, the Privileged one.
  needs: { graph: ['UserAuthenticationMethod.ReadWrite.All'] },

  describe: ({ user, methods }) => ({
    target: { type: 'account', id: idIn(user), name: user.name },
    summary: `remove ${methods.map(methodText).join(' and ')} of ${user.name}`,
    before: { methods: methods.map(methodText) },
    after: { methods: [] },
    count: 'remove',
  }),

  hazards: () => ['revokes-access'],
  refs: (change) => [change.user],
  writes: (change) => ({ accounts: [change.user] }),

  async apply({ user, methods }, to, context) {
    const id = context.idOf(user)
    const plain = methods.map((method) => ({ id: method.id, type: method.type }))
    await required(to.entra, 'entra').removeMethods(id, plain)
    return { id }
  },

  async holds(change, read, context) {
    return (await left(change, read, context)).length === 0 ? { id: context.idOf(change.user) } : null
  },

  async found(change, read, context) {
    return { methods: (await left(change, read, context)).map(methodText) }
  },

  inverse: (): Irreversible => ({
    irreversible: 'a sign-in method can only be registered again by whoever signs in with it',
  }),
}
