import { describe, expect, test } from 'vitest'
import { runSteps } from '../../support/apply-to.ts'
import { findings, value } from '../../support/checked.ts'
import { contoso } from '../../support/contoso.ts'
import { adele, planWith } from '../../support/plan-with.ts'

const steps = `- id: account
  ad.account: { ou: OU=Staff, password: generated }
- id: give
  handover.secret: { secret: "\${{ steps.account.password }}", note: [Has to be changed.] }`

describe('a secret that the plan makes', () => {
  test('is handed over after it was made, with whom and what it is for, and is nowhere in the plan', async () => {
    const company = await contoso('ad')

    const plan = await runSteps(company, steps)

    const [, password, give] = plan.changes
    expect(give?.needs).toEqual([password?.id])
    expect(give?.after).toMatchObject({ to: 'file', folder: 'handover', secret: { knownAfter: password?.id } })
    const [note] = company.notes.values()
    expect(note?.lines).toEqual(['For: Adele Vance (01024)', 'Account: adele.vance@contoso.com', 'Has to be changed.'])
    expect(JSON.stringify(plan)).not.toContain(note?.secret.reveal())
  })

  test('may be the access pass of a cloud account', async () => {
    const company = await contoso('cloud')
    const cloud = `- entra.account: {}
- id: pass
  entra.pass: {}
- handover.secret: { secret: "\${{ steps.pass.pass }}" }`

    const plan = await runSteps(company, cloud)

    expect(plan.changes[2]?.needs).toEqual([plan.changes[1]?.id])
    expect([...company.notes.values()][0]?.lines).toContain('Account: adele.vance@contoso.com')
  })

  test('goes to one file for each person and secret, made of harmless characters', async () => {
    const company = await contoso('ad')

    const plan = value(await planWith(company, steps, [adele, { ...adele, employeeId: 'X-1.b_2' }]))
    const names = plan.changes.flatMap(({ kind, change }) =>
      kind === 'handover.secret.give' ? [String(change['fileName'])] : [],
    )

    expect(new Set(names).size).toBe(2)
    for (const name of names) expect(name).toMatch(/^[A-Za-z0-9][A-Za-z0-9._-]*$/)
  })
})

test('there is nothing to hand over where no secret was made', async () => {
  const company = await contoso('ad')
  await company.hire({ employeeId: '01024', name: 'Adele Vance', ou: 'OU=Staff' })

  const plan = value(await planWith(company, steps))

  expect(plan.changes).toEqual([])
  expect(plan.people[0]?.skipped).toEqual([
    { step: 'give', because: 'no secret was made, so there is nothing to hand over' },
  ])
})

test('nor where the step that makes it is skipped', async () => {
  const company = await contoso('cloud')

  const plan = value(await planWith(company, steps))

  expect(plan.people[0]?.skipped.map(({ step }) => step)).toEqual(['account', 'give'])
})

test('nor where the step that makes it was refused, which is told alone', async () => {
  const company = await contoso('ad')

  expect(findings(await planWith(company, steps.replace('OU=Staff', 'OU=Nowhere')))).toEqual([
    'test.yaml:4:5 plan/no-such-ou',
  ])
})

test.each(['age1short', 'ssh-ed25519 AAAA', 'AGE1QL3Z7HJY54PW3HYWW5AYYFG7ZQGVC7W3J2ELW8ZMRJ2KG5SFN9AQMCAC8P'])(
  'a recipient %s is refused',
  async (recipient) => {
    const wrong = steps.replace('note:', `to: { recipient: ${recipient} }, note:`)

    await expect(contoso('ad').then((it) => planWith(it, wrong))).rejects.toThrow('age public key')
  },
)
