import { describe, expect, test } from 'vitest'
import { runSteps } from '../../support/apply-to.ts'
import { findings, messages, value } from '../../support/checked.ts'
import { type Contoso, contoso } from '../../support/contoso.ts'
import { plannedBy, planWith } from '../../support/plan-with.ts'

const ADELE = 'adele.vance@contoso.com'

const withDevices = async (mode: 'cloud' | 'hybrid' = 'cloud') => {
  const company = await contoso(mode)
  await company.hire({ employeeId: '01024', name: 'Adele Vance' })
  const [user] = await company.entra.usersBy('employeeId', '01024')
  const adele = { id: user?.id ?? '', name: ADELE }
  const put = (displayName: string, more: Partial<Parameters<Contoso['devices']['putDevice']>[0]> = {}) =>
    company.devices.putDevice({ displayName, holders: [adele], ...more })
  return { company, adele, put }
}

describe('the devices of somebody', () => {
  test.each(['cloud', 'hybrid'] as const)('are disabled, and a second run plans nothing (%s)', async (mode) => {
    const { company, put } = await withDevices(mode)
    const [laptop, phone] = [put('CONTOSO-LT-7'), put("Adele's phone", { trustType: 'Workplace' })]

    const plan = await runSteps(company, '- entra.devices: { disable: true }')

    expect(plan.changes.map(({ summary, hazards, undo }) => [summary, hazards, undo])).toEqual([
      [`disable device Adele's phone of ${ADELE}`, ['revokes-access'], 'reversible'],
      [`disable device CONTOSO-LT-7 of ${ADELE}`, ['revokes-access'], 'reversible'],
    ])
    const states = await Promise.all([laptop, phone].map((id) => company.entra.device(id)))
    expect(states.map((device) => device?.isEnabled)).toEqual([false, false])
    const again = value(await planWith(company, '- entra.devices: { disable: true }'))
    expect([again.changes, again.people[0]?.holds]).toEqual([[], 2])
  })

  test('are deleted where the playbook says so, which nothing takes back', async () => {
    const { company, put } = await withDevices()
    const id = put('CONTOSO-LT-7', { isEnabled: false })

    const plan = await runSteps(company, '- entra.devices: { delete: true }')

    expect(plan.changes).toMatchObject([
      { kind: 'entra.device.delete', undo: 'irreversible', hazards: ['deletes-data', 'revokes-access'] },
    ])
    expect(await company.entra.device(id)).toBeNull()
    expect(await plannedBy(company, '- entra.devices: { delete: true }')).toEqual([])
  })

  test.each(['disable', 'delete'])(
    'that others use, or that come from AD, are left alone and listed (%s)',
    async (verb) => {
      const { company, adele, put } = await withDevices()
      put('CONTOSO-TILL-1', { holders: [adele, { id: company.idOf('00101'), name: 'miriam.graham@contoso.com' }] })
      put('CONTOSO-PC-2', { onPremisesSyncEnabled: true, trustType: 'ServerAd' })

      const plan = value(await planWith(company, `- entra.devices: { ${verb}: true }`))

      expect(plan.changes).toEqual([])
      expect(plan.people[0]?.notes).toEqual([
        'device CONTOSO-PC-2 is left alone: it comes from Active Directory; disable its computer account there, for synchronisation would undo it here',
        'device CONTOSO-TILL-1 is left alone: it is registered to miriam.graham@contoso.com as well',
      ])
    },
  )

  test('of one name are told apart', async () => {
    const { company, put } = await withDevices()
    const ids = [put('SURFACE'), put('SURFACE')]

    const plan = await runSteps(company, '- entra.devices: { disable: true }')

    expect(plan.changes.map(({ target }) => target.id).sort()).toEqual([...ids].sort())
    expect(new Set(plan.changes.map(({ id }) => id)).size).toBe(2)
  })

  test('that are read while planning make the plan stale when they change', async () => {
    const { company, put } = await withDevices()
    const id = put('CONTOSO-LT-7')
    const before = value(await planWith(company, '- entra.devices: { disable: true }'))

    await company.entra.setDeviceEnabled(id, false)

    expect(value(await planWith(company, '- entra.devices: { disable: true }')).basis).not.toBe(before.basis)
  })
})

test.each([
  ['{}', 'give either disable: true or delete: true'],
  ['{ disable: true, delete: true }', 'give either disable: true or delete: true'],
  ['{ disable: false }', 'true'],
])('%s says nothing to do', async (input, said) => {
  const company = await contoso('cloud')

  expect(() => planWith(company, `- entra.devices: ${input}`)).toThrow(said)
})

test('somebody without an account has none to be disabled', async () => {
  const company = await contoso('cloud')

  const planned = await planWith(company, '- entra.devices: { disable: true }')

  expect(findings(planned)).toEqual(['test.yaml:3:5 plan/no-account'])
  expect(messages(planned)[0]).toContain('Adele Vance')
})
