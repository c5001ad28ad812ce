import { describe, expect, test } from 'vitest'
import { runSteps } from '../../support/apply-to.ts'
import { type Contoso, contoso } from '../../support/contoso.ts'
import { plannedBy, planWith } from '../../support/plan-with.ts'

const REVOKE = '- entra.sessions: { revoke: true }'
const LOCK_OUT = `- entra.disable: {}\n${REVOKE}`
const ended = 'end all sessions of adele.vance@contoso.com'

const hired = async (mode: 'cloud' | 'hybrid', enabled = true): Promise<Contoso> => {
  const company = await contoso(mode)
  await company.hire({ employeeId: '01024', name: 'Adele Vance', enabled })
  return company
}

describe('entra.sessions', () => {
  test('ends every session, and cannot be undone', async () => {
    const company = await hired('cloud')
    const id = company.idOf('01024')

    const plan = await runSteps(company, REVOKE)

    expect(plan.changes).toMatchObject([{ summary: ended, undo: 'irreversible', hazards: [] }])
    expect((await company.entra.sessionsOf(id)).validFrom).not.toBeNull()
  })

  test('ends them again each time while somebody may sign in', async () => {
    const company = await hired('cloud')
    await runSteps(company, REVOKE)

    expect(await plannedBy(company, REVOKE)).toEqual([ended])
  })

  test('plans nothing the second time for a leaver', async () => {
    const company = await hired('cloud')
    await runSteps(company, LOCK_OUT)

    expect(await plannedBy(company, LOCK_OUT)).toEqual([])
  })

  test('ends those of an account that somebody else blocked without ending any', async () => {
    expect(await plannedBy(await hired('cloud', false), REVOKE)).toEqual([ended])
  })

  test('ends them once more where this plan does anything before, for that may be the blocking itself', async () => {
    const company = await hired('cloud')
    await runSteps(company, REVOKE)

    expect(await plannedBy(company, LOCK_OUT)).toEqual(['disable cloud account adele.vance@contoso.com', ended])
  })

  test('ends them while the account in Active Directory is enabled, which would let it in again', async () => {
    const company = await hired('hybrid')
    await runSteps(company, LOCK_OUT)

    expect(await plannedBy(company, LOCK_OUT)).toEqual([ended])
  })

  test('ends those from before a new password', async () => {
    const company = await hired('cloud')
    await runSteps(company, LOCK_OUT)
    const entra = {
      ...company.entra,
      sessionsOf: async () => ({
        created: '2020-01-01T00:00:00Z',
        validFrom: '2026-11-01T00:00:00Z',
        passwordChanged: '2026-11-02T00:00:00Z',
      }),
    }

    expect(await plannedBy({ ...company, readers: { ...company.readers, entra } }, LOCK_OUT)).toEqual([ended])
  })

  test('has nothing to end for an account that this plan makes', async () => {
    expect(await plannedBy(await contoso('cloud'), `- entra.account: {}\n${REVOKE}`)).toEqual([
      'create cloud account adele.vance@contoso.com',
    ])
  })

  test('a plan stays good when the time moves, for ending sessions twice does no harm', async () => {
    const company = await hired('cloud')
    const first = await planWith(company, REVOKE)

    await company.entra.revokeSessions(company.idOf('01024'))
    const second = await planWith(company, REVOKE)

    expect(first.ok && second.ok && first.value.basis === second.value.basis).toBe(true)
  })

  test.each(['revoke: false', 'end: true', ''])('refuses { %s }', async (input) => {
    await expect(hired('cloud').then((it) => planWith(it, `- entra.sessions: { ${input} }`))).rejects.toThrow()
  })
})
