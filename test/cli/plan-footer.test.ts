import { describe, expect, test } from 'vitest'
import { approvalText } from '../../src/cli/views/approval-text.ts'
import { createPaint } from '../../src/cli/views/paint.ts'
import { planFooter } from '../../src/cli/views/plan-footer.ts'
import { newApproval } from '../../src/model/approval.ts'
import type { GuardVerdict } from '../../src/model/plan.ts'
import { newHire, planOf } from '../runner/support/plans.ts'

const paint = createPaint(false)
const plan = { ...planOf([newHire()]), counts: { add: 8, modify: 2, remove: 0, wait: 1, other: 3 } }

const verdicts: readonly GuardVerdict[] = [
  {
    name: 'limit',
    verdict: 'refused',
    because: '6 people would lose sign-in, data, a licence or all groups; 5 may',
    hint: 'Save the plan (--out plan.json), approve it (joinery approve plan.json), then: joinery apply plan.json',
    approvers: { count: 1, requesterCounts: true },
  },
  { name: 'protected', verdict: 'ok' },
  { name: 'privilege', verdict: 'ok', because: 'new privileges: none' },
  { name: 'approval', verdict: 'ok' },
]

describe('under a plan stands', () => {
  test('what cannot be taken back once it is applied, and what every guard says', () => {
    expect(planFooter({ ...plan, guards: verdicts }, paint).join('\n')).toBe(
      `14 changes: 8 to add, 2 to modify, 1 wait, 3 other
cannot be taken back: hand over the secret of Adele Vance; hand over the secret of Adele Vance
guards that say ok: protected, privilege (new privileges: none), approval
guard limit: refused: 6 people would lose sign-in, data, a licence or all groups; 5 may
  Save the plan (--out plan.json), approve it (joinery approve plan.json), then: joinery apply plan.json`,
    )
  })

  test('new privileges by name', () => {
    const because = 'new privileges: Domain Admins for Adele Vance (Domain Admins gives control over the directory)'
    const guards = [{ name: 'privilege', verdict: 'refused' as const, because, hint: 'Take the group out' }]

    expect(planFooter({ ...plan, changes: [], guards }, paint)).toEqual([
      '0 changes: 8 to add, 2 to modify, 1 wait, 3 other',
      `guard privilege: refused: ${because}`,
      '  Take the group out',
    ])
  })
})

describe('after approving stands', () => {
  const approvals = [newApproval({ actor: 'megan@workstation', at: '2026-12-01T08:00:00.000Z', plan: 'sha256:0' }, [])]
  const shown = (open: readonly GuardVerdict[]): string =>
    approvalText({ plan, approvals, open, applyWith: 'joinery apply plan.json' }, paint)

  test('who has approved and how to go on', () => {
    expect(shown([])).toBe(
      'approved by megan@workstation at 2026-12-01T08:00:00.000Z\nNothing stops the plan any more. To apply it: joinery apply plan.json',
    )
  })

  test('who is missing, and which guard no approval moves', () => {
    const limit = {
      name: 'limit',
      verdict: 'refused',
      because: '7 people',
      approvers: { count: 1, requesterCounts: false },
    } as const
    const fixed = { name: 'protected', verdict: 'refused', because: 'Allan Deyoung is in Domain Admins' } as const

    expect(shown([limit, fixed])).toBe(
      `approved by megan@workstation at 2026-12-01T08:00:00.000Z
guard limit wants a person other than megan.bowen to approve it: 7 people
guard protected refuses it, whoever approves: Allan Deyoung is in Domain Admins`,
    )
  })
})
