import { Fault } from '../../model/fault.ts'
import { makerOf } from '../../model/object-ref.ts'
import type { DeletedUser, SignInMethod, SignInSessions } from '../../model/sign-in.ts'
import type { EntraSignInReader, EntraSignInWriter, MethodToRemove } from '../../ports/entra-sign-in.ts'
import { type EntraOverlay, readDeletedUser, readPasses, requireUser } from './entra-overlay.ts'

const PASS = 'temporaryAccessPass'
const SECOND_MS = 1000

/** The live answer; `otherwise` for a user that the plan makes, or brings back from the deleted ones, of whom Entra says nothing yet. */
const liveOr = async <T>({ users }: EntraOverlay, userId: string, otherwise: T, ask: () => Promise<T>): Promise<T> => {
  if (makerOf(userId) !== undefined) return otherwise
  try {
    return await ask()
  } catch (thrown) {
    if (users.get(userId)?.born && thrown instanceof Fault && thrown.code === 'entra/not-found') return otherwise
    throw thrown
  }
}

const noSessions: SignInSessions = { validFrom: null, passwordChanged: null, created: null }

const readSessions = async (overlay: EntraOverlay, userId: string): Promise<SignInSessions> => {
  await requireUser(overlay, userId, `reading since when sessions of ${userId} count`)
  const live = await liveOr(overlay, userId, noSessions, () => overlay.live.sessionsOf(userId))
  return { ...live, validFrom: overlay.signIn.validFrom.get(userId) ?? live.validFrom }
}

/** Passes are kept apart, for a plan issues them. */
const readMethods = async (overlay: EntraOverlay, userId: string): Promise<readonly SignInMethod[]> => {
  await requireUser(overlay, userId, `reading the sign-in methods of ${userId}`)
  const live = await liveOr<readonly SignInMethod[]>(overlay, userId, [], () => overlay.live.methodsOf(userId))
  const removed = overlay.signIn.removed.get(userId)
  const passes = overlay.passes.get(userId)?.map(({ id }) => ({ id, type: PASS, name: null }))
  const kept = live.filter(({ id, type }) => !removed?.has(id) && !(passes && type === PASS))
  return [...kept, ...(passes ?? [])].sort((a, b) => (a.id < b.id ? -1 : 1))
}

/** A user that the plan deletes, as Entra will show it among the deleted ones. */
const deletedByPlan = async (
  overlay: EntraOverlay,
  id: string,
  employeeId: string,
): Promise<readonly DeletedUser[]> => {
  const user = await readDeletedUser(overlay, id)
  if (String(user?.properties['employeeId'] ?? '').toLowerCase() !== employeeId.toLowerCase() || !user) return []
  const { userPrincipalName, displayName, properties } = user
  const addresses = properties['proxyAddresses']
  return [
    {
      id,
      userPrincipalName,
      displayName,
      proxyAddresses: Array.isArray(addresses) ? addresses.map(String) : [],
      onPremisesSyncEnabled: properties['onPremisesSyncEnabled'] === true,
      deleted: null,
    },
  ]
}

const readDeletedBy = async (overlay: EntraOverlay, employeeId: string): Promise<readonly DeletedUser[]> => {
  const live = await overlay.live.deletedUsersBy('employeeId', employeeId)
  const known = live.filter(({ id }) => !overlay.users.has(id))
  const gone = [...overlay.users.values()].filter((node) => node.gone)
  const added = await Promise.all(gone.map(({ id }) => deletedByPlan(overlay, id, employeeId)))
  return [...known, ...added.flat()].sort((a, b) => (a.id < b.id ? -1 : 1))
}

export const projectSignIn = (overlay: EntraOverlay): EntraSignInReader => ({
  sessionsOf: (userId) => readSessions(overlay, userId),
  methodsOf: (userId) => readMethods(overlay, userId),
  deletedUsersBy: (_key, value) => readDeletedBy(overlay, value),
})

/** A projection has no clock. That the time is a later one is all that anybody asks. */
const revokeSessions = async (overlay: EntraOverlay, userId: string): Promise<void> => {
  const times = Object.values(await readSessions(overlay, userId)).map((time) => Date.parse(time ?? ''))
  const latest = Math.max(0, ...times.filter((time) => !Number.isNaN(time)))
  overlay.signIn.validFrom.set(userId, new Date(latest + SECOND_MS).toISOString())
}

const removeMethods = async (
  overlay: EntraOverlay,
  userId: string,
  methods: readonly MethodToRemove[],
): Promise<void> => {
  const doing = `removing sign-in methods of ${userId}`
  await requireUser(overlay, userId, doing)
  if (methods.some(({ type }) => type === 'password'))
    throw new Fault('entra/bad-request', { doing, detail: 'a password cannot be removed' })
  const removed = overlay.signIn.removed.get(userId) ?? new Set<string>()
  overlay.signIn.removed.set(userId, removed)
  for (const { id } of methods) removed.add(id)
  const passes = await readPasses(overlay, userId)
  const kept = passes.filter(({ id }) => !removed.has(id))
  if (kept.length < passes.length) overlay.passes.set(userId, kept)
}

export const writeSignIn = (overlay: EntraOverlay): EntraSignInWriter => ({
  revokeSessions: (userId) => overlay.turns(() => revokeSessions(overlay, userId)),
  removeMethods: (userId, methods) => overlay.turns(() => removeMethods(overlay, userId, methods)),
})

/** How people sign in to a tenant in which there is nobody. */
export const noSignIn: EntraSignInReader = {
  sessionsOf: async () => noSessions,
  methodsOf: async () => [],
  deletedUsersBy: async () => [],
}
