import { readFileSync } from 'node:fs'
import type { Checked } from '../../src/model/fault.ts'
import type { Person, PersonRecord } from '../../src/model/person.ts'
import type { Plan } from '../../src/model/plan.ts'
import { makePlan } from '../../src/planner/make-plan.ts'
import type { PlanRequest } from '../../src/planner/plan-request.ts'
import { loadHouse } from '../../src/playbook/load-house.ts'
import { loadPlaybook } from '../../src/playbook/load-playbook.ts'
import { steps as catalogue } from '../../src/steps/catalogue.ts'
import { value } from './checked.ts'
import type { Contoso } from './contoso.ts'

const naming = {
  text: readFileSync(new URL('../../playbooks/shared/naming.yaml', import.meta.url), 'utf8'),
  file: 'naming.yaml',
}

const roles = {
  text: `
everyone: { groups: [All Staff], licences: [SPE_E3] }
department:
  Sales: { ou: "OU=Sales,OU=Staff", groups: [Sales, CRM Users], cloudGroups: [Sales Team] }
  HR: { ou: "OU=HR,OU=Staff", groups: [HR], cloudGroups: [Project X] }
  IT: { ou: "OU=IT,OU=Staff", groups: [VPN] }
employeeType:
  contractor: { without: { licences: [SPE_E3] }, licences: [SPE_F1] }
role:
  crm-admin: { groups: [CRM Admins], approval: true }
`,
  file: 'roles.yaml',
}

/** The house of Contoso, with other roles where they are given. */
export const houseOf = (text = roles.text) =>
  value(loadHouse({ naming, roles: { ...roles, text } }, { name: 'Contoso', mailDomain: 'contoso.com' }))

const contosoHouse = houseOf()

/** Adele Vance, who starts in Sales and reports to Miriam Graham. */
export const adele: Person = {
  employeeId: '01024',
  givenName: 'Adele',
  surname: 'Vance',
  title: 'Account Executive',
  department: 'Sales',
  country: 'GB',
  phone: '+44 20 7946 0123',
  office: 'London',
  manager: '00101',
}

/** A person as if read from a file in which each person has three lines, and each field a column of its own. */
export const recordOf = (person: Person, index = 0): PersonRecord => {
  const at = (column: number) => ({ file: 'new-hires.yaml', line: index * 3 + 1, column })
  const fields = Object.keys(person).sort()
  return {
    person,
    where: at(1),
    fields: Object.fromEntries(fields.map((field, column) => [field, at(column + 2)])),
  }
}

/** The steps, in YAML as they stand in a playbook, loaded as one. */
export const playbookOf = (steps: string) =>
  value(
    loadPlaybook(`name: test\nsteps:\n${steps.replace(/^/gm, '  ')}\n`, 'test.yaml', {
      steps: catalogue,
      house: contosoHouse,
    }),
  )

/** What planning asks of a company. */
type Planned = Pick<Contoso, 'mode' | 'readers'>

/** Everything that planning needs, for these people at this company. */
export const requestOf = (company: Planned, steps: string, people: readonly Person[] = [adele]): PlanRequest => ({
  playbook: playbookOf(steps),
  people: people.map(recordOf),
  house: contosoHouse,
  organisation: { name: 'Contoso', mode: company.mode, mailDomain: 'contoso.com' },
  key: { ad: 'employeeID', entra: 'employeeId' },
  readers: company.readers,
  notify: { mailFrom: 'it@contoso.com', webhooks: ['service-desk', 'webhook'], tickets: true },
  actor: 'megan.bowen',
})

/** Plans steps of a playbook for people, or answers what is wrong. */
export const planWith = (
  company: Planned,
  steps: string,
  people?: readonly Person[],
  other: Partial<PlanRequest> = {},
): Promise<Checked<Plan>> => makePlan({ ...requestOf(company, steps, people), ...other })

/** The summaries of the changes that steps plan; fails the test where there is no plan. */
export const plannedBy = async (
  company: Planned,
  steps: string,
  people?: readonly Person[],
): Promise<readonly string[]> => value(await planWith(company, steps, people)).changes.map(({ summary }) => summary)
