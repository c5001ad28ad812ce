import { describe, expect, test } from 'vitest'
import { runSteps } from '../../support/apply-to.ts'
import { findings, value } from '../../support/checked.ts'
import { type Contoso, contoso } from '../../support/contoso.ts'
import { userOf } from '../../support/look-up.ts'
import { plannedBy, planWith } from '../../support/plan-with.ts'

const hired = async (mode: 'cloud' | 'hybrid', enabled: boolean): Promise<Contoso> => {
  const company = await contoso(mode)
  await company.hire({ employeeId: '01024', name: 'Adele Vance', enabled })
  return company
}

const mayEnter = async (company: Contoso) => (await userOf(company, '01024')).properties['accountEnabled']

const notesOf = async (company: Contoso, steps: string) => value(await planWith(company, steps)).people[0]?.notes

describe('entra.disable', () => {
  test.each(['cloud', 'hybrid'] as const)('blocks the account once (%s)', async (mode) => {
    const company = await hired(mode, true)

    const plan = await runSteps(company, '- entra.disable: {}')

    expect(await mayEnter(company)).toBe(false)
    expect(plan.changes).toMatchObject([{ kind: 'entra.user.modify', hazards: ['locks-out'], undo: 'reversible' }])
    expect(await plannedBy(company, '- entra.disable: {}')).toEqual([])
  })

  test('says that an account which stays enabled in Active Directory will be let in again', async () => {
    const company = await hired('hybrid', true)

    const notes = await notesOf(company, '- entra.disable: {}')

    expect(notes).toEqual([
      'adele.vance@contoso.com comes from Active Directory and is enabled there: the next synchronisation may bring that back. Use ad.disable as well.',
    ])
  })

  test('says nothing where the account is disabled there, or has never been there', async () => {
    expect(await notesOf(await hired('hybrid', false), '- entra.disable: {}')).toEqual([])
    expect(await notesOf(await hired('cloud', true), '- entra.disable: {}')).toEqual([])
  })

  test('finds somebody without an account', async () => {
    expect(findings(await planWith(await contoso('cloud'), '- entra.disable: {}'))).toEqual([
      'test.yaml:3:5 plan/no-account',
    ])
  })

  test('is skipped where there is no Entra', async () => {
    const plan = value(await planWith(await contoso('ad'), '- entra.disable: {}'))

    expect(plan.people[0]?.skipped).toEqual([
      { step: 'entra.disable', because: 'this organisation has no Entra (mode: ad)' },
    ])
  })
})

describe('entra.enable', () => {
  test('ends the sessions of before, then lets the account in', async () => {
    const company = await hired('cloud', false)

    const plan = await runSteps(company, '- entra.enable: {}')

    expect(plan.changes.map(({ kind }) => kind)).toEqual(['entra.sessions.revoke', 'entra.user.modify'])
    expect(await mayEnter(company)).toBe(true)
    expect(await plannedBy(company, '- entra.enable: {}')).toEqual([])
  })

  test('ends none of an account that this plan makes', async () => {
    const company = await contoso('cloud')

    expect(await plannedBy(company, '- entra.account: {}\n- entra.enable: {}')).toEqual([
      'create cloud account adele.vance@contoso.com',
      'enable cloud account adele.vance@contoso.com',
    ])
  })

  test('says that an account which is disabled in Active Directory will be blocked again', async () => {
    const [note] = (await notesOf(await hired('hybrid', false), '- entra.enable: {}')) ?? []

    expect(note).toContain('is disabled there')
    expect(note).toContain('ad.enable')
  })
})
