import { expect, onTestFinished, test } from 'vitest'
import type { WaitLicenceGone } from '../../../src/changes/wait/wait-licence-gone.ts'
import { waitLicenceGone } from '../../../src/changes/wait/wait-licence-gone.ts'
import { clockedPractice } from '../../support/clocked-practice.ts'
import { applyContext } from '../../support/memory-directory.ts'
import { quickClock } from '../../support/quick-clock.ts'

const MINUTE = 60_000

test('a licence follows its group some minutes later, both ways, and the wait for it ends no sooner', async () => {
  const it = await clockedPractice({ groupLicenceMs: 5 * MINUTE })
  onTestFinished(it.close)
  const [group] = await it.reader.groupsNamed('Licence Visio')
  const { company, reader, writer } = it
  const member = [...company.entra.members.of(group?.id ?? '')][0] ?? ''
  const inherited = async () => (await reader.licencesOf(member)).filter((licence) => licence.group === group?.id)
  const [held] = await inherited()
  const licence = {
    skuId: held?.skuId ?? '',
    skuPartNumber: 'VISIOCLIENT',
    group: group?.id ?? '',
    groupName: 'Licence Visio',
  }
  const wait: WaitLicenceGone = {
    kind: 'wait.licence.gone',
    user: { id: member, name: 'somebody' },
    licences: [licence],
    withinMs: 30 * MINUTE,
    pollMs: MINUTE,
  }
  const isGone = async () =>
    (await waitLicenceGone.holds(wait, { entra: reader, clock: quickClock() }, applyContext())) !== null

  await writer.removeMember(licence.group, member)
  const atOnce = [(await inherited()).length, await isGone()]
  it.pass(4 * MINUTE)
  const soon = await isGone()
  it.pass(MINUTE)
  const later = [(await inherited()).length, await isGone()]
  await writer.addMember(licence.group, member)
  const back = (await inherited()).length
  it.pass(5 * MINUTE)

  expect(group).toMatchObject({ licensed: true })
  expect([atOnce, soon, later, back, (await inherited()).length]).toEqual([[1, false], false, [0, true], 0, 1])
})
