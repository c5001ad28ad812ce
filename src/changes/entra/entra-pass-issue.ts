import type { AccessPass } from '../../model/entra-objects.ts'
import { idIn } from '../../model/object-ref.ts'
import type { EntraWriter } from '../../ports/entra.ts'
import type { ApplyContext, ChangeKind, Irreversible } from '../change-kind.ts'
import { required } from '../require-system.ts'
import type { EntraPassDelete, EntraPassIssue } from './entra-pass.ts'

const sameTime = (a: string | null, b: string): boolean => a !== null && Date.parse(a) === Date.parse(b)

/** A pass that begins later is not usable yet, so that its start tells it from others. */
const isPlanned = (change: EntraPassIssue, pass: AccessPass): boolean =>
  pass.lifetimeInMinutes === change.lifetimeInMinutes &&
  (change.start === undefined ? pass.isUsable : sameTime(pass.startDateTime, change.start))

const issue = async (change: EntraPassIssue, entra: EntraWriter, context: Pick<ApplyContext, 'idOf'>) => {
  const { lifetimeInMinutes, usableOnce, start } = change
  return entra.issuePass(context.idOf(change.user), {
    lifetimeInMinutes,
    isUsableOnce: usableOnce,
    ...(start === undefined ? {} : { startDateTime: start }),
  })
}

export const entraPassIssue: ChangeKind<EntraPassIssue> = {
  kind: 'entra.pass.issue',
  system: 'entra',
  undo: 'reversible',
  // The application needs the directory role Authentication Administrator beside the permission.
  needs: { graph: ['UserAuthMethod-TAP.ReadWrite.All'] },

  describe: (change) => ({
    target: { type: 'secret', id: idIn(change.user), name: change.user.name },
    summary: `issue a temporary access pass for ${change.user.name}, ${change.lifetimeInMinutes} minutes`,
    before: null,
    after: {
      lifetimeInMinutes: change.lifetimeInMinutes,
      isUsableOnce: change.usableOnce,
      startDateTime: change.start ?? null,
    },
    count: 'other',
  }),

  hazards: () => ['grants-access'],
  refs: (change) => [change.user],
  writes: (change) => ({ accounts: [change.user] }),

  async apply(change, to, context) {
    const { id, pass } = await issue(change, required(to.entra, 'entra'), context)
    context.keepSecret(pass)
    return { id }
  },

  async project(change, { write }, context) {
    const { id } = await issue(change, required(write.entra, 'entra'), context)
    return { id }
  },

  async holds(change, read, context) {
    const entra = required(read.entra, 'entra')
    const user = context.idOf(change.user)
    if (!(await entra.user(user))) return null
    const planned = (await entra.passesOf(user)).find((pass) => isPlanned(change, pass))
    return planned ? { id: planned.id } : null
  },

  reissue: (change) => change,

  inverse(change, made): EntraPassDelete | Irreversible {
    if (made.id === null) return { irreversible: 'the id of the pass is not known' }
    return { kind: 'entra.pass.delete', user: change.user, pass: made.id }
  },
}
