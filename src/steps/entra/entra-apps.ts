import { z } from 'zod'
import type { EntraUser } from '../../model/entra-objects.ts'
import { type AppRoleAssignment, DEFAULT_ACCESS } from '../../model/entra-rights.ts'
import type { Fault } from '../../model/fault.ts'
import { refTo } from '../../model/object-ref.ts'
import { findEach } from '../collect-faults.ts'
import { requireUser } from '../require-account.ts'
import { required } from '../required.ts'
import { defineStep, type StepContext, type Wanted } from '../step.ts'
import { defaultAccess, findAppRole, type RoleInApplication } from './find-application.ts'
import { chosen, type NamedOrAll, namedOrAll } from './named-or-all.ts'

/** Roles that the person has in applications. */
export const entraApps = defineStep({
  verb: 'entra.apps',
  summary: 'Applications that the person may use, by assignment to the account itself.',
  about:
    'Applications are named by the display name or id of the enterprise application, a role in one as "Application/Role". What comes through a group is told of and stays: it ends with the ' +
    'membership.',
  systems: ['entra'],
  kinds: ['entra.app-role.remove', 'entra.app-role.add'],
  reads: ['Application.Read.All', 'Directory.Read.All'],
  input: z.strictObject({
    remove: namedOrAll('applications, or roles in them'),
    add: z.array(z.string().min(1)).optional().describe('Applications, or roles in them, to assign.'),
  }),
  outputs: { added: 'list<string>', removed: 'list<string>' },
  examples: [
    {
      title: 'Of somebody who leaves',
      yaml: '- entra.apps: { remove: all }',
      plans: ['take Expenses (default access) from adele.vance@contoso.com'],
    },
  ],

  async plan(context, { remove, add = [] }) {
    const user = await requireUser(context)
    const assigned = await required(context.read.entra).appRolesOf(user.id)
    const faults: Fault[] = []
    const own = await withRoleNames(
      context,
      assigned.filter(({ group }) => group === null),
    )
    const going = chosen(own, remove, namesOf)
    const wanted = await findEach(faults, add, (text) => findAppRole(context, text))
    const fresh = wanted.filter(({ application, role }) => !own.some((one) => isFor(one, application.id, role.id)))
    return {
      changes: [...going.map((one) => removal(user, one)), ...fresh.map((one) => addition(user, one))],
      holds: wanted.length - fresh.length + absent(remove, own),
      outputs: {
        added: fresh.map(({ application }) => application.displayName),
        removed: going.map(({ applicationName }) => applicationName),
      },
      notes: remove === undefined ? [] : notesOn(assigned, remove),
      faults,
    }
  },
})

interface Named extends AppRoleAssignment {
  readonly roleName: string
}

const isFor = (one: AppRoleAssignment, applicationId: string, roleId: string): boolean =>
  one.applicationId === applicationId && one.roleId === roleId

const withRoleNames = (context: StepContext, assigned: readonly AppRoleAssignment[]): Promise<readonly Named[]> =>
  Promise.all(assigned.map(async (one) => ({ ...one, roleName: await roleName(context, one) })))

/** A role that the application has no longer, or that cannot be read, is called by its id. */
const roleName = async (context: StepContext, { applicationId, roleId }: AppRoleAssignment): Promise<string> => {
  if (roleId === DEFAULT_ACCESS) return defaultAccess.displayName
  const application = await required(context.read.entra).application(applicationId)
  return application?.roles.find(({ id }) => id === roleId)?.displayName ?? roleId
}

const namesOf = ({ applicationId, applicationName, roleName: role }: Named): readonly string[] => [
  applicationId,
  applicationName,
  `${applicationName}/${role}`,
]

/** Names that fit nothing hold already: what is not there need not be taken away. */
const absent = (remove: NamedOrAll, own: readonly Named[]): number =>
  remove === undefined || remove === 'all'
    ? 0
    : remove.filter((name) => chosen(own, [name], namesOf).length === 0).length

const removal = (user: EntraUser, one: Named): Wanted => ({
  change: {
    kind: 'entra.app-role.remove',
    user: refTo(user, user.userPrincipalName),
    application: { id: one.applicationId, name: one.applicationName },
    role: { id: one.roleId, name: one.roleName },
    assignment: refTo(one, one.roleName),
  },
  about: one.id,
})

const addition = (user: EntraUser, { application, role }: RoleInApplication): Wanted => ({
  change: {
    kind: 'entra.app-role.add',
    user: refTo(user, user.userPrincipalName),
    application: { id: application.id, name: application.displayName },
    role: { id: role.id, name: role.displayName },
  },
  about: `${application.id} ${role.id}`,
})

const notesOn = (assigned: readonly AppRoleAssignment[], remove: NamedOrAll): readonly string[] => {
  const inherited = chosen(assigned, remove, ({ applicationId, applicationName }) => [applicationId, applicationName])
  return inherited.flatMap(({ applicationName, group }) =>
    group ? [`${applicationName} comes through the group ${group.name}: it ends with the membership`] : [],
  )
}
