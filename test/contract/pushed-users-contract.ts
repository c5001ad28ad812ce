import { expect, test } from 'vitest'
import type { PushedUser, PushedUsers } from '../../src/ports/pushed-users.ts'

/** Users of one state; `again` opens the same state a second time, as another process does. */
export interface KeptUsers {
  readonly pushed: PushedUsers
  again(): Promise<{ readonly pushed: PushedUsers }>
}

const user = (id: string, more: Partial<PushedUser> & { readonly userName?: string } = {}): PushedUser => {
  const { userName = `${id}@contoso.com`, ...rest } = more
  return {
    source: 'hr',
    id,
    person: `10${id}`,
    attributes: { userName, externalId: `x-${id}`, name: { givenName: 'Adele', familyName: 'Vance' } },
    createdAt: `2026-11-0${id}T08:00:00.000Z`,
    changedAt: '2026-11-09T08:00:00.000Z',
    inactiveSince: null,
    goneAt: null,
    version: 1,
    ...rest,
  }
}

const gone = { goneAt: '2026-11-10T08:00:00.000Z' }

/** What every state has to do with users that were pushed. */
export const pushedUsersContract = (open: () => Promise<KeptUsers>): void => {
  test('a user is kept whole, and another process sees it', async () => {
    const { pushed, again } = await open()

    expect(await pushed.put(user('1'))).toBe('put')

    expect(await (await again()).pushed.get('hr', '1')).toEqual(user('1'))
    expect(await pushed.get('hr', '2')).toBeNull()
  })

  test('a user is added once, and replaced only by whoever saw it last', async () => {
    const { pushed, again } = await open()
    await pushed.put(user('1'))

    expect(await (await again()).pushed.put(user('1', { version: 2, userName: 'vance@contoso.com' }))).toBe('put')

    expect(await pushed.put(user('1'))).toBe('changed')
    expect(await pushed.put(user('1', { version: 2 }))).toBe('changed')
    expect(await pushed.get('hr', '1')).toMatchObject({ version: 2, attributes: { userName: 'vance@contoso.com' } })
  })

  test('no two users of a source have one name, in whatever case, or are one person', async () => {
    const { pushed } = await open()
    await pushed.put(user('1', { userName: 'Adele@contoso.com' }))

    expect(await pushed.put(user('2', { userName: 'ADELE@contoso.com' }))).toBe('taken')
    expect(await pushed.put(user('2', { person: '101' }))).toBe('taken')
    expect(await pushed.put(user('2'))).toBe('put')
    expect(await pushed.put(user('2', { version: 2, userName: 'adele@contoso.com' }))).toBe('taken')

    expect(await pushed.get('hr', '2')).toEqual(user('2'))
  })

  test('users are found by name in whatever case, by the id that the source gave, and by the person', async () => {
    const { pushed } = await open()
    await pushed.put(user('1', { userName: 'Adèle@contoso.com' }))
    await pushed.put(user('2'))

    const ids = async (by: Parameters<PushedUsers['find']>[1]) => (await pushed.find('hr', by)).map(({ id }) => id)

    expect(await ids({ userName: 'ADÈLE@contoso.com' })).toEqual(['1'])
    expect(await ids({ externalId: 'x-2' })).toEqual(['2'])
    expect(await ids({ externalId: 'X-2' })).toEqual([])
    expect(await ids({ person: '102' })).toEqual(['2'])
    expect(await ids({ userName: '%' })).toEqual([])
  })

  test('users are listed in the order in which they came', async () => {
    const { pushed } = await open()
    for (const id of ['3', '1', '2']) await pushed.put(user(id))

    expect((await pushed.list('hr')).map(({ id }) => id)).toEqual(['1', '2', '3'])
  })

  test('a user that is gone is found by its id alone, and leaves its name and its person to another', async () => {
    const { pushed } = await open()
    await pushed.put(user('1'))
    await pushed.put(user('1', { ...gone, version: 2 }))

    expect(await pushed.put(user('2', { person: '101', userName: '1@contoso.com' }))).toBe('put')

    expect(await pushed.get('hr', '1')).toMatchObject(gone)
    expect((await pushed.list('hr')).map(({ id }) => id)).toEqual(['2'])
    expect((await pushed.find('hr', { person: '101' })).map(({ id }) => id)).toEqual(['2'])
    expect(await pushed.put(user('1', { version: 3 }))).toBe('taken')
  })

  test('no source sees or changes users of another', async () => {
    const { pushed } = await open()
    await pushed.put(user('1'))

    expect(await pushed.get('agency', '1')).toBeNull()
    expect(await pushed.list('agency')).toEqual([])
    expect(await pushed.find('agency', { userName: '1@contoso.com' })).toEqual([])
    expect(await pushed.put(user('1', { source: 'agency', version: 2 }))).toBe('changed')
    expect(await pushed.put(user('2', { source: 'agency', person: '101', userName: '1@contoso.com' }))).toBe('put')

    expect(await pushed.get('hr', '1')).toEqual(user('1'))
  })
}
