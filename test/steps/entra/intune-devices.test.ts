import { describe, expect, test } from 'vitest'
import type { ManagedDevice } from '../../../src/model/devices.ts'
import { runSteps } from '../../support/apply-to.ts'
import { findings, messages, value } from '../../support/checked.ts'
import { contoso } from '../../support/contoso.ts'
import { plannedBy, planWith } from '../../support/plan-with.ts'

const ADELE = 'adele.vance@contoso.com'

const withDevices = async () => {
  const company = await contoso('cloud')
  await company.hire({ employeeId: '01024', name: 'Adele Vance' })
  const holders = [{ id: company.idOf('01024'), name: ADELE }]
  const put = (displayName: string, managed: Partial<ManagedDevice> = {}) =>
    company.devices.putDevice({ displayName, holders, managed })
  return { company, put }
}

/** A laptop of the company, a phone of her own, and a tablet of which nobody has said whose it is. */
const withThree = async () => {
  const { company, put } = await withDevices()
  put('CONTOSO-LT-7')
  put("Adele's phone", { ownership: 'personal' })
  put('Tablet', { ownership: 'unknown' })
  return company
}

describe('retiring', () => {
  test.each([
    ['all', ["Adele's phone", 'CONTOSO-LT-7', 'Tablet']],
    ['personal', ["Adele's phone"]],
    ['company', ['CONTOSO-LT-7']],
  ])('%s takes the devices that are meant, and a second run plans nothing', async (which, names) => {
    const company = await withThree()
    const step = `- intune.devices: { retire: ${which} }`

    const plan = await runSteps(company, step)

    expect(plan.changes.map(({ target }) => target.name)).toEqual(names)
    expect(plan.changes.every(({ undo, kind }) => undo === 'irreversible' && kind === 'intune.device.retire')).toBe(
      true,
    )
    const again = value(await planWith(company, step))
    expect([again.changes, again.people[0]?.holds]).toEqual([[], names.length])
  })

  test.each([
    ['retirePending', []],
    ['retireIssued', []],
    ['wipePending', []],
    ['wipeIssued', []],
    ['retireFailed', [`retire device CONTOSO-LT-7 of ${ADELE}`]],
    ['retireCanceled', [`retire device CONTOSO-LT-7 of ${ADELE}`]],
  ])('of a device that reads %s plans %j', async (state, summaries) => {
    const { company, put } = await withDevices()
    put('CONTOSO-LT-7', { state })

    expect(await plannedBy(company, '- intune.devices: { retire: all }')).toEqual(summaries)
  })
})

describe('a wipe', () => {
  test.each(['CONTOSO-LT-7', 'contoso-lt-7', 'd2000000-0000-4000-8000-000000000000'])(
    'is for the device that is named (%s), and for no other',
    async (name) => {
      const company = await withThree()
      const step = `- intune.devices: { wipe: ["${name}"] }`

      const plan = await runSteps(company, step)

      expect(plan.changes).toMatchObject([
        {
          kind: 'intune.device.wipe',
          summary: `wipe device CONTOSO-LT-7 of ${ADELE}`,
          hazards: ['deletes-data', 'revokes-access'],
          undo: 'irreversible',
        },
      ])
      expect(plan.people[0]?.loses).toContain('data')
      expect(await plannedBy(company, step)).toEqual([])
    },
  )

  test('goes before retiring what is left', async () => {
    const company = await withThree()

    expect(await plannedBy(company, '- intune.devices: { wipe: [CONTOSO-LT-7], retire: all }')).toEqual([
      `wipe device CONTOSO-LT-7 of ${ADELE}`,
      `retire device Adele's phone of ${ADELE}`,
      `retire device Tablet of ${ADELE}`,
    ])
  })

  test.each(["Adele's phone", 'Tablet'])('of %s is refused, for it is not the company’s', async (name) => {
    const company = await withThree()

    const planned = await planWith(company, `- intune.devices: { wipe: ["${name}"] }`)

    expect(findings(planned)).toEqual(['test.yaml:3:5 plan/device-not-wiped'])
    expect(messages(planned)[0]).toContain('intune.devices: { retire: personal }')
  })

  test('of a device of somebody else is refused as unknown', async () => {
    const company = await withThree()
    const miriam = { id: company.idOf('00101'), name: 'miriam.graham@contoso.com' }
    company.devices.putDevice({ displayName: 'CONTOSO-LT-9', holders: [miriam], managed: {} })

    const planned = await planWith(company, '- intune.devices: { wipe: [CONTOSO-LT-9] }')

    expect(findings(planned)).toEqual(['test.yaml:3:5 plan/unknown-device'])
    expect(messages(planned)[0]).toContain(
      `${ADELE} has no managed device "CONTOSO-LT-9". There is Adele's phone, CONTOSO-LT-7, Tablet. Nothing was changed.`,
    )
  })

  test('of a name that fits two devices is refused with the ids of both, of which each can be given', async () => {
    const { company, put } = await withDevices()
    put('SURFACE')
    put('SURFACE')

    const planned = await planWith(company, '- intune.devices: { wipe: [SURFACE] }')

    expect(findings(planned)).toEqual(['test.yaml:3:5 plan/ambiguous-device'])
    const [id = ''] = /d2[0-9a-f-]{34}/.exec(messages(planned)[0] ?? '') ?? []
    expect(await plannedBy(company, `- intune.devices: { wipe: ["${id}"] }`)).toHaveLength(1)
  })

  test('of a device that is not under management any more has nothing left to do', async () => {
    const { company, put } = await withDevices()
    put('Another')
    company.devices.putDevice({ displayName: 'CONTOSO-LT-7', holders: [{ id: company.idOf('01024'), name: ADELE }] })

    const plan = value(await planWith(company, '- intune.devices: { wipe: [contoso-lt-7] }'))

    expect([plan.changes, plan.people[0]?.notes]).toEqual([
      [],
      ['device contoso-lt-7 is not under management any more, so nothing of it is left to wipe'],
    ])
  })

  test('that failed before is asked for again; one that was done once and left the data there is not', async () => {
    const { company, put } = await withDevices()
    const failed = { end: 'wipe', state: 'failed', startedAt: '2026-01-01T00:00:00Z' } as const
    put('CONTOSO-LT-7', { actions: [failed], state: 'wipeFailed' })
    put('CONTOSO-LT-8', { actions: [{ ...failed, state: 'done' }] })

    const plan = value(
      await planWith(company, '- intune.devices: { wipe: [CONTOSO-LT-7, CONTOSO-LT-8], keepData: true }'),
    )

    expect(plan.changes.map(({ change, summary }) => [change['earlier'], summary])).toEqual([
      ['2026-01-01T00:00:00Z', `wipe device CONTOSO-LT-7 of ${ADELE}, keeping the data of its user`],
    ])
    expect(await plannedBy(company, '- intune.devices: { wipe: [CONTOSO-LT-8] }')).toHaveLength(1)
  })

  test('of nothing is nothing', async () => {
    expect(await plannedBy(await withThree(), '- intune.devices: { wipe: [] }')).toEqual([])
  })
})

test.each([
  ['{}', 'says nothing to do: give retire or wipe'],
  ['{ retire: all, keepData: true }', 'keepData goes with wipe'],
  ['{ wipe: [""] }', ''],
  ['{ wipe: all }', ''],
  ['{ retire: everything }', ''],
])('%s is refused when the playbook is read', async (input, said) => {
  const company = await contoso('cloud')

  expect(() => planWith(company, `- intune.devices: ${input}`)).toThrow(said)
})
