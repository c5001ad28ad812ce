import { expect, test } from 'vitest'
import type { Json } from '../../../src/model/json.ts'
import { openCompany } from '../../../src/practice/company.ts'
import { EntraStore } from '../../../src/practice/entra/entra-store.ts'
import type { StoredUser } from '../../../src/practice/entra/stored-objects.ts'
import { practiceIds } from '../../../src/practice/practice-ids.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const clock = { now: () => Date.parse('2026-12-01T08:00:00Z') }
const emptyStore = (): EntraStore => new EntraStore({ clock, ids: practiceIds('contoso') })

const user = (id: string, userPrincipalName: string): StoredUser => ({
  type: 'user',
  id,
  deletedDateTime: null,
  properties: { userPrincipalName, displayName: userPrincipalName },
  licences: [],
  methods: [],
})
const ADELE = '87d349ed-44d7-43e1-9a83-5f2406dee5bd'
const MEGAN = '5bde3e51-d13b-4db1-9948-fe4b109d11a7'

test('a value is found in any letter case, until it changes or its object is deleted', () => {
  const store = emptyStore()
  store.put(user(ADELE, 'adele@contoso.com'))

  const before = store.find('userPrincipalName', 'ADELE@contoso.com')
  store.put(user(ADELE, 'adele.vance@contoso.com'))
  const renamed = store.find('userPrincipalName', 'adele@contoso.com')
  store.put({ ...user(ADELE, 'adele.vance@contoso.com'), deletedDateTime: '2026-12-01T08:00:00Z' })

  expect(before).toHaveLength(1)
  expect(renamed).toEqual([])
  expect(store.find('userPrincipalName', 'adele.vance@contoso.com')).toEqual([])
  expect([store.user(ADELE), store.deleted(ADELE)?.id]).toEqual([undefined, ADELE])
})

test('an object keeps its place in lists when it changes', () => {
  const store = emptyStore()
  store.put(user(ADELE, 'adele@contoso.com'))
  store.put(user(MEGAN, 'megan@contoso.com'))

  store.put(user(ADELE, 'adele.vance@contoso.com'))

  expect(store.users().map(({ id }) => id)).toEqual([ADELE, MEGAN])
})

test('what is erased leaves no link behind', () => {
  const store = emptyStore()
  store.put(user(ADELE, 'adele@contoso.com'))
  store.put(user(MEGAN, 'megan@contoso.com'))
  store.setManager(ADELE, MEGAN)
  store.link('members', ADELE, MEGAN)
  store.takeDirty()

  store.erase(MEGAN)

  expect([store.manager(ADELE), store.members.of(ADELE).size]).toEqual([undefined, 0])
  expect(store.takeDirty().map(({ id, json }) => [id, json === null])).toEqual([
    [MEGAN, true],
    [ADELE, false],
  ])
})

test('ids are never given twice, also not after a reload', () => {
  const store = emptyStore()
  const first = store.newId()
  const reloaded = emptyStore()
  reloaded.load(store.takeDirty().flatMap(({ id, json }) => (json === null ? [] : [{ id, json }])))

  expect(reloaded.newId()).not.toBe(first)
})

test('a company that is closed and opened again is the same, links and deleted items included', async () => {
  const folder = temporaryFolder()
  const state = (store: EntraStore): readonly (readonly [string, Json | null])[] => {
    for (const object of [...store.users(), ...store.groups(), ...store.roles(), ...store.principals()])
      store.put(object)
    for (const object of store.deletedObjects()) store.put(object)
    store.skus = [...store.skus]
    store.tenant = { ...store.tenant }
    return store
      .takeDirty()
      .map(({ id, json }) => [id, json] as const)
      .sort(([a], [b]) => (a < b ? -1 : 1))
  }
  const first = await openCompany({ folder, people: 40, clock })
  const [someone] = first.entra.users()
  if (someone) first.entra.put({ ...someone, deletedDateTime: '2026-12-01T08:00:00Z' })
  first.commit()
  const before = state(first.entra)
  first.close()

  const second = await openCompany({ folder, clock })
  const after = state(second.entra)
  second.close()

  expect(after).toEqual(before)
})

test('the same seed founds the same tenant', async () => {
  const ids = async (): Promise<readonly string[]> => {
    const company = await openCompany({ folder: null, people: 40, clock })
    return [
      company.entra.tenant.id,
      ...company.entra.users().map(({ id }) => id),
      ...company.entra.groups().map(({ id }) => id),
    ]
  }

  expect(await ids()).toEqual(await ids())
})
