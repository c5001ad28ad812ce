import { describe, expect, test } from 'vitest'
import type { Json } from '../../src/model/json.ts'
import type { Plan, RecordedRead } from '../../src/model/plan.ts'
import { Secret } from '../../src/model/secret.ts'
import { replayRead } from '../../src/runner/replay-read.ts'
import { staleReads } from '../../src/runner/stale-reads.ts'
import { aroundReaders } from '../support/around-readers.ts'
import { value } from '../support/checked.ts'
import { type Contoso, contoso } from '../support/contoso.ts'
import { e3, salesTeam } from '../support/memory-directory.ts'
import { onboard } from '../support/onboard-steps.ts'
import { adele, planWith } from '../support/plan-with.ts'

/** Somebody who has moved from HR to Sales, in a company that has everything. */
const mover = async (): Promise<Contoso> => {
  const company = await contoso('hybrid')
  await company.hire({ employeeId: '01024', name: 'Adele Vance', department: 'HR', attributes: { title: 'Clerk' } })
  return company
}

const isStale = async (plan: Plan, company: Contoso): Promise<boolean> =>
  (await staleReads(plan, company.readers)).length > 0

describe('what a plan was made from', () => {
  test('is everything that was asked, but for the sign that the directory can be trusted', async () => {
    const company = await mover()
    const asked = new Set<string>()
    const readers = aroundReaders(company.readers, (name, ask, args) => {
      asked.add(`${name} ${JSON.stringify(args)}`)
      return ask()
    })

    const plan = value(await planWith(company, onboard, [adele], { readers }))

    const recorded = plan.reads.map(({ system, read, args }) => `${system} ${read} ${JSON.stringify(args)}`)
    expect([...asked].filter((question) => !recorded.includes(question) && !question.includes('krbtgt'))).toEqual([
      'entra tenant []',
    ])
    expect(recorded.filter((question) => !asked.has(question))).toEqual([])
  })

  test('reads the same a moment later', async () => {
    const company = await mover()

    expect(await isStale(value(await planWith(company, onboard)), company)).toBe(false)
  })
})

/** Every way to change one value somewhere in an answer. */
const variations = function* (answer: Json): Generator<Json> {
  if (Array.isArray(answer)) {
    for (const [at, item] of answer.entries())
      for (const other of variations(item)) yield answer.map((each: Json, index) => (index === at ? other : each))
    yield answer.length > 0 ? answer.slice(1) : ['something']
    return
  }
  if (typeof answer === 'object' && answer !== null) {
    for (const [name, member] of Object.entries(answer)) {
      for (const other of variations(member)) yield { ...answer, [name]: other }
      yield Object.fromEntries(Object.entries(answer).filter(([each]) => each !== name))
    }
    return
  }
  yield typeof answer === 'string' ? `${answer} changed` : answer === null ? { id: 'new' } : null
}

/** Members that mean nothing to a plan: which server answered, and seats, which are counted again when they are used. */
const MEANINGLESS: { readonly [read: string]: string } = { domain: 'server', skus: 'consumed' }

const without = (read: string, answer: Json): string =>
  JSON.stringify(answer, (name, member) => (name === MEANINGLESS[read] ? undefined : member))

const answersOtherwise = (company: Contoso, { system, read }: RecordedRead, answer: Json) =>
  aroundReaders(company.readers, async (name, ask) => (name === `${system} ${read}` ? answer : ask()))

test('any one value that planning read and that reads otherwise makes the plan stale', async () => {
  const company = await mover()
  const plan = value(await planWith(company, onboard))
  let tried = 0

  for (const read of plan.reads) {
    const answer = await replayRead(read, company.readers)
    for (const other of variations(answer)) {
      tried += 1
      const stale = await staleReads({ reads: [read] }, answersOtherwise(company, read, other))
      const means = without(read.read, other) !== without(read.read, answer)
      expect(
        stale.length > 0,
        `${read.system} ${read.read} ${JSON.stringify(read.args)}: ${JSON.stringify(other)}`,
      ).toBe(means)
    }
  }

  expect(tried).toBeGreaterThan(500)
})

