import { Fault } from '../model/fault.ts'
import { isMethodType } from '../model/sign-in.ts'
import type { EntraSignInWriter, MethodToRemove } from '../ports/entra-sign-in.ts'
import type { Send } from './graph-request.ts'
import { urls } from './graph-url.ts'

/** Writes to how users sign in, over Graph, each sent once. */
export const signInWriter = (send: Send): EntraSignInWriter => ({
  async revokeSessions(userId) {
    await send({
      method: 'POST',
      path: urls.revokeSessions(userId),
      body: {},
      doing: `ending the sessions of ${userId}`,
    })
  },
  async removeMethods(userId, methods) {
    const remove = removeMethod(send, userId)
    let left = methods
    let removed = 0
    while (left.length > 0) {
      const outcomes = []
      for (const method of left) {
        const refused = await remove(method).catch((error: unknown) => {
          if (isDefaultMethod(error)) return error
          throw afterSome(error, removed)
        })
        outcomes.push({ method, refused })
        if (!refused) removed += 1
      }
      const refused = outcomes.filter((outcome) => outcome.refused)
      if (refused.length === left.length) throw afterSome(refused[0]?.refused, removed)
      left = refused.map(({ method }) => method)
    }
  },
})

const removeMethod =
  (send: Send, userId: string) =>
  async ({ id, type }: MethodToRemove): Promise<undefined> => {
    const doing = `removing a sign-in method (${type}) of ${userId}`
    if (!isMethodType(type)) throw new Fault('entra/bad-request', { doing, detail: 'Graph cannot remove this type' })
    try {
      await send({ method: 'DELETE', path: urls.method(userId, type, id), doing })
    } catch (error) {
      if (!(error instanceof Fault) || error.code !== 'entra/not-found') throw error
    }
  }

const isDefaultMethod = (error: unknown): error is Fault =>
  error instanceof Fault && error.code === 'entra/default-method'

/** What was removed before the fault stays so: the methods have to be read before anything else is said. */
const afterSome = (error: unknown, removed: number): unknown =>
  error instanceof Fault && removed > 0
    ? error.saying(`Before that, ${removed} of the methods were removed.`).withEffect('unknown')
    : error
