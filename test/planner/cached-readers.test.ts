import { describe, expect, test } from 'vitest'
import { Fault } from '../../src/model/fault.ts'
import { cachedReaders } from '../../src/planner/cached-readers.ts'
import { aroundReaders } from '../support/around-readers.ts'
import { value } from '../support/checked.ts'
import { contoso } from '../support/contoso.ts'
import { onboard } from '../support/onboard-steps.ts'
import { adele, planWith } from '../support/plan-with.ts'

describe('readers with a memory', () => {
  test('ask each question once, also when it is asked side by side', async () => {
    const company = await contoso('ad')
    const asked: string[] = []
    const { ad } = cachedReaders(
      aroundReaders(company.readers, (name, ask) => {
        asked.push(name)
        return ask()
      }),
    )
    const dn = `CN=Sales,OU=Groups,${company.base}`

    const [first, second] = await Promise.all([ad?.byDn(dn, ['cn']), ad?.byDn(dn, ['cn'])])
    const third = await ad?.byDn(dn, ['cn'])
    await ad?.byDn(dn, ['cn', 'member'])

    expect(asked).toEqual(['ad byDn', 'ad byDn'])
    expect([second, third]).toEqual([first, first])
  })

  test('remember that nothing was found, and do not remember a failure', async () => {
    const company = await contoso('ad')
    let asked = 0
    const { ad } = cachedReaders(
      aroundReaders(company.readers, async () => {
        asked += 1
        if (asked === 1) throw new Fault('ad/unreachable', { server: 'dc1' })
        return null
      }),
    )

    await expect(ad?.byId('1', [])).rejects.toThrow()
    expect([await ad?.byId('1', []), await ad?.byId('1', []), asked]).toEqual([null, null, 2])
  })
})

test.each(['ad', 'cloud', 'hybrid'] as const)('planning a batch asks no question twice (%s)', async (mode) => {
  const company = await contoso(mode)
  const questions: string[] = []
  const readers = aroundReaders(company.readers, (name, ask, args) => {
    questions.push(`${name} ${JSON.stringify(args)}`)
    return ask()
  })
  const people = ['A', 'B', 'C'].map((letter) => ({ ...adele, employeeId: `${letter}1`, surname: `Vance ${letter}` }))

  value(await planWith(company, onboard, people, { readers }))

  expect(questions.length).toBeGreaterThan(20)
  expect(questions.filter((question, at) => questions.indexOf(question) !== at)).toEqual([])
})
