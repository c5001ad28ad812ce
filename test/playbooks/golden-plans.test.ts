import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { goldenPlans } from '../../scripts/dev/golden-plans.ts'
import { root } from '../support/source-files.ts'

const plans = await goldenPlans()
const planOf = (playbook: string, mode: string): string => plans.get(`playbooks/${playbook}/plan.${mode}.txt`) ?? ''

/** The changes of a plan in their order, each with its sign: `+ create account adele.vance`. */
const changesOf = (text: string): readonly string[] =>
  [...text.matchAll(/^ {4}([+~*…-]) (.*)$/gm)].map(([, sign, summary]) => `${sign} ${summary}`)

/** Where the first change stands that reads so; fails where there is none. */
const placeOf = (text: string, change: RegExp): number => {
  const at = changesOf(text).findIndex((summary) => change.test(summary))
  expect(at, `${change} in\n${text}`).toBeGreaterThanOrEqual(0)
  return at
}

describe('the plans of the samples on a fresh practice company', () => {
  test.each([...plans.keys()])('%s is what joinery shows (npm run docs writes it anew)', (path) => {
    expect(readFileSync(join(root, path), 'utf8')).toBe(plans.get(path))
  })
})

describe('a new hire', () => {
  test('gets the account before anything is put into it, and the secret is handed over last', () => {
    for (const mode of ['hybrid', 'cloud', 'ad']) {
      const changes = changesOf(planOf('onboard', mode))
      expect(changes[0]).toMatch(/^\+ create (cloud )?account /)
      expect(changes.at(-1)).toMatch(/^\* hand over the secret of Adele Vance/)
    }
  })

  test('has a usage location before a licence', () => {
    for (const mode of ['hybrid', 'cloud']) {
      const text = planOf('onboard', mode)
      expect(text.indexOf('usageLocation')).toBeGreaterThan(0)
      expect(text.indexOf('usageLocation')).toBeLessThan(text.indexOf('assign SPE_E3'))
    }
  })

  test('has a password before the account in Active Directory is enabled', () => {
    for (const mode of ['hybrid', 'ad']) {
      const text = planOf('onboard', mode)
      expect(text.indexOf('set a generated password')).toBeLessThan(text.indexOf('enable account'))
    }
  })
})

describe('a leaver', () => {
  test('is out of Active Directory first of all, then out of Entra, and signed out after that', () => {
    const text = planOf('offboard', 'hybrid')
    expect(placeOf(text, /disable account/)).toBe(0)
    expect(placeOf(text, /disable cloud account/)).toBeLessThan(placeOf(text, /end all sessions/))
    expect(placeOf(text, /end all sessions/)).toBeLessThan(placeOf(text, /Microsoft Authenticator/))
  })

  test('loses no group and no licence before the mailbox reads as shared, and licences last', () => {
    for (const mode of ['hybrid', 'cloud']) {
      const text = planOf('offboard', mode)
      const shared = placeOf(text, /wait until the mailbox of .* is shared/)
      expect(placeOf(text, /shared mailbox/)).toBeLessThan(shared)
      expect(shared).toBeLessThan(placeOf(text, /remove \S+ \S+ from (All Staff|the list|\S+ Team)/))
      expect(placeOf(text, /remove SPE_E3/)).toBe(changesOf(text).length - 1)
    }
  })

  test('hands the OneDrive over while the licence is there', () => {
    const text = planOf('offboard', 'hybrid')
    expect(placeOf(text, /access to the OneDrive/)).toBeLessThan(placeOf(text, /remove SPE_E3/))
  })
})

describe('a mover', () => {
  test('has the attributes of the new job last in Active Directory, for they tell what the old job gave', () => {
    for (const mode of ['hybrid', 'ad']) {
      const text = planOf('move', mode)
      expect(placeOf(text, /change title, department/)).toBe(changesOf(text).length - 1)
    }
  })
})

describe('an end date', () => {
  test('stands before what it takes back, and everything else before it', () => {
    for (const mode of ['hybrid', 'cloud', 'ad']) {
      const text = planOf('group-access', mode)
      expect(placeOf(text, /add .* to Engineering/)).toBeLessThan(placeOf(text, /wait until 2027-02-01T00:00:00Z/))
      expect(changesOf(text).at(-1)).toMatch(/^- remove .* from Engineering/)
    }
  })
})
