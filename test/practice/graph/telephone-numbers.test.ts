import { describe, expect, test } from 'vitest'
import { numberShelf } from '../../../src/practice/entra/stored-numbers.ts'
import { graphTenant } from './graph-tenant.ts'

const NUMBERS = '/admin/teams/telephoneNumberManagement/numberAssignments'
const john = { telephoneNumber: '+12065550111', numberType: 'callingPlan' }

const phones = async (roles?: readonly string[]) => {
  const tenant = await graphTenant(roles ? { roles } : {})
  const johnId = tenant.userNamed('john.smith@contoso.com')
  const of = (id: string) => tenant.list(`${NUMBERS}?$filter=${encodeURIComponent(`assignmentTargetId eq '${id}'`)}`)
  return { ...tenant, johnId, of, kept: () => structuredClone(numberShelf(tenant.company.entra).all()) }
}

describe('telephone numbers', () => {
  test('are taken by an order that tells where to ask, and given back as they were', async () => {
    const { ask, johnId, of, kept } = await phones()
    const before = kept()

    const taken = await ask('POST', `${NUMBERS}/unassignNumber`, john)
    const free = await of(johnId)
    const given = await ask('POST', `${NUMBERS}/assignNumber`, { ...john, assignmentTargetId: johnId })

    expect([taken.status, given.status, free]).toEqual([202, 202, []])
    expect(taken.headers.get('location')).toContain("/admin/teams/telephoneNumberManagement/operations('")
    expect(kept()).toEqual(before)
  })

  test('stay whose they are where somebody else is to have them, or Active Directory says so', async () => {
    const { ask, johnId, kept, userNamed } = await phones()
    const before = kept()
    const debra = { telephoneNumber: '+12065550120', numberType: 'directRouting' }

    await ask('POST', `${NUMBERS}/assignNumber`, { ...john, assignmentTargetId: userNamed('debra.berger@contoso.com') })
    await ask('POST', `${NUMBERS}/unassignNumber`, debra)
    await ask('POST', `${NUMBERS}/unassignNumber`, { ...john, numberType: 'directRouting' })
    await ask('POST', `${NUMBERS}/assignNumber`, { ...john, telephoneNumber: '+49891234', assignmentTargetId: johnId })

    expect(kept()).toEqual(before)
  })

  test.each([{}, { ...john, numberType: 'mobile' }, { ...john, telephoneNumber: '' }])(
    'are not ordered about with %o',
    async (body) => {
      const { ask } = await phones()

      expect((await ask('POST', `${NUMBERS}/unassignNumber`, body)).status).toBe(400)
    },
  )

  test('are not told to an application without the right, and not given by one that may read', async () => {
    const [reader, other] = [await phones(['TeamsTelephoneNumber.Read.All']), await phones(['User.ReadWrite.All'])]

    expect((await reader.of(reader.johnId)).map(({ telephoneNumber }) => telephoneNumber)).toEqual(['+12065550111'])
    expect((await reader.ask('POST', `${NUMBERS}/unassignNumber`, john)).status).toBe(403)
    expect((await other.get(NUMBERS)).status).toBe(403)
  })
})
