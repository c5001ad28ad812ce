import type { Mode } from '../../../src/model/glossary.ts'
import type { Person } from '../../../src/model/person.ts'
import type { Plan } from '../../../src/model/plan.ts'
import { makePlan } from '../../../src/planner/make-plan.ts'
import type { Readers } from '../../../src/ports/systems.ts'
import { value } from '../../support/checked.ts'
import { houseOf, playbookOf, recordOf } from '../../support/plan-with.ts'

/** What an onboarding in Sales gives on the practice tenant. */
const practiceRoles = `
everyone: { groups: [All Staff], licences: [FLOW_FREE, POWER_BI_STANDARD] }
department:
  Sales: { ou: "OU=Sales,OU=Staff", groups: [Sales, CRM Users, VPN Users], cloudGroups: [Sales Team, VPN Cloud] }
`

/** Changes that write: 14 in mode hybrid, beside a wait, 7 in mode cloud, 8 in mode ad. */
const steps = `- id: account
  ad.account:
    ou: \${{ roles.ou }}
    attributes: { title: "\${{ person.title }}", department: "\${{ person.department }}", manager: "\${{ person.manager }}" }
    enabled: true
    password: generated
- ad.groups: { add: "\${{ roles.groups }}" }
- id: cloud-account
  entra.account:
    attributes: { jobTitle: "\${{ person.title }}", department: "\${{ person.department }}" }
    enabled: true
- entra.synced: { within: 40m }
- entra.attributes: { usageLocation: "\${{ person.usageLocation }}" }
- entra.manager: { is: "\${{ person.manager }}" }
- entra.groups: { add: "\${{ roles.cloudGroups }}" }
- entra.licences: { add: "\${{ roles.licences }}" }
- id: pass
  entra.pass: { lifetime: 8h }
- handover.secret: { secret: "\${{ steps.account.password }}" }
- handover.secret: { secret: "\${{ steps.pass.pass }}" }`

export interface Onboarding {
  readonly mode: Mode
  readonly people: readonly Person[]
  readonly readers: Readers
  /** roles.yaml; that of the practice tenant when absent. */
  readonly roles?: string
}

/** Plans to onboard people. Fails the test where there is no plan. */
export const onboardingPlan = async ({ mode, people, readers, roles = practiceRoles }: Onboarding): Promise<Plan> =>
  value(
    await makePlan({
      playbook: playbookOf(steps),
      people: people.map(recordOf),
      house: houseOf(roles),
      organisation: { name: 'Contoso', mode, mailDomain: 'contoso.com' },
      key: { ad: 'employeeID', entra: 'employeeId' },
      readers,
      actor: 'megan.bowen',
    }),
  )

/** Changes at which a process can die: a wait sends nothing. */
export const writesOf = (plan: Plan): readonly string[] =>
  plan.changes.filter(({ action }) => action !== 'wait').map(({ id }) => id)
