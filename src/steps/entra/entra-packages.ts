import { z } from 'zod'
import type { AccessPackages, PackageAssignment } from '../../model/access-package.ts'
import type { EntraUser } from '../../model/entra-objects.ts'
import { refTo } from '../../model/object-ref.ts'
import { requireUser } from '../require-account.ts'
import { required } from '../required.ts'
import { defineStep, type Wanted } from '../step.ts'

/** Access packages that the person has. */
export const entraPackages = defineStep({
  verb: 'entra.packages',
  summary: 'Access packages of the person (entitlement management).',
  about:
    'Ends every assignment of an access package, and with it the groups, applications and sites that the package gives; a group of it may carry a licence. ' +
    'Requests that are still open stay, and the plan tells of them. Where entitlement management cannot be read, the plan says why. Nothing takes it back: the package is requested again.',
  systems: ['entra'],
  kinds: ['entra.package.remove'],
  reads: ['EntitlementManagement.Read.All'],
  input: z.strictObject({ remove: z.literal('all').describe('`all`: every access package of the person.') }),
  outputs: { removed: 'list<string>' },
  examples: [
    {
      title: 'Of somebody who leaves',
      yaml: '- entra.packages: { remove: all }',
      plans: ['take the access package Sales Partners from adele.vance@contoso.com'],
    },
  ],

  async plan(context) {
    const user = await requireUser(context)
    const packages = await required(context.read.entra).packagesOf(user.id)
    const assigned = packages.readable ? packages.assigned : []
    return {
      changes: assigned.map((assignment) => removal(user, assignment)),
      holds: packages.readable && assigned.length === 0 ? 1 : 0,
      outputs: { removed: assigned.map(({ packageName }) => packageName) },
      notes: notesOn(packages),
    }
  },
})

const removal = (user: EntraUser, { id, packageId, packageName }: PackageAssignment): Wanted => ({
  change: {
    kind: 'entra.package.remove',
    user: refTo(user, user.userPrincipalName),
    assignment: { assignmentId: id, packageId, packageName },
  },
  about: id,
})

const notesOn = (packages: AccessPackages): readonly string[] =>
  packages.readable
    ? packages.asked.map(
        (name) => `a request for the access package ${name} is open: cancel or deny it in the Entra admin centre`,
      )
    : [`access packages are not readable, because ${packages.because}: look at them in the Entra admin centre`]