describe('somebody else', () => {
  test.each<readonly [string, (company: Contoso) => Promise<unknown>]>([
    [
      'changes a value that the plan changes',
      ({ ad, idOf }) => ad.modify(idOf('01024'), [{ op: 'replace', attribute: 'title', values: ['Boss'] }]),
    ],
    [
      'changes a value that the plan only compared',
      ({ ad, idOf }) => ad.modify(idOf('01024'), [{ op: 'replace', attribute: 'sn', values: ['Wilber'] }]),
    ],
    [
      'disables the account',
      ({ ad, idOf }) => ad.modify(idOf('01024'), [{ op: 'replace', attribute: 'userAccountControl', values: ['514'] }]),
    ],
    [
      'moves the account',
      ({ ad, base, idOf }) => ad.move(idOf('01024'), { rdn: 'CN=Adele Vance', parent: `OU=IT,OU=Staff,${base}` }),
    ],
    ['deletes the account', ({ ad, idOf }) => ad.delete(idOf('01024'))],
    ['gives the number to a second account', (company) => company.hire({ employeeId: '01024', name: 'Adele Two' })],
    ['takes the name in the OU', (company) => company.hire({ employeeId: '7', name: 'Adele Vance', username: 'x' })],
    [
      'puts the account into a group that the plan adds',
      async ({ ad, base, idOf }) =>
        ad.addMember((await ad.byDn(`CN=Sales,OU=Groups,${base}`, []))?.id ?? '', idOf('01024')),
    ],
    [
      'nests a group of the plan in one that gives control',
      async ({ ad, base }) => {
        const [wizards, sales] = await Promise.all(
          ['Wizards', 'Sales'].map((name) => ad.byDn(`CN=${name},OU=Groups,${base}`, [])),
        )
        await ad.addMember(wizards?.id ?? '', sales?.id ?? '')
      },
    ],
    [
      'makes a second group of the same name',
      ({ ad, base }) =>
        ad.add({
          dn: `CN=Sales,OU=Staff,${base}`,
          attributes: { objectClass: ['group'], sAMAccountName: ['Sales EU'] },
        }),
    ],
    [
      'changes the manager whom the plan names',
      ({ ad, base, idOf }) => ad.move(idOf('00101'), { rdn: 'CN=Miriam Graham', parent: `OU=IT,OU=Staff,${base}` }),
    ],
    [
      'changes the user in Entra',
      async ({ entra, view }) => {
        const [user] = await entra.usersBy('employeeId', '01024')
        await view.sync.entra?.modifyUser(user?.id ?? '', { usageLocation: 'IE' })
      },
    ],
    [
      'puts the user into a cloud group',
      async ({ entra }) => entra.addMember(salesTeam.id, (await entra.usersBy('employeeId', '01024'))[0]?.id ?? ''),
    ],
    [
      'assigns a licence',
      async ({ entra }) =>
        entra.assignLicences((await entra.usersBy('employeeId', '01024'))[0]?.id ?? '', {
          add: [{ skuId: e3.skuId, disabledPlans: [] }],
          remove: [],
        }),
    ],
  ])('%s: the plan is stale', async (_what, change) => {
    const company = await mover()
    const plan = value(await planWith(company, onboard))

    await change(company)

    expect(await isStale(plan, company)).toBe(true)
  })

  test.each<readonly [string, (company: Contoso) => Promise<unknown>]>([
    [
      'changes another account',
      ({ ad, idOf }) => ad.modify(idOf('00102'), [{ op: 'replace', attribute: 'title', values: ['Boss'] }]),
    ],
    [
      'changes what the plan did not ask for',
      ({ ad, idOf }) => ad.modify(idOf('01024'), [{ op: 'replace', attribute: 'info', values: ['a note'] }]),
    ],
    ['hires a stranger', (company) => company.hire({ employeeId: '7', name: 'Lidia Holloway', department: 'IT' })],
    [
      'adds somebody else to a group of the plan',
      async ({ ad, base, idOf }) =>
        ad.addMember((await ad.byDn(`CN=Sales,OU=Groups,${base}`, []))?.id ?? '', idOf('00102')),
    ],
    [
      'sets a password',
      ({ ad, idOf }) => ad.setPassword(idOf('01024'), new Secret('Pass-word-of-another'), { mustChange: true }),
    ],
    [
      'takes a seat of the licence',
      async ({ entra }) =>
        entra.assignLicences((await entra.usersBy('employeeId', '00102'))[0]?.id ?? '', {
          add: [{ skuId: e3.skuId, disabledPlans: [] }],
          remove: [],
        }),
    ],
  ])('%s: the plan is as good as it was', async (_what, change) => {
    const company = await mover()
    const plan = value(await planWith(company, onboard))

    await change(company)

    expect((await staleReads(plan, company.readers)).map(({ recorded }) => recorded)).toEqual([])
  })
})
