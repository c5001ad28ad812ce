import { z } from 'zod'
import { Fault } from '../../model/fault.ts'
import { refTo } from '../../model/object-ref.ts'
import { personName } from '../../model/person.ts'
import type { DeletedUser } from '../../model/sign-in.ts'
import { required } from '../required.ts'
import { defineStep, type StepContext } from '../step.ts'

const KEPT_MS = 30 * 86_400_000

/** The person's deleted Entra account is back. */
export const entraRestore = defineStep({
  verb: 'entra.restore',
  summary: "Brings the person's deleted cloud account back.",
  about:
    'Looks among the deleted users, where Entra keeps an account for 30 days, for the one with the employeeId of the person, and restores it with its id, groups and, where seats are left, licences. Whether it may sign in is as it was: use entra.enable. ' +
    'Refused where somebody else has its sign-in name or address by now. An account that comes from Active Directory is skipped: ad.restore brings it back, and Entra Connect follows.',
  systems: ['entra'],
  kinds: ['entra.user.restore'],
  makesAccount: true,
  reads: ['User.Read.All'],
  input: z.strictObject({}),
  outputs: {},
  examples: [
    {
      title: 'Back again',
      yaml: '- entra.restore: {}',
      plans: ['restore the deleted cloud account adele.vance@contoso.com'],
    },
  ],

  async plan(context) {
    if (await context.accounts.entra()) return { changes: [], holds: 1 }
    const deleted = await findDeleted(context)
    if (deleted.onPremisesSyncEnabled)
      return { changes: [], holds: 0, skipped: 'the account comes from Active Directory: ad.restore brings it back' }
    await refuseTakenNames(context, deleted)
    const change = { kind: 'entra.user.restore', target: refTo(deleted, deleted.userPrincipalName) } as const
    return { changes: [{ change }], holds: 0, notes: noteFor(deleted) }
  },
})

const findDeleted = async (context: StepContext): Promise<DeletedUser> => {
  const { person } = context
  const found = await required(context.read.entra).deletedUsersBy('employeeId', person.employeeId)
  const params = { person: personName(person), key: person.employeeId }
  const [first, second] = found
  if (!first) throw new Fault('plan/nothing-to-restore', params, { where: context.where() })
  if (!second) return first
  const accounts = found.map(({ id, userPrincipalName, deleted }) => `${userPrincipalName} (${id}, ${deleted ?? '?'})`)
  throw new Fault(
    'plan/two-deleted-accounts',
    { ...params, accounts: accounts.join(' and ') },
    { where: context.where() },
  )
}

/** Entra would refuse a sign-in name that is taken, and an address too. */
const refuseTakenNames = async (context: StepContext, deleted: DeletedUser): Promise<void> => {
  const entra = required(context.read.entra)
  const names = [
    ['userPrincipalName', deleted.userPrincipalName] as const,
    ...deleted.proxyAddresses.map((address) => ['proxyAddresses', address] as const),
  ]
  for (const [key, value] of names) {
    const [holder] = await entra.usersBy(key, value)
    if (!holder) continue
    const params = { account: deleted.userPrincipalName, name: value, holder: holder.userPrincipalName }
    throw new Fault('plan/restore-name-taken', params, { where: context.where() })
  }
}

const noteFor = ({ userPrincipalName, deleted }: DeletedUser): readonly string[] => {
  if (deleted === null) return []
  const until = new Date(Date.parse(deleted) + KEPT_MS).toISOString().slice(0, 10)
  return [`${userPrincipalName} was deleted on ${deleted.slice(0, 10)} and can be restored until ${until}`]
}
