import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { goldenPlans } from '../../scripts/dev/golden-plans.ts'
import { root } from '../support/source-files.ts'

describe('the plan of the sample new hire on a fresh practice company', async () => {
  const plans = await goldenPlans()

  test.each([...plans.keys()])('%s is what joinery shows (npm run docs writes it anew)', (path) => {
    expect(readFileSync(join(root, path), 'utf8')).toBe(plans.get(path))
  })

  test('makes the account before it puts anything into it, and hands the secret over last', () => {
    for (const text of plans.values()) {
      const changes = [...text.matchAll(/^ {4}([+~*…-]) (.*)$/gm)].map(([, sign, summary]) => `${sign} ${summary}`)
      expect(changes[0]).toMatch(/^\+ create (cloud )?account /)
      expect(changes.at(-1)).toMatch(/^\* hand over the secret of Adele Vance/)
    }
  })

  test('sets the usage location before it assigns a licence', () => {
    for (const mode of ['hybrid', 'cloud']) {
      const text = plans.get(`playbooks/onboard/plan.${mode}.txt`) ?? ''
      expect(text.indexOf('usageLocation')).toBeGreaterThan(0)
      expect(text.indexOf('usageLocation')).toBeLessThan(text.indexOf('assign SPE_E3'))
    }
  })

  test('enables an account in Active Directory after it has a password', () => {
    for (const mode of ['hybrid', 'ad']) {
      const text = plans.get(`playbooks/onboard/plan.${mode}.txt`) ?? ''
      expect(text.indexOf('set a generated password')).toBeLessThan(text.indexOf('enable account'))
    }
  })
})
