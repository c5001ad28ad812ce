import { describe, expect, test } from 'vitest'
import { userProperties } from '../../src/entra/select-lists.ts'
import { WRITABLE } from '../../src/steps/entra/user-properties.ts'
import { adele, adeleAsRead, faultOf, finance, inTurn, megan, ok, refusal, sales, stubbed } from './graph-stub.ts'

const missing = (what: string) =>
  refusal(
    404,
    'Request_ResourceNotFound',
    `Resource '${what}' does not exist or one of its queried reference-property objects are not present.`,
  )

const e3 = '05e9a617-0261-4cee-bb44-138d3ef5d965'
const f1 = '66b55226-6b4f-492c-910c-a3b7a3c9d993'

describe('a user', () => {
  test('is asked for with the properties that Graph leaves out by itself', async () => {
    const { reader, received } = await stubbed(inTurn(ok(adeleAsRead)))

    await reader.user(adele)

    const selected = new URL(received[0]?.url ?? '', 'http://x').searchParams.get('$select')?.split(',')
    for (const property of [
      'accountEnabled',
      'department',
      'usageLocation',
      'employeeId',
      'onPremisesSyncEnabled',
      'onPremisesImmutableId',
      'proxyAddresses',
      'mailNickname',
    ]) {
      expect(selected).toContain(property)
    }
  })

  test('has its properties without annotations, tips and what is unset', async () => {
    const { reader } = await stubbed(
      inTurn(
        ok({
          ...(adeleAsRead as object),
          '@microsoft.graph.tips': 'Use $select',
          jobTitle: null,
          department: 'Sales',
          'x@odata.type': '#y',
        }),
      ),
    )

    expect(await reader.user(adele)).toEqual({
      id: adele,
      userPrincipalName: 'adele.vance@contoso.com',
      displayName: 'Adele Vance',
      properties: { userPrincipalName: 'adele.vance@contoso.com', displayName: 'Adele Vance', department: 'Sales' },
    })
  })

  test('that does not exist is null, but an answer that was refused is not', async () => {
    const { reader } = await stubbed(
      inTurn(missing(adele), refusal(403, 'Authorization_RequestDenied', 'Insufficient privileges')),
    )

    expect(await reader.user(adele)).toBeNull()
    expect(await faultOf(reader.user(adele))).toMatchObject({ code: 'entra/denied' })
  })

  test('without an id is no user', async () => {
    const { reader } = await stubbed(inTurn(ok({ displayName: 'Adele Vance' })))

    expect(await faultOf(reader.user(adele))).toMatchObject({ code: 'entra/unexpected-answer' })
  })

  test('found by an immutable id has exactly that one, for base64 means another value in another case', async () => {
    const found = (id: string, onPremisesImmutableId: string) => ({
      id,
      userPrincipalName: 'a@contoso.com',
      onPremisesImmutableId,
    })
    const { reader } = await stubbed(inTurn(ok({ value: [found(adele, 'QWJjRA=='), found(megan, 'qWJjRA==')] })))

    expect((await reader.usersBy('onPremisesImmutableId', 'QWJjRA==')).map(({ id }) => id)).toEqual([adele])
  })

  test('several come in the order of their ids, whatever order Graph has', async () => {
    const found = (id: string) => ({ id, userPrincipalName: 'a@contoso.com' })
    const { reader } = await stubbed(inTurn(ok({ value: [found(adele), found(megan)] })))

    expect((await reader.usersBy('employeeId', '00123')).map(({ id }) => id)).toEqual([megan, adele])
  })
})

describe('a manager', () => {
  test('that is not set is null', async () => {
    const { reader } = await stubbed(inTurn(missing('manager')))

    expect(await reader.manager(adele)).toBeNull()
  })

  test('of a user that does not exist is a fault', async () => {
    const { reader } = await stubbed(inTurn(missing(adele)))

    expect(await faultOf(reader.manager(adele))).toMatchObject({ code: 'entra/not-found' })
  })
})

describe('memberships', () => {
  test('are groups alone, and are not read from the search index', async () => {
    const { reader, received } = await stubbed(
      inTurn(
        ok({
          value: [
            { '@odata.type': '#microsoft.graph.directoryRole', id: finance, displayName: 'User Administrator' },
            {
              '@odata.type': '#microsoft.graph.group',
              id: sales,
              displayName: 'Sales',
              mail: null,
              groupTypes: ['Unified'],
              mailEnabled: true,
              securityEnabled: false,
              isAssignableToRole: null,
              onPremisesSyncEnabled: null,
            },
          ],
        }),
      ),
    )

    expect(await reader.groupsOf(adele)).toEqual([
      {
        id: sales,
        displayName: 'Sales',
        mail: null,
        groupTypes: ['Unified'],
        mailEnabled: true,
        securityEnabled: false,
        isAssignableToRole: false,
        onPremisesSyncEnabled: false,
      },
    ])
    expect(received[0]?.headers).not.toHaveProperty('consistencylevel')
  })

  test('in a group that may not be read is shown by its id, not left out', async () => {
    const { reader } = await stubbed(
      inTurn(ok({ value: [{ '@odata.type': '#microsoft.graph.group', id: sales, displayName: null }] })),
    )

    expect(await reader.groupsOf(adele)).toMatchObject([{ id: sales, displayName: sales }])
  })
})

describe('licences', () => {
  test('of a user tell direct from inherited', async () => {
    const states = [
      { skuId: f1, assignedByGroup: sales, disabledPlans: [], state: 'Active', error: 'None' },
      { skuId: e3, assignedByGroup: null, disabledPlans: [finance], state: 'Error', error: 'CountViolation' },
    ]
    const { reader } = await stubbed(inTurn(ok({ id: adele, licenseAssignmentStates: states })))

    expect(await reader.licencesOf(adele)).toEqual([
      { skuId: e3, disabledPlans: [finance], group: null, state: 'Error' },
      { skuId: f1, disabledPlans: [], group: sales, state: 'Active' },
    ])
  })

  test('of the tenant are those that a user can hold, with seats in days of grace counted', async () => {
    const sku = (skuId: string, skuPartNumber: string, appliesTo: string) => ({
      skuId,
      skuPartNumber,
      appliesTo,
      capabilityStatus: 'Enabled',
      consumedUnits: 3,
      prepaidUnits: { enabled: 10, warning: 5, suspended: 7 },
      servicePlans: [],
    })
    const { reader } = await stubbed(
      inTurn(ok({ value: [sku(e3, 'SPE_E3', 'User'), sku(f1, 'WINDOWS_STORE', 'Company')] })),
    )

    expect(await reader.skus()).toEqual([
      {
        skuId: e3,
        skuPartNumber: 'SPE_E3',
        appliesTo: 'User',
        capabilityStatus: 'Enabled',
        enabled: 15,
        consumed: 3,
        servicePlans: [],
      },
    ])
  })
})

test('the tenant is known by its verified domains', async () => {
  const domains = [{ name: 'contoso.com', isDefault: true }, { name: 'contoso.onmicrosoft.com' }]
  const { reader } = await stubbed(
    inTurn(ok({ value: [{ id: adele, displayName: 'Contoso', verifiedDomains: domains }] })),
  )

  expect(await reader.tenant()).toEqual({
    id: adele,
    displayName: 'Contoso',
    domains: ['contoso.com', 'contoso.onmicrosoft.com'],
  })
})

test('every property that a playbook may write is read back', () => {
  expect([...WRITABLE.keys()].filter((property) => !userProperties.some((known) => known === property))).toEqual([])
})
