import { describe, expect, test } from 'vitest'
import { type Approval, areGenuine, guardFaults, newApproval, openGuards } from '../../src/model/approval.ts'
import type { Approvers, GuardVerdict } from '../../src/model/plan.ts'

const PLAN = `sha256:${'a'.repeat(64)}`
const REQUESTER = 'adele@workstation'

/** Approvals by these, one after the other. */
const approvals = (...actors: readonly string[]): readonly Approval[] => {
  const given: Approval[] = []
  for (const actor of actors) given.push(newApproval({ actor, at: '2026-12-01T08:00:00.000Z', plan: PLAN }, given))
  return given
}

const guard = (approvers?: Approvers): GuardVerdict => ({
  name: 'limit',
  verdict: approvers ? 'needs-approval' : 'refused',
  because: '6 people',
  ...(approvers ? { approvers } : { hint: 'Take them out' }),
})

const anybody = { count: 1, requesterCounts: true }
const another = { count: 1, requesterCounts: false }
const twoOthers = { count: 2, requesterCounts: false }

describe('a guard that stops a plan', () => {
  test.each<[string, Approvers, readonly string[], boolean]>([
    ['nobody has approved', anybody, [], true],
    ['the requester has, who counts', anybody, [REQUESTER], false],
    ['the requester has, who does not count', another, [REQUESTER], true],
    ['the requester has, at another machine', another, ['adele@jumphost'], true],
    ['the requester has, in other letters', another, ['ADELE@workstation'], true],
    ['somebody else has', another, ['megan@workstation'], false],
    ['somebody else and the requester have', another, [REQUESTER, 'megan@workstation'], false],
    ['one of two others has', twoOthers, ['megan@workstation'], true],
    ['one of two others has, at two machines', twoOthers, ['megan@workstation', 'megan@jumphost'], true],
    ['one of two others and the requester have', twoOthers, ['megan@workstation', REQUESTER], true],
    ['two others have', twoOthers, ['megan@workstation', 'alex@jumphost'], false],
    [
      'two have, one of them the requester, who counts',
      { count: 2, requesterCounts: true },
      ['megan@x', REQUESTER],
      false,
    ],
  ])('where %s', (_when, approvers, actors, stops) => {
    expect(openGuards([guard(approvers)], approvals(...actors), REQUESTER)).toHaveLength(stops ? 1 : 0)
  })

  test('by no approval lets it through where it names no approvers', () => {
    expect(openGuards([guard()], approvals('megan@x', 'alex@x'), REQUESTER)).toHaveLength(1)
    expect(guardFaults([guard()])).toMatchObject([{ code: 'plan/guard-refused', hint: 'Take them out' }])
  })

  test('says with which commands to go on, with the file where there is one', () => {
    const typed = (command: string): string => `joinery ${command} --practice`

    expect(guardFaults([guard(another)])).toMatchObject([
      {
        code: 'plan/needs-approval',
        hint: 'Save the plan (--out plan.json), have a second person approve it (joinery approve plan.json), then: joinery apply plan.json',
      },
    ])
    expect(guardFaults([guard(twoOthers)], typed, 'leavers.json')).toMatchObject([
      {
        hint: 'Have 2 other people approve it (joinery approve leavers.json --practice), then: joinery apply leavers.json --practice',
      },
    ])
  })
})

describe('approvals', () => {
  test('are genuine as they were given', () => {
    expect(areGenuine([], PLAN)).toBe(true)
    expect(areGenuine(approvals('megan@x', 'alex@x'), PLAN)).toBe(true)
  })

  test.each<[string, (given: readonly Approval[]) => readonly Approval[]]>([
    ['for another plan', (given) => given.map((one) => ({ ...one, plan: `sha256:${'b'.repeat(64)}` }))],
    ['by somebody else', ([first, ...rest]) => [{ ...(first as Approval), actor: 'johanna@x' }, ...rest]],
    ['at another time', ([first, ...rest]) => [{ ...(first as Approval), at: '2026-12-02T08:00:00.000Z' }, ...rest]],
    ['in another order', (given) => given.toReversed()],
    ['with the first taken out', (given) => given.slice(1)],
    ['twice', (given) => [...given, ...given]],
  ])('are not: %s', (_what, alter) => {
    expect(areGenuine(alter(approvals('megan@x', 'alex@x')), PLAN)).toBe(false)
  })
})
