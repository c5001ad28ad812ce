import { describe, expect, test } from 'vitest'
import { adele, faultOf, graphStub, inTurn, megan, ok, refusal, stubbed } from './graph-stub.ts'

const user = (id: string, name: string) => ({ id, userPrincipalName: `${name}@contoso.com`, displayName: name })
const next = (skip: string): string => `https://graph.microsoft.com/v1.0/users?$skiptoken=${skip}`

describe('paging', () => {
  test('an empty page with a link to the next one is not the end', async () => {
    const { reader, received } = await stubbed(
      inTurn(
        ok({ value: [user(megan, 'megan.bowen')], '@odata.nextLink': next('a') }),
        ok({ value: [], '@odata.nextLink': next('b') }),
        ok({ value: [user(adele, 'adele.vance')] }),
      ),
    )

    const found = await reader.usersBy('mail', 'sales@contoso.com')

    expect(found.map(({ id }) => id)).toEqual([megan, adele])
    expect(received.slice(1).map(({ url }) => url)).toEqual(['/v1.0/users?$skiptoken=a', '/v1.0/users?$skiptoken=b'])
  })

  test('a link to another host is not followed, and half of the list is not taken for the whole', async () => {
    const elsewhere = await graphStub(inTurn(ok({ value: [] })))
    const { reader } = await stubbed(
      inTurn(ok({ value: [user(adele, 'adele.vance')], '@odata.nextLink': `${elsewhere.baseUrl}/users?$skiptoken=a` })),
    )

    expect(await faultOf(reader.usersBy('mail', 'a@contoso.com'))).toMatchObject({ code: 'entra/foreign-link' })
    expect(elsewhere.received).toEqual([])
  })

  test('a link that was followed before ends in a fault, not in a circle', async () => {
    const { reader, received } = await stubbed(
      inTurn(
        ok({ value: [], '@odata.nextLink': next('a') }),
        ok({ value: [], '@odata.nextLink': next('b') }),
        ok({ value: [], '@odata.nextLink': next('a') }),
      ),
    )

    expect(await faultOf(reader.usersBy('mail', 'a@contoso.com'))).toMatchObject({ code: 'entra/unexpected-answer' })
    expect(received).toHaveLength(3)
  })

  test('a page without a list is not "nobody"', async () => {
    const { reader } = await stubbed(inTurn(ok({ '@odata.context': 'x' })))

    expect(await faultOf(reader.usersBy('mail', 'a@contoso.com'))).toMatchObject({ code: 'entra/unexpected-answer' })
  })

  test('a page token that expired is a fault, not the end of the list', async () => {
    const { reader } = await stubbed(
      inTurn(
        ok({ value: [user(adele, 'adele.vance')], '@odata.nextLink': next('a') }),
        refusal(400, 'Directory_ExpiredPageToken', 'The specified page token value has expired.'),
      ),
    )

    expect(await faultOf(reader.usersBy('mail', 'a@contoso.com'))).toMatchObject({ code: 'entra/unexpected-answer' })
  })
})
