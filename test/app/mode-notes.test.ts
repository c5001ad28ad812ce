import { expect, test } from 'vitest'
import { modeNotes } from '../../src/app/mode-notes.ts'
import { playbookOf } from '../support/plan-with.ts'

const unlock = playbookOf('- ad.unlock: {}\n- wait.until: { time: 2026-12-01 }')
const both = playbookOf('- ad.disable: {}\n- entra.disable: {}')

test('a playbook of which nothing applies in a mode says why; one that does a part of its work does not', () => {
  expect(modeNotes(unlock, 'cloud')).toEqual([
    'nothing of it applies here: its steps need Active Directory, which this organisation does not have (mode: cloud)',
  ])
  expect(modeNotes(unlock, 'hybrid')).toEqual([])
  expect(modeNotes(both, 'cloud')).toEqual([])
  expect(modeNotes(playbookOf('- entra.sessions: { revoke: true }'), 'ad')).toHaveLength(1)
})
