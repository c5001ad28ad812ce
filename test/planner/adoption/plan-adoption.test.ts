import { expect, test } from 'vitest'
import { type Adoption, planAdoption, protectedAdoptions } from '../../../src/planner/adoption/plan-adoption.ts'
import { type Contoso, contoso } from '../../support/contoso.ts'

const key = { ad: 'employeeID', entra: 'employeeId' } as const
const where = { file: 'adopt.csv', line: 7, column: 1 }

const adoptionOf = (system: 'ad' | 'entra', id: string, employeeId = '00123'): Adoption => ({
  person: { employeeId, name: 'Adele Vance' },
  account: { system, id, name: 'adele.vance@contoso.com' },
  where,
})

const plan = ({ readers, mode }: Contoso, ...adoptions: readonly Adoption[]) =>
  planAdoption({ adoptions, readers, key, mode, actor: 'adele@workstation' })

/** An account of Adele's without a key, in whichever directory the company has. */
const withoutKey = async (company: Contoso, name = 'Adele Vance'): Promise<string> => {
  const id = await company.hire({ employeeId: '99999', name })
  if (company.mode === 'cloud') await company.view.write.entra?.modifyUser(id, { employeeId: null })
  else await company.ad.modify(id, [{ op: 'delete', attribute: 'employeeID', values: ['99999'] }])
  return id
}

const codes = (made: Awaited<ReturnType<typeof plan>>): readonly string[] =>
  made.ok ? [] : made.faults.map(({ code, where: place }) => `${place?.file}:${place?.line} ${code}`)

test('a key is written by the id of the account, from none to the one of the person', async () => {
  const company = await contoso('ad')
  const id = await withoutKey(company)

  const made = await plan(company, adoptionOf('ad', id))

  expect(made).toMatchObject({
    ok: true,
    value: {
      changes: [
        { kind: 'ad.entry.modify', target: { id }, before: { employeeID: [] }, after: { employeeID: ['00123'] } },
      ],
      counts: { modify: 1 },
      people: [{ key: '00123', holds: 0 }],
    },
  })
})

test('an account that has the key of the person already is counted, and nothing is planned', async () => {
  const company = await contoso('ad')
  const id = await company.hire({ employeeId: '00123', name: 'Adele Vance' })

  const made = await plan(company, adoptionOf('ad', id))

  expect(made).toMatchObject({ ok: true, value: { changes: [], people: [{ holds: 1 }] } })
})

test('a key that is there is never written over, and one that another account has is not given again', async () => {
  const company = await contoso('ad')
  const other = await company.hire({ employeeId: '00456', name: 'Kim Lee' })
  const id = await withoutKey(company)

  expect(codes(await plan(company, adoptionOf('ad', other)))).toEqual(['adopt.csv:7 adopt/has-key'])
  expect(codes(await plan(company, adoptionOf('ad', id, '00456')))).toEqual(['adopt.csv:7 adopt/key-taken'])
})

test('two accounts that are to get one key are seen before anything is written', async () => {
  const company = await contoso('ad')
  const [one, other] = [await withoutKey(company), await withoutKey(company, 'Adele Vance-Kim')]

  expect(codes(await plan(company, adoptionOf('ad', one), adoptionOf('ad', other)))).toEqual([
    'adopt.csv:7 adopt/key-taken',
  ])
})

test('an account that is gone stops the plan', async () => {
  const company = await contoso('ad')
  const id = await withoutKey(company)
  await company.ad.delete(id)

  expect(codes(await plan(company, adoptionOf('ad', id)))).toEqual(['adopt.csv:7 adopt/account-gone'])
})

test('an account of the cloud gets its key in Entra', async () => {
  const company = await contoso('cloud')
  const id = await withoutKey(company)

  const made = await plan(company, adoptionOf('entra', id))

  expect(made).toMatchObject({
    ok: true,
    value: { changes: [{ kind: 'entra.user.modify', target: { id }, after: { employeeId: '00123' } }] },
  })
})

test('a person whom the guards protect is told before anybody decides', async () => {
  const company = await contoso('ad')
  const [plain, admin] = [await withoutKey(company), await withoutKey(company, 'Adele Admin')]
  await company.view.sync.ad?.modify(admin, [{ op: 'replace', attribute: 'adminCount', values: ['1'] }])
  const adoptions = [adoptionOf('ad', plain), adoptionOf('ad', admin, '00124')]

  const reasons = await protectedAdoptions({ ...company, adoptions, key, actor: 'adele@workstation' })

  expect([...reasons.keys()]).toEqual(['00124'])
})

test('a synchronised account gets its key in Active Directory alone, and not where a cloud account has it', async () => {
  const company = await contoso('hybrid')
  const id = await withoutKey(company)
  const [half] = (await company.readers.entra?.usersBy('userPrincipalName', 'adele.vance@contoso.com')) ?? []
  await company.view.sync.entra?.modifyUser(half?.id ?? '', { employeeId: null })

  const inAd = await plan(company, adoptionOf('ad', id))
  const inEntra = await plan(company, adoptionOf('entra', half?.id ?? ''))
  const [other] = (await company.readers.entra?.usersBy('employeeId', '00102')) ?? []
  await company.view.sync.entra?.modifyUser(other?.id ?? '', { onPremisesSyncEnabled: null, employeeId: '00123' })
  const beside = await plan(company, adoptionOf('ad', id))

  expect(inAd).toMatchObject({ ok: true, value: { changes: [{ kind: 'ad.entry.modify' }] } })
  expect(codes(inEntra)).toEqual(['adopt.csv:7 plan/mastered-in-ad'])
  expect(codes(beside)).toEqual(['adopt.csv:7 adopt/key-taken'])
})
