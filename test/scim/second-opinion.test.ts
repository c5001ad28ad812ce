import { Messages, Schemas } from 'scimmy'
import { expect, test } from 'vitest'
import { adele, ENTERPRISE, somebody, startScim } from './support/scim-service.ts'

/** Another implementation of the standard reads what is answered, and builds what is sent: https://scimmyjs.github.io */

Schemas.User.definition.extend(Schemas.EnterpriseUser.definition, false)

test('lists and errors are read by another implementation', async () => {
  const scim = await startScim()
  for (const number of ['00101', '00102', '00103']) await scim.send('POST /Users', { body: somebody(number) })

  const { body: list } = await scim.send('GET /Users?startIndex=2&count=1')
  const { body: error } = await scim.send('GET /Users?filter=nonsense')

  expect(new Messages.ListResponse(list)).toMatchObject({ totalResults: 3, startIndex: 2, itemsPerPage: 1 })
  expect(() => new Messages.ErrorResponse(error)).toThrowError(
    expect.objectContaining({ status: '400', scimType: 'invalidFilter' }),
  )
})

test('users are right by the schemas of another implementation', async () => {
  const scim = await startScim()

  const { body } = await scim.send('POST /Users', { body: adele() })

  const read = JSON.parse(JSON.stringify(new Schemas.User(body, 'out', `${scim.base}/Users`)))
  expect(read).toEqual(body)
})

test('what a PATCH makes of a user is what another implementation makes of it', async () => {
  const scim = await startScim()
  const { body: made } = await scim.send('POST /Users', { body: adele() })
  const message = new Messages.PatchOp({
    schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
    Operations: [
      { op: 'add', path: 'emails', value: [{ type: 'home', value: 'adele@example.com' }] },
      { op: 'replace', path: 'emails[type eq "work"].value', value: 'a.vance@contoso.com' },
      { op: 'replace', path: 'name.familyName', value: 'Weber' },
      { op: 'replace', path: `${ENTERPRISE}:department`, value: 'Marketing' },
      { op: 'remove', path: 'title' },
      { op: 'replace', path: 'active', value: false },
    ],
  })
  const theirs = await message.apply(new Schemas.User(made, 'in'))

  const { body: ours } = await scim.send(`PATCH /Users/${made.id}`, { body: message })

  const { meta: _, id: __, schemas: ___, ...expected } = JSON.parse(JSON.stringify(theirs))
  expect(ours).toMatchObject(expected)
  expect(ours).not.toHaveProperty('title')
})

test('a bulk request and its answer are those of another implementation', async () => {
  const scim = await startScim()
  const request = new Messages.BulkRequest({
    schemas: ['urn:ietf:params:scim:api:messages:2.0:BulkRequest'],
    Operations: [{ method: 'POST', path: '/Users', bulkId: 'one', data: somebody('00101') }],
  })

  const { body } = await scim.send('POST /Bulk', { body: request })

  const [user] = await scim.users.list('hr')
  expect(new Messages.BulkResponse(body).resolve()).toEqual(new Map([['one', user?.id]]))
})
