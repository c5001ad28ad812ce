import { describe, expect, test } from 'vitest'
import { Fault } from '../../src/model/fault.ts'
import { personAccounts } from '../../src/planner/person-accounts.ts'
import { findAdPerson, findEntraPerson, isNamed } from '../../src/steps/find-person.ts'
import type { StepContext } from '../../src/steps/step.ts'
import { type Contoso, contoso } from '../support/contoso.ts'
import { adele, recordOf } from '../support/plan-with.ts'

/** What the two functions look at of what a step is given, for Adele Vance. */
const contextOf = (company: Contoso): StepContext => {
  const key = { ad: 'employeeID', entra: 'employeeId' }
  const record = recordOf(adele)
  const accounts = personAccounts({ key }, record, company.readers)
  const context: Partial<StepContext> = {
    read: company.readers,
    person: adele,
    accounts,
    key,
    where: (field) => (field && record.fields[field]) || { file: 'playbook.yaml', line: 3, column: 5 },
  }
  return context as StepContext
}

const faultOf = async (work: Promise<unknown>): Promise<Fault> => {
  const thrown = await work.then(
    () => null,
    (error: unknown) => error,
  )
  if (!(thrown instanceof Fault)) throw new Error(`no fault, but ${thrown}`)
  return thrown
}

const finders = [
  { name: 'Active Directory', mode: 'ad', find: findAdPerson },
  { name: 'Entra', mode: 'cloud', find: findEntraPerson },
] as const

describe.each(finders)('somebody named in $name', ({ mode, find }) => {
  test.each(['00102', ' 00102 ', 'alex.wilber@contoso.com', 'Alex.Wilber@CONTOSO.com'])(
    'is found by "%s"',
    async (reference) => {
      const company = await contoso(mode)

      expect((await find(contextOf(company), reference)).id).toBe(company.idOf('00102'))
    },
  )

  test('is found by a mail address that is no sign-in name', async () => {
    const company = await contoso(mode)
    const mail = { mail: 'lidia.holloway@contoso.co.uk' }
    const id = await company.hire({ employeeId: '00200', name: 'Lidia Holloway', attributes: mail, properties: mail })

    expect((await find(contextOf(company), 'lidia.holloway@contoso.co.uk')).id).toBe(id)
  })

  test('by a sign-in name is meant although another has it as mail address', async () => {
    const company = await contoso(mode)
    const mail = { mail: 'alex.wilber@contoso.com' }
    await company.hire({ employeeId: '00200', name: 'Lidia Holloway', attributes: mail, properties: mail })

    expect((await find(contextOf(company), 'alex.wilber@contoso.com')).id).toBe(company.idOf('00102'))
  })

  test('whom nobody knows is refused with the field that names him', async () => {
    const fault = await faultOf(find(contextOf(await contoso(mode)), '99999', 'give'))

    expect([fault.code, fault.message, fault.hint]).toEqual([
      'plan/unknown-person',
      'give: no account has "99999". Nothing was changed.',
      'Give the employeeId, the user principal name or the mail address of an existing account, or leave give empty.',
    ])
  })

  test('who could be two people is refused', async () => {
    const company = await contoso(mode)
    await company.hire({ employeeId: '00102', name: 'Isaiah Langer' })

    expect((await faultOf(find(contextOf(company), '00102'))).code).toBe('plan/ambiguous-person')
  })

  test.each(['01024', 'adele.vance@contoso.com'])('is not the very person who goes, by %s', async (reference) => {
    const company = await contoso(mode)
    await company.hire({ employeeId: '01024', name: 'Adele Vance' })

    const fault = await faultOf(find(contextOf(company), reference))

    expect(fault.code).toBe('plan/same-person')
    expect(fault.message).toContain('is Adele Vance, whom this is about')
  })

  test('is not the person who goes, who has no account', async () => {
    expect((await faultOf(find(contextOf(await contoso(mode)), '01024'))).code).toBe('plan/same-person')
  })
})

test('a mistake about the manager is told where the input has him', async () => {
  const context = contextOf(await contoso('ad'))
  const gone = { ...context, person: { ...adele, manager: '99999' } }

  expect((await faultOf(findAdPerson(gone, '99999'))).where).toEqual(recordOf(adele).fields['manager'])
})

test('blanks name nobody', () => {
  expect(['', '  ', null, undefined, '00102'].map(isNamed)).toEqual([false, false, false, false, true])
})
