import { describe, expect, test } from 'vitest'
import { runSteps } from '../../support/apply-to.ts'
import { value } from '../../support/checked.ts'
import { contoso } from '../../support/contoso.ts'
import { digestOf } from '../../support/directory-digest.ts'
import { planWith } from '../../support/plan-with.ts'
import { runBench } from '../../support/undo-runs.ts'

const steps = '- intune.autopilot: { unassign: all }'
const ADELE = 'adele.vance@contoso.com'

const withLaptops = async () => {
  const company = await contoso('cloud')
  await company.hire({ employeeId: '01024', name: 'Adele Vance' })
  company.devices.putAutopilot(ADELE, '7Q2XK93')
  company.devices.putAutopilot('miriam.graham@contoso.com', '7Q2XK94')
  return company
}

describe('intune.autopilot', () => {
  test("unassigns the person's devices and nobody else's, and the second time plans nothing", async () => {
    const company = await withLaptops()

    const plan = await runSteps(company, steps)

    expect(plan.changes.map(({ summary, hazards, undo }) => [summary, hazards, undo])).toEqual([
      [`unassign Autopilot device 7Q2XK93 from ${ADELE}`, [], 'reversible'],
    ])
    const again = value(await planWith(company, steps))
    expect([again.changes, again.people[0]?.holds]).toEqual([[], 1])
    expect(await company.entra.autopilotDevicesOf('miriam.graham@contoso.com')).toMatchObject({ devices: [{}] })
  })

  test('is taken back as it was', async () => {
    const company = await withLaptops()
    const before = await digestOf(company.readers, { upns: [ADELE] })
    const bench = runBench(company)
    const report = await bench.apply(value(await planWith(company, steps)))
    const after = await digestOf(company.readers, { upns: [ADELE] })

    const undone = await bench.apply(await bench.undoPlan(report.id))

    expect([report.status, undone.status, after === before]).toEqual(['done', 'done', false])
    expect(await digestOf(company.readers, { upns: [ADELE] })).toBe(before)
  })

  test('plans nothing where nobody can tell, and says where to look', async () => {
    const company = await withLaptops()
    company.devices.hideApps('the tenant has no Intune')

    const { changes, people } = value(await planWith(company, steps))

    expect(changes).toEqual([])
    expect(people[0]?.notes).toEqual([
      'Autopilot devices are not readable, because the tenant has no Intune: look in the Intune admin centre (Devices, Enrollment, Windows Autopilot)',
    ])
  })
})
