import { describe, expect, test } from 'vitest'
import type { Json } from '../../src/model/json.ts'
import { adele, faultOf, inTurn, ok, refusal, stubbed } from './graph-stub.ts'

const PLACE = '93cb8a70-b4af-41df-9928-d07607e21776'
const shown = (more: object = {}): Json => ({
  id: '25fb1fa1-19f7-4e7c-9e5f-b3e7a7b2d4e1',
  telephoneNumber: '+12065550124',
  numberType: 'callingPlan',
  numberSource: 'online',
  assignmentTargetId: adele,
  assignmentStatus: 'userAssigned',
  assignmentCategory: 'primary',
  locationId: PLACE,
  ...more,
})
const number = {
  telephoneNumber: '+12065550124',
  numberType: 'callingPlan',
  category: 'primary',
  locationId: PLACE,
  isOnPremises: false,
}
const numbersIn = async (...numbers: readonly Json[]) => {
  const stub = await stubbed(inTurn(ok({ value: numbers })))
  return { ...stub, found: stub.reader.teamsNumbersOf(adele) }
}

describe('telephone numbers', () => {
  test('are asked for by whose they are', async () => {
    const { found, received } = await numbersIn(shown())

    expect(await found).toEqual({ readable: true, numbers: [number] })
    const url = new URL(received[0]?.url ?? '', 'https://graph.microsoft.com')
    expect(url.pathname).toMatch(/\/v1\.0\/admin\/teams\/telephoneNumberManagement\/numberAssignments$/)
    expect(url.searchParams.get('$filter')).toBe(`assignmentTargetId eq '${adele}'`)
  })

  test('of others are left out where the filter was not heeded', async () => {
    const other = shown({ assignmentTargetId: 'b0000000-0000-4000-8000-000000000001' })
    const { found } = await numbersIn(
      other,
      shown({ assignmentTargetId: null }),
      shown({ assignmentStatus: 'unassigned' }),
    )

    expect(await found).toEqual({ readable: true, numbers: [] })
  })

  test('from Active Directory are told as such, and have no emergency address of nothing', async () => {
    const nowhere = '00000000-0000-0000-0000-000000000000'
    const { found } = await numbersIn(shown({ numberSource: 'onPremises', locationId: nowhere }))

    expect(await found).toMatchObject({ numbers: [{ isOnPremises: true, locationId: null }] })
  })

  test.each([
    [403, 'Forbidden', 'may not read telephone numbers'],
    [404, 'NotFound', 'has no Teams Phone'],
    [400, 'BadRequest', 'has no Teams Phone, or is in a cloud'],
  ])('that Graph does not show (%s %s) are told with why', async (status, code, because) => {
    const { reader } = await stubbed(inTurn(refusal(status, code, 'No.')))

    const found = await reader.teamsNumbersOf(adele)

    expect(found.readable ? '' : found.because).toContain(because)
  })

  test.each(['telephoneNumber', 'numberType'])('without %s are no answer', async (property) => {
    expect((await faultOf((await numbersIn(shown({ [property]: null }))).found)).code).toBe('entra/unexpected-answer')
  })

  test('are given and taken by orders', async () => {
    const { writer, received } = await stubbed(inTurn({ status: 202 }, { status: 202 }))

    await writer.unassignTeamsNumber(adele, number)
    await writer.assignTeamsNumber(adele, { ...number, locationId: null })

    const order = { telephoneNumber: '+12065550124', numberType: 'callingPlan' }
    expect(received.map(({ method, body }) => [method, JSON.parse(body)])).toEqual([
      ['POST', order],
      ['POST', { ...order, assignmentCategory: 'primary', assignmentTargetId: adele }],
    ])
    expect(received.map(({ url }) => url.split('/').at(-1))).toEqual(['unassignNumber', 'assignNumber'])
  })
})
