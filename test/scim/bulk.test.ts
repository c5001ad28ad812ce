import { describe, expect, test } from 'vitest'
import { adele, ENTERPRISE, PATCH, somebody, startScim, type TestScim } from './support/scim-service.ts'

const REQUEST = 'urn:ietf:params:scim:api:messages:2.0:BulkRequest'
const RESPONSE = 'urn:ietf:params:scim:api:messages:2.0:BulkResponse'

const bulk = (scim: TestScim, Operations: readonly object[], more: object = {}) =>
  scim.send('POST /Bulk', { body: { schemas: [REQUEST], Operations, ...more } })

const post = (number: string, more: { readonly [attribute: string]: unknown } = {}) => ({
  method: 'POST',
  path: '/Users',
  bulkId: `b${number}`,
  data: somebody(number, more),
})

const statuses = ({ body }: { readonly body: { readonly Operations: readonly { readonly status: string }[] } }) =>
  body.Operations.map(({ status }) => status)

describe('a bulk request', () => {
  test('creates, changes and deletes, and is one piece of news', async () => {
    const scim = await startScim()
    const { body: made } = await scim.send('POST /Users', { body: adele() })
    const { body: other } = await scim.send('POST /Users', { body: somebody('00101') })

    const answer = await bulk(scim, [
      post('00201'),
      { method: 'PUT', path: `/Users/${made.id}`, version: 'W/"1"', data: adele({ title: 'Head of Sales' }) },
      {
        method: 'PATCH',
        path: `/Users/${made.id}`,
        data: { schemas: [PATCH], Operations: [{ op: 'replace', path: 'nickName', value: 'Del' }] },
      },
      { method: 'DELETE', path: `/Users/${other.id}` },
    ])

    const [{ bulkId, location, version }] = answer.body.Operations
    const [created] = await scim.users.find('hr', { person: '00201' })
    expect([answer.status, answer.body.schemas, statuses(answer)]).toEqual([
      200,
      [RESPONSE],
      ['201', '200', '200', '204'],
    ])
    expect([bulkId, location, version]).toEqual(['b00201', `${scim.base}/Users/${created?.id}`, 'W/"1"'])
    expect((await scim.send(`GET /Users/${made.id}`)).body).toMatchObject({
      title: 'Head of Sales',
      nickName: 'Del',
      meta: { version: 'W/"2"' },
    })
    expect((await scim.send(`GET /Users/${other.id}`)).status).toBe(404)
    expect(scim.news.at(-1)?.people.map(({ person }) => person.employeeId)).toEqual(['00123', '00201'])
    expect(scim.lost).toEqual(['hr 00101'])
  })

  test('may name users before it adds them', async () => {
    const scim = await startScim()
    const under = (number: string, manager: string) =>
      post(number, { [ENTERPRISE]: { employeeNumber: number, manager: { value: `bulkId:${manager}` } } })

    const answer = await bulk(scim, [
      under('00301', 'b00302'),
      under('00302', 'b00303'),
      post('00303'),
      {
        method: 'PATCH',
        path: '/Users/bulkId:b00303',
        data: { schemas: [PATCH], Operations: [{ op: 'add', path: 'title', value: 'Director' }] },
      },
    ])

    expect(statuses(answer)).toEqual(['201', '201', '201', '200'])
    expect(['00301', '00302', '00303'].map((number) => scim.person(number)?.manager)).toEqual([
      '00302',
      '00303',
      undefined,
    ])
    expect(scim.person('00303')?.title).toBe('Director')
  })

  test('does what it can, and says of the rest why not', async () => {
    const scim = await startScim()

    const answer = await bulk(
      scim,
      [
        post('00401'),
        post('00401'),
        { ...post('00402'), bulkId: undefined },
        post('00403', { [ENTERPRISE]: { employeeNumber: '00403', manager: { value: 'bulkId:none' } } }),
        { method: 'POST', path: '/Groups', bulkId: 'g', data: {} },
        { method: 'DELETE', path: '/Users/nobody' },
        { method: 'GET', path: '/Users/nobody' },
        post('00404', { active: 'maybe' }),
      ].map((operation, index) => (index === 1 ? { ...operation, bulkId: 'twin' } : operation)),
    )

    expect(statuses(answer)).toEqual(['201', '409', '400', '400', '501', '404', '400', '400'])
    expect(answer.body.Operations[1].response).toMatchObject({ status: '409', scimType: 'uniqueness' })
    expect((await scim.users.list('hr')).map(({ person }) => person)).toEqual(['00401'])
  })

  test('in which users wait for each other in a circle adds none of them', async () => {
    const scim = await startScim()
    const under = (number: string, manager: string) =>
      post(number, { [ENTERPRISE]: { employeeNumber: number, manager: { value: `bulkId:${manager}` } } })

    const answer = await bulk(scim, [under('00501', 'b00502'), under('00502', 'b00501'), post('00503')])

    expect(statuses(answer)).toEqual(['400', '400', '201'])
  })

  test('ends after as many errors as it allows', async () => {
    const scim = await startScim()
    const wrong = { method: 'DELETE', path: '/Users/nobody' }

    const answer = await bulk(scim, [wrong, post('00601'), wrong, post('00602')], { failOnErrors: 2 })

    expect(statuses(answer)).toEqual(['404', '201', '404'])
  })

  test('of too many who leave is refused as a whole, though each alone would pass', async () => {
    const leavers = (people: readonly { readonly person: { readonly lastDay?: string } }[]) =>
      people.filter(({ person }) => person.lastDay).length
    const scim = await startScim({
      sync: async ({ people }) => (leavers(people) > 5 ? { verdict: 'refused', why: '6 people leave at once' } : {}),
    })
    const numbers = Array.from({ length: 6 }, (_, index) => `0070${index}`)
    const made = await bulk(
      scim,
      numbers.map((number) => post(number)),
    )
    const ids = made.body.Operations.map(({ location }: { location: string }) => location.split('/').at(-1))
    const operation = { op: 'replace', path: 'active', value: false }
    const inactive = { schemas: [PATCH], Operations: [operation] }

    const answer = await bulk(
      scim,
      ids.map((id: string) => ({ method: 'PATCH', path: `/Users/${id}`, data: inactive })),
    )

    expect(statuses(answer)).toEqual(Array(6).fill('403'))
    expect((await scim.users.list('hr')).filter(({ inactiveSince }) => inactiveSince)).toEqual([])
  })

  test.each<[string, object, number, string]>([
    ['too many operations', { Operations: Array(201).fill(post('00801')) }, 413, 'tooMany'],
    ['none', { Operations: [] }, 400, 'invalidSyntax'],
    ['one bulkId twice', { Operations: [post('00801'), post('00801')] }, 400, 'invalidValue'],
    ['another schema', { schemas: [PATCH], Operations: [post('00801')] }, 400, 'invalidSyntax'],
    ['an operation that is none', { Operations: ['x'] }, 400, 'invalidSyntax'],
    ['errors that are no number', { Operations: [post('00801')], failOnErrors: 'all' }, 400, 'invalidValue'],
  ])('with %s is refused', async (_, body, status, scimType) => {
    const scim = await startScim()

    const answer = await scim.send('POST /Bulk', { body: { schemas: [REQUEST], ...body } })

    expect([answer.status, answer.body.scimType]).toEqual([status, scimType])
    expect(scim.news).toEqual([])
  })
})
