import { setTimeout as wait } from 'node:timers/promises'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { JsonObject } from '../../../src/model/json.ts'
import { guidToBytes } from '../../../src/practice/ad/guid.ts'
import { moveEntry } from '../../../src/practice/ad/operations/move-entry.ts'
import { type Connect, type ConnectOptions, startConnect } from '../../../src/practice/connect/connect.ts'
import { setDeletionGuard } from '../../../src/practice/connect/deletion-guard.ts'
import type { EntraStore } from '../../../src/practice/entra/entra-store.ts'
import { membersOf } from '../../../src/practice/entra/membership.ts'
import type { StoredUser } from '../../../src/practice/entra/stored-objects.ts'
import {
  account,
  base,
  change,
  groupsOu,
  type PracticeDirectory,
  practiceDirectory,
  readEntry,
  sales,
} from '../practice-directory.ts'

const ADELE = `CN=Adele Vance,${sales}`
const MIRIAM = `CN=Miriam Graham,${sales}`

const adele = account('adele.vance', {
  userPrincipalName: 'adele.vance@contoso.com',
  displayName: 'Adele Vance',
  givenName: 'Adele',
  sn: 'Vance',
  title: 'Retail Manager',
  department: 'Sales',
  company: 'Contoso',
  physicalDeliveryOfficeName: 'Seattle 18/2111',
  employeeID: '00123',
  employeeType: 'employee',
  mobile: '+1 555 0100',
  telephoneNumber: '+1 555 0101',
  co: 'United States',
  c: 'US',
  mail: 'adele.vance@contoso.com',
})

interface Connected extends PracticeDirectory {
  readonly entraConnect: Connect
  readonly entra: EntraStore
  sync(): void
}

/** A directory with Entra Connect beside it, which runs when it is told to. */
const connected = async (options: ConnectOptions = { delayMs: 3_600_000 }): Promise<Connected> => {
  const directory = await practiceDirectory()
  const entraConnect = startConnect(directory.company, options)
  onTestFinished(() => entraConnect.stop())
  return { ...directory, entraConnect, entra: directory.company.entra, sync: () => entraConnect.syncNow() }
}

const named = (entra: EntraStore, userPrincipalName: string): StoredUser | undefined =>
  entra.find('userPrincipalName', userPrincipalName).find((object): object is StoredUser => object.type === 'user')

const cloudUser = (entra: EntraStore, properties: JsonObject): StoredUser => {
  const user: StoredUser = {
    type: 'user',
    id: entra.newId(),
    deletedDateTime: null,
    licences: [],
    methods: [],
    properties,
  }
  entra.put(user)
  return user
}

