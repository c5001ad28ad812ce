import { describe, expect, test } from 'vitest'
import { runSteps } from '../../support/apply-to.ts'
import { value } from '../../support/checked.ts'
import { type Contoso, contoso } from '../../support/contoso.ts'
import { plannedBy, planWith } from '../../support/plan-with.ts'

const method = (id: string, type: string, name: string | null = null) => ({ id, type, name })

const hired = async (mode: 'cloud' | 'hybrid' = 'cloud'): Promise<Contoso & { readonly id: string }> => {
  const company = await contoso(mode)
  await company.hire({ employeeId: '01024', name: 'Adele Vance' })
  const [user] = await company.entra.usersBy('employeeId', '01024')
  const id = user?.id ?? ''
  company.methods.set(id, [
    method('a1', 'fido2', 'Key ring'),
    method('a2', 'phone', 'mobile +44 7700 900123'),
    method('a3', 'microsoftAuthenticator', 'Pixel 9'),
    method('a4', 'phone', 'alternateMobile +44 7700 900923'),
    method('a5', 'qrCodePin'),
    method('a6', 'softwareOath'),
  ])
  return { ...company, id }
}

const left = async ({ entra, id }: { readonly entra: Contoso['entra']; readonly id: string }) =>
  (await entra.methodsOf(id)).map((one) => one.id)

describe('entra.methods', () => {
  test('takes all away: what may be the default in one change, the first phone behind the second', async () => {
    const company = await hired()

    const plan = await runSteps(company, '- entra.methods: { remove: all }')

    expect(plan.changes.map(({ summary, undo, hazards }) => [summary, undo, hazards])).toEqual([
      ['remove passkey "Key ring" of adele.vance@contoso.com', 'irreversible', ['revokes-access']],
      [
        'remove Microsoft Authenticator "Pixel 9" and one-time code app and phone "alternateMobile +44 7700 900923" and phone "mobile +44 7700 900123" of adele.vance@contoso.com',
        'irreversible',
        ['revokes-access'],
      ],
    ])
    expect(await left(company)).toEqual(['a5'])
    expect(await plannedBy(company, '- entra.methods: { remove: all }')).toEqual([])
  })

  test('names what Graph v1.0 cannot remove, each time', async () => {
    const company = await hired()

    const plan = value(await planWith(company, '- entra.methods: { remove: all }'))

    expect(plan.people[0]?.notes).toEqual([
      'qrCodePin of adele.vance@contoso.com has to be removed by hand (Entra admin centre, Authentication methods): Graph v1.0 cannot do it.',
    ])
  })

  test('takes the types away that are named, of a synchronised account too', async () => {
    const company = await hired('hybrid')

    const plan = await runSteps(company, '- entra.methods: { remove: [phone] }')

    expect(plan.people[0]?.notes).toEqual([])
    expect(await left(company)).toEqual(['a1', 'a3', 'a5', 'a6'])
  })

  test('has nothing to do where there is none', async () => {
    const company = await contoso('cloud')
    await company.hire({ employeeId: '01024', name: 'Adele Vance' })

    const plan = value(await planWith(company, '- entra.methods: { remove: all }'))

    expect([plan.changes, plan.people[0]?.holds]).toEqual([[], 1])
  })

  test.each(['remove: [password]', 'remove: []', 'remove: [qrCodePin]', 'remove: everything', ''])(
    'refuses { %s }',
    async (input) => {
      await expect(hired().then((it) => planWith(it, `- entra.methods: { ${input} }`))).rejects.toThrow()
    },
  )
})
