import { describe, expect, test } from 'vitest'
import { runSteps } from '../../support/apply-to.ts'
import { findings, messages, value } from '../../support/checked.ts'
import { type Contoso, contoso } from '../../support/contoso.ts'
import { userOf } from '../../support/look-up.ts'
import { adele, plannedBy, planWith } from '../../support/plan-with.ts'

const MAIL = 'adele.vance@fabrikam.com'
const step = `- id: guest\n  entra.guest: { mail: ${MAIL} }`

const inviteBefore = async (company: Contoso, mail = MAIL, employeeId?: string): Promise<string> => {
  const { id } = await company.entra.inviteGuest({
    mail,
    displayName: 'Adele of Fabrikam',
    redirectUrl: 'https://myapplications.microsoft.com',
    sendMail: false,
  })
  if (employeeId) await company.entra.modifyUser(id, { employeeId })
  return id
}

describe('a guest', () => {
  test.each(['cloud', 'hybrid'] as const)(
    'is invited, carries the number of the person, and is invited once (%s)',
    async (mode) => {
      const company = await contoso(mode)

      const plan = await runSteps(company, step)

      expect(plan.changes.map(({ summary, hazards }) => [summary, hazards])).toEqual([
        [`invite Adele Vance (${MAIL}) as a guest`, ['grants-access', 'notifies-people']],
        [`change employeeId of ${MAIL}`, []],
      ])
      expect(plan.changes[1]?.needs).toEqual([plan.changes[0]?.id])
      expect((await userOf(company, '01024')).properties).toMatchObject({ mail: MAIL, userType: 'Guest' })
      const again = value(await planWith(company, step))
      expect([again.changes, again.people[0]?.holds]).toEqual([[], 2])
    },
  )

  test('can be put into groups by a later step of the same plan', async () => {
    const company = await contoso('cloud')

    const plan = await runSteps(company, `${step}\n- entra.groups: { add: [Sales Team] }`)

    expect(plan.changes.map(({ kind }) => kind)).toEqual([
      'entra.guest.invite',
      'entra.user.modify',
      'entra.member.add',
    ])
    expect(
      (await company.entra.groupsOf((await userOf(company, '01024')).id)).map((group) => group.displayName),
    ).toEqual(['Sales Team'])
  })

  test('who was invited by somebody else is found by the address and gets the number', async () => {
    const company = await contoso('cloud')
    const id = await inviteBefore(company)

    const plan = await runSteps(company, `- entra.guest: { mail: ${MAIL.toUpperCase()}, name: Adele Vance (Fabrikam) }`)

    expect(plan.changes.map(({ kind, target }) => [kind, target.id])).toEqual([['entra.user.modify', id]])
    expect(await userOf(company, '01024')).toMatchObject({ id, displayName: 'Adele Vance (Fabrikam)' })
  })

  test('who carries the number of somebody else is refused', async () => {
    const company = await contoso('cloud')
    await inviteBefore(company, MAIL, 'G-7')

    const planned = await planWith(company, step)

    expect(findings(planned)).toEqual(['test.yaml:4:5 plan/guest-of-other'])
    expect(messages(planned)[0]).toContain('has the employee number G-7, not 01024')
  })

  test('with another address than before is refused with both', async () => {
    const company = await contoso('cloud')
    await inviteBefore(company, 'adele@fabrikam.com', '01024')

    const planned = await planWith(company, step)

    expect(findings(planned)).toEqual(['test.yaml:4:5 plan/not-a-guest'])
    expect(messages(planned)[0]).toContain('with the address adele@fabrikam.com')
  })

  test('is nobody who has an account here', async () => {
    const company = await contoso('cloud')
    await company.hire({ employeeId: '01024', name: 'Adele Vance' })

    expect(messages(await planWith(company, step))[0]).toContain(
      `${MAIL} is not invited: the person has the account adele.vance@contoso.com here`,
    )
  })

  test.each([
    ['miriam.graham@contoso.com', 'it is the address of miriam.graham@contoso.com'],
    ['nobody.yet@Contoso.com', 'contoso.com is a domain of this organisation'],
  ])('has no address of the own organisation (%s)', async (mail, because) => {
    const company = await contoso('cloud')

    const planned = await planWith(company, `- entra.guest: { mail: ${mail} }`)

    expect(findings(planned)).toEqual(['test.yaml:3:5 plan/not-a-guest'])
    expect(messages(planned)[0]).toContain(because)
  })

  test('of two people with one address is invited once, and refused for the second', async () => {
    const company = await contoso('cloud')

    const planned = await planWith(company, step, [adele, { ...adele, employeeId: '01025' }])

    expect(messages(planned)[0]).toContain('has the employee number 01024, not 01025')
  })
})

test('an organisation without Entra invites nobody', async () => {
  const company = await contoso('ad')

  expect(await plannedBy(company, step)).toEqual([])
})

test.each([
  ['{ mail: adele }', 'is no mail address'],
  ['{ mail: adele@fabrikam.com, redirect: "http://contoso.com" }', ''],
  ['{ mail: adele@fabrikam.com, redirect: "javascript:alert(1)" }', ''],
  ['{}', ''],
])('%s is refused when the playbook is read', async (input, said) => {
  const company = await contoso('cloud')

  expect(() => planWith(company, `- entra.guest: ${input}`)).toThrow(said)
})