describe('a cycle', () => {
  test('makes the account in Entra, with everything that AD masters', async () => {
    const { connect, entra, sync } = await connected()
    const ad = await connect()
    await ad.add(ADELE, { ...adele, manager: MIRIAM })

    sync()

    const user = named(entra, 'adele.vance@contoso.com')
    const { objectGUID = [], objectSid = [] } = await readEntry(ad, ADELE, 'objectGUID', 'objectSid')
    expect(objectSid).toHaveLength(1)
    expect(user?.properties).toMatchObject({
      accountEnabled: false,
      displayName: 'Adele Vance',
      givenName: 'Adele',
      surname: 'Vance',
      jobTitle: 'Retail Manager',
      department: 'Sales',
      companyName: 'Contoso',
      officeLocation: 'Seattle 18/2111',
      employeeId: '00123',
      employeeType: 'employee',
      mobilePhone: '+1 555 0100',
      businessPhones: ['+1 555 0101'],
      country: 'United States',
      mail: 'adele.vance@contoso.com',
      proxyAddresses: ['SMTP:adele.vance@contoso.com'],
      onPremisesSyncEnabled: true,
      onPremisesDistinguishedName: ADELE,
      onPremisesSamAccountName: 'adele.vance',
      onPremisesDomainName: 'corp.contoso.com',
      onPremisesImmutableId: Buffer.from(objectGUID[0] ?? '', 'hex').toString('base64'),
    })
    expect(user?.properties.usageLocation).toBeUndefined()
    expect(entra.manager(user?.id ?? '')).toBe(named(entra, 'miriam.graham@contoso.com')?.id)
  })

  test('leaves the place of use to the cloud, unless the Exchange attribute of AD sets it', async () => {
    const { entra, entraConnect, company } = await connected()
    const user = named(entra, 'miriam.graham@contoso.com')
    if (user) entra.put({ ...user, properties: { ...user.properties, usageLocation: 'CH' } })
    company.ad.transaction(() =>
      company.ad.setValues(company.ad.resolve(`CN=José Núñez,${sales}`)?.object?.id ?? '', 'msExchUsageLocation', [
        'PT',
      ]),
    )

    entraConnect.syncNow({ full: true })

    expect(named(entra, 'miriam.graham@contoso.com')?.properties.usageLocation).toBe('CH')
    expect(named(entra, 'jose.nunez@contoso.com')?.properties.usageLocation).toBe('PT')
  })

  test('carries changes over: attributes, sign-in, memberships', async () => {
    const { connect, entra, sync } = await connected()
    const ad = await connect()
    await ad.modify(MIRIAM, [
      change('replace', 'title', 'Chief of Sales'),
      change('replace', 'userAccountControl', '514'),
      change('delete', 'telephoneNumber'),
    ])
    await ad.modify(`CN=CRM Admins,${groupsOu}`, [change('delete', 'member', MIRIAM)])

    sync()

    const user = named(entra, 'miriam.graham@contoso.com')
    const [group] = entra.find('displayName', 'CRM Admins')
    expect(user?.properties).toMatchObject({ jobTitle: 'Chief of Sales', accountEnabled: false, businessPhones: [] })
    expect(membersOf(entra, group?.id ?? '')).toEqual([])
  })

  test('keeps the account through a rename and a move, with its licences', async () => {
    const { connect, entra, sync } = await connected()
    const before = named(entra, 'miriam.graham@contoso.com')
    const ad = await connect()
    await ad.modifyDN(MIRIAM, `CN=Miriam Vance,OU=Marketing,OU=Staff,${base}`)
    await ad.modify(`CN=Miriam Vance,OU=Marketing,OU=Staff,${base}`, [
      change('replace', 'userPrincipalName', 'miriam.vance@contoso.com'),
    ])

    sync()

    const after = named(entra, 'miriam.vance@contoso.com')
    expect([after?.id, after?.licences]).toEqual([before?.id, before?.licences])
    expect(after?.properties.onPremisesDistinguishedName).toBe(`CN=Miriam Vance,OU=Marketing,OU=Staff,${base}`)
    expect(named(entra, 'miriam.graham@contoso.com')).toBeUndefined()
  })

  test('deletes in Entra what leaves the scope, and restores what comes back', async () => {
    const { company, entra, sync } = await connected()
    const id = named(entra, 'miriam.graham@contoso.com')?.id ?? ''
    const accountId = company.ad.resolve(MIRIAM)?.object?.id ?? ''
    const moveTo = (newSuperior: string) =>
      moveEntry(company.ad, accountId, { newRdn: 'CN=Miriam Graham', deleteOldRdn: true, newSuperior })

    moveTo(`OU=Service Accounts,${base}`)
    sync()
    const out = entra.deleted(id)
    moveTo(sales)
    sync()

    expect(out?.properties.userPrincipalName).toContain('miriam.graham@contoso.com')
    expect(named(entra, 'miriam.graham@contoso.com')?.id).toBe(id)
  })

  test('deletes in Entra what AD deletes', async () => {
    const { connect, sync, entra } = await connected()
    const ad = await connect()

    await ad.del(`CN=José Núñez,${sales}`)
    sync()

    expect(named(entra, 'jose.nunez@contoso.com')).toBeUndefined()
  })

  test.each([
    ['enabledForCount', 0],
    ['enabledForPercentage', 1],
  ] as const)(
    'exports nothing at all when it would delete too much: %s %i',
    async (synchronizationPreventionType, alertThreshold) => {
      const { connect, entra, entraConnect } = await connected()
      setDeletionGuard(entra, { synchronizationPreventionType, alertThreshold })
      const ad = await connect()

      await ad.del(`CN=José Núñez,${sales}`)
      await ad.add(ADELE, adele)
      const end = entraConnect.syncNow()
      const held = [named(entra, 'jose.nunez@contoso.com'), named(entra, 'adele.vance@contoso.com')]
      setDeletionGuard(entra, { synchronizationPreventionType: 'disabled', alertThreshold })
      const after = entraConnect.syncNow()
      const exported = [named(entra, 'jose.nunez@contoso.com'), named(entra, 'adele.vance@contoso.com')]

      expect([end, after]).toEqual(['stopped-deletion-threshold-exceeded', 'success'])
      expect(held.map((user) => user !== undefined)).toEqual([true, false])
      expect(exported.map((user) => user !== undefined)).toEqual([false, true])
    },
  )

  test('changes nothing when AD did not change', async () => {
    const { entra, company, entraConnect } = await connected()
    entraConnect.syncNow({ full: true })
    entra.takeDirty()
    company.commit()

    entraConnect.syncNow({ full: true })
    const dirty = entra.takeDirty().filter(({ id }) => id !== 'tenant')

    expect(dirty).toEqual([])
  })

  test('leaves out what Entra cannot take: a foreign domain, an address of somebody else', async () => {
    const { connect, entra, sync } = await connected()
    const ad = await connect()
    await ad.add(ADELE, {
      ...adele,
      userPrincipalName: 'adele.vance@corp.contoso.com',
      mail: 'miriam.graham@contoso.com',
    })

    sync()

    const user = named(entra, 'adele.vance@contoso.onmicrosoft.com')
    expect(user?.properties).toMatchObject({
      proxyAddresses: [],
      onPremisesUserPrincipalName: 'adele.vance@corp.contoso.com',
    })
    expect(user?.properties.onPremisesProvisioningErrors).toMatchObject([
      { category: 'PropertyConflict', propertyCausingError: 'ProxyAddresses', value: 'SMTP:miriam.graham@contoso.com' },
    ])
    expect(named(entra, 'miriam.graham@contoso.com')?.properties.proxyAddresses).toEqual([
      'SMTP:miriam.graham@contoso.com',
    ])
  })
})

