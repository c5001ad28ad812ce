import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Company, openCompany } from '../../../src/practice/company.ts'
import { softDelete } from '../../../src/practice/entra/soft-delete.ts'
import type { StoredUser } from '../../../src/practice/entra/stored-objects.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const START = Date.parse('2026-12-01T08:00:00Z')
const EXCHANGE = '4b9405b0-7788-4568-add1-99614e613b69'
const DAY = 24 * 3_600_000

interface Played {
  readonly company: Company
  pass(ms: number): void
  user(employeeId: string): StoredUser
  /** Gives a licence with a mailbox to a new account and answers its id. */
  hire(): string
  license(id: string, licensed: boolean): void
  kindOf(id: string): string | undefined
}

const played = async (seed = 'contoso', folder: string | null = null): Promise<Played> => {
  let now = START
  const company = await openCompany({ folder, people: 25, clock: { now: () => now }, seed })
  const { entra, exchange } = company
  const user = (employeeId: string): StoredUser => {
    const [found] = entra.find('employeeId', employeeId)
    if (found?.type !== 'user') throw new Error(`there is nobody with ${employeeId}`)
    return found
  }
  const license = (id: string, licensed: boolean): void => {
    const found = entra.user(id)
    if (!found) throw new Error(`there is no user ${id}`)
    const state = { skuId: EXCHANGE, disabledPlans: [], assignedByGroup: null, state: 'Active', error: 'None' } as const
    const licences = licensed ? [{ ...state, lastUpdatedDateTime: entra.timestamp() }] : []
    entra.put({ ...found, licences })
    company.commit()
  }
  return {
    company,
    user,
    license,
    pass: (ms) => {
      now += ms
    },
    hire: () => {
      const id = entra.newId()
      const properties = {
        userPrincipalName: 'adele.vance@contoso.com',
        displayName: 'Adele Vance',
        userType: 'Member',
      }
      entra.put({ type: 'user', id, deletedDateTime: null, licences: [], methods: [], properties })
      license(id, true)
      return id
    },
    kindOf: (id) => {
      const mailbox = exchange.of(id)
      return mailbox && exchange.kindOf(mailbox)
    },
  }
}

describe('a mailbox', () => {
  test('comes some time after its licence', async () => {
    const { company, hire, pass } = await played()
    const id = hire()

    const atOnce = company.exchange.of(id)
    pass(10_000)

    expect([atOnce, company.exchange.of(id)?.sizeInBytes]).toEqual([undefined, 0])
  })

  test('never comes where the licence is gone before', async () => {
    const { company, hire, license, pass } = await played()
    const id = hire()

    license(id, false)
    pass(DAY)

    expect(company.exchange.of(id)).toBeUndefined()
  })

  test('is there for everybody who had a licence on the first day, and for nobody else', async () => {
    const { company, user } = await played()

    expect(company.exchange.of(user('00113').id)).toMatchObject({ sizeInBytes: 60 * 1024 ** 3, hasArchive: true })
    expect(company.exchange.of(user('00116').id)).toMatchObject({ litigationHold: true })
    expect(company.exchange.of(user('00112').id)).toBeUndefined()
  })

  test('that is converted shows it after a while that is the same for the same company, and no longer than it is promised', () =>
    fc.assert(
      fc.asyncProperty(fc.string({ minLength: 1, maxLength: 8 }), async (seed) => {
        const landing = async (): Promise<number> => {
          const { company, user, pass, kindOf } = await played(seed)
          const mailbox = company.exchange.of(user('00113').id)
          if (!mailbox) throw new Error('Zoë has no mailbox')
          company.exchange.convert(mailbox, 'SharedMailbox')
          let waited = 0
          for (; kindOf(mailbox.id) === 'UserMailbox' && waited < 60_000; waited += 100) pass(100)
          return waited
        }

        const [first, second] = [await landing(), await landing()]

        expect(first).toBe(second)
        expect(first).toBeGreaterThanOrEqual(2_000)
        expect(first).toBeLessThanOrEqual(10_100)
      }),
      { seed: 20_261_201, numRuns: 4 },
    ))

  test('goes with its licence, unless it is shared by then', async () => {
    const { company, user, license, pass, kindOf } = await played()
    const [early, late] = [user('00113').id, user('00116').id]
    for (const id of [early, late]) {
      const mailbox = company.exchange.of(id)
      if (mailbox) company.exchange.convert(mailbox, 'SharedMailbox')
    }

    license(early, false)
    pass(10_000)
    license(late, false)

    expect([kindOf(early), kindOf(late)]).toEqual([undefined, 'SharedMailbox'])
    expect(company.exchange.deleted(early)?.kind).toBe('UserMailbox')
  })

  test('comes back as it was with the licence within 30 days, and empty after', async () => {
    const { company, user, license, pass } = await played()
    const id = user('00113').id
    const sizeAfter = (days: number): number | undefined => {
      license(id, false)
      pass(days * DAY)
      license(id, true)
      pass(10_000)
      return company.exchange.of(id)?.sizeInBytes
    }

    expect([sizeAfter(29), sizeAfter(31)]).toEqual([60 * 1024 ** 3, 0])
  })

  test('goes and comes back with its user', async () => {
    const { company, user, kindOf } = await played()
    const adele = user('00113')

    softDelete(company.entra, adele)
    company.commit()
    const gone = kindOf(adele.id)
    company.entra.put(adele)
    company.commit()

    expect([gone, kindOf(adele.id)]).toEqual([undefined, 'UserMailbox'])
  })
})

test('mailboxes, and what is still to come of them, outlive the process', async () => {
  const folder = temporaryFolder()
  const first = await played('contoso', folder)
  const zoe = first.company.exchange.of(first.user('00113').id)
  if (!zoe) throw new Error('Zoë has no mailbox')
  first.company.exchange.convert(zoe, 'SharedMailbox')
  const newcomer = first.hire()
  first.company.close()

  const second = await played('contoso', folder)
  const before = [second.kindOf(zoe.id), second.kindOf(newcomer)]
  second.pass(10_000)
  const after = [second.kindOf(zoe.id), second.kindOf(newcomer)]
  second.company.close()

  expect([before, after]).toEqual([
    ['UserMailbox', undefined],
    ['SharedMailbox', 'UserMailbox'],
  ])
})
