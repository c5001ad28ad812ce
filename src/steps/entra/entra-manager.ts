import { z } from 'zod'
import type { EntraUser } from '../../model/entra-objects.ts'
import { refTo } from '../../model/object-ref.ts'
import { theOnly } from '../ad/find-manager.ts'
import { requireUser } from '../require-account.ts'
import { required } from '../required.ts'
import { defineStep, type StepContext } from '../step.ts'

/** The person's Entra account reports to this manager. */
export const entraManager = defineStep({
  verb: 'entra.manager',
  summary: "The person's Entra account has this manager.",
  about:
    'The manager is named by employeeId or UPN. An empty value takes the manager away. Skipped where the account comes from Active Directory: the manager comes with it.',
  systems: ['entra'],
  kinds: ['entra.manager.set'],
  reads: ['User.Read.All'],
  input: z.strictObject({ is: z.string().describe('employeeId or UPN of the manager; empty for nobody.') }),
  outputs: {},
  examples: [
    {
      title: 'From HR',
      yaml: '- entra.manager: { is: "${{ person.manager }}" }',
      plans: ['set manager of adele.vance@contoso.com to Miriam Graham'],
    },
  ],

  async plan(context, { is }) {
    const user = await requireUser(context)
    if (user.properties['onPremisesSyncEnabled'] === true)
      return { changes: [], holds: 0, skipped: 'the manager comes from Active Directory with the account' }
    const manager = is === '' ? null : await findUser(context, is)
    const before = await required(context.read.entra).manager(user.id)
    if ((before?.id ?? null) === (manager?.id ?? null)) return { changes: [], holds: 1 }
    const change = {
      kind: 'entra.manager.set',
      user: refTo(user, user.userPrincipalName),
      manager: manager ? refTo(manager, manager.displayName ?? manager.userPrincipalName) : null,
      before: before ? refTo(before, before.name) : null,
    } as const
    return { changes: [{ change }], holds: 0 }
  },
})

const findUser = async (context: StepContext, reference: string): Promise<EntraUser> => {
  const key = reference.includes('@') ? 'userPrincipalName' : 'employeeId'
  const found = await required(context.read.entra).usersBy(key, reference)
  return theOnly(
    context,
    { reference, field: 'manager' },
    found.map((user) => ({ value: user, name: user.userPrincipalName })),
  )
}