describe('an account that is in the cloud already', () => {
  test('is taken over by its name or its address', async () => {
    const { connect, entra, sync } = await connected()
    const byName = cloudUser(entra, {
      userPrincipalName: 'adele.vance@contoso.com',
      displayName: 'A. Vance',
      usageLocation: 'DE',
    })
    const byAddress = cloudUser(entra, {
      userPrincipalName: 'megan@contoso.com',
      displayName: 'Megan',
      proxyAddresses: ['SMTP:megan.bowen@contoso.com'],
    })
    const ad = await connect()
    await ad.add(ADELE, adele)
    await ad.add(
      `CN=Megan Bowen,${sales}`,
      account('megan.bowen', {
        userPrincipalName: 'megan.bowen@contoso.com',
        displayName: 'Megan Bowen',
        mail: 'megan.bowen@contoso.com',
      }),
    )

    sync()

    expect(named(entra, 'adele.vance@contoso.com')).toMatchObject({
      id: byName.id,
      properties: { displayName: 'Adele Vance', onPremisesSyncEnabled: true },
    })
    expect(named(entra, 'megan.bowen@contoso.com')?.id).toBe(byAddress.id)
  })

  test('is taken over by its source anchor, whatever it is called', async () => {
    const { connect, entra, sync } = await connected()
    const ad = await connect()
    await ad.add(ADELE, adele)
    const { objectGUID = [] } = await readEntry(ad, ADELE, 'objectGUID')
    const anchor = Buffer.from(objectGUID[0] ?? '', 'hex').toString('base64')
    const user = cloudUser(entra, {
      userPrincipalName: 'a.v@contoso.com',
      displayName: 'A. V.',
      onPremisesImmutableId: anchor,
    })

    sync()

    expect(named(entra, 'adele.vance@contoso.com')?.id).toBe(user.id)
  })

  test('is not taken over if it holds an admin role', async () => {
    const { connect, entra, sync } = await connected()
    const admin = cloudUser(entra, { userPrincipalName: 'adele.vance@contoso.com', displayName: 'Administrator' })
    const [role] = entra.roles()
    entra.link('members', role?.id ?? '', admin.id)
    const ad = await connect()
    await ad.add(ADELE, adele)

    sync()

    expect(entra.user(admin.id)?.properties.displayName).toBe('Administrator')
    const [made] = entra.find('employeeId', '00123')
    expect(made?.properties.userPrincipalName).toMatch(/^adele\.vance\d{4}@contoso\.onmicrosoft\.com$/)
    expect(made?.properties.onPremisesProvisioningErrors).toMatchObject([{ propertyCausingError: 'UserPrincipalName' }])
  })
})

describe('the timer', () => {
  test('begins a cycle when AD has been quiet for the delay of the company’s clock', async () => {
    const { connect, entra, clock } = await connected({ delayMs: 60_000 })
    const ad = await connect()
    const isThere = async (): Promise<boolean> => {
      for (let tries = 0; tries < 20 && !named(entra, 'adele.vance@contoso.com'); tries++) await wait(25)
      return named(entra, 'adele.vance@contoso.com') !== undefined
    }
    await ad.add(ADELE, adele)

    await wait(600)
    const before = named(entra, 'adele.vance@contoso.com')
    clock.at += 61_000

    expect(before).toBeUndefined()
    expect(await isThere()).toBe(true)
  })

  test('takes back what was changed in Entra alone in a full cycle, and not before', async () => {
    const { entra, entraConnect } = await connected()
    entraConnect.syncNow()
    const user = named(entra, 'miriam.graham@contoso.com')
    if (user) entra.put({ ...user, properties: { ...user.properties, accountEnabled: false } })

    entraConnect.syncNow()
    const afterDelta = named(entra, 'miriam.graham@contoso.com')?.properties.accountEnabled
    entraConnect.syncNow({ full: true })

    expect([afterDelta, named(entra, 'miriam.graham@contoso.com')?.properties.accountEnabled]).toEqual([false, true])
  })
})

test('a source anchor is the objectGUID in the byte order of AD', () => {
  expect(guidToBytes('00112233-4455-6677-8899-aabbccddeeff').toString('hex')).toBe('33221100554477668899aabbccddeeff')
})
