import { describe, expect, test } from 'vitest'
import { fetchFeed } from '../../../src/feed/read/fetch-feed.ts'
import { Secret } from '../../../src/model/secret.ts'
import { messages, value } from '../../support/checked.ts'

const URL_OF_FEED = 'https://hr.contoso.com/report?user=adele'

interface Sent {
  readonly url: string
  readonly authorization: string | null
}

/** A network in which each address has an answer; what is sent is written down. */
const network = (answers: { readonly [url: string]: () => Response }, sent: Sent[] = []): typeof fetch => {
  const answer = async (input: unknown, init?: RequestInit): Promise<Response> => {
    init?.signal?.throwIfAborted()
    sent.push({ url: String(input), authorization: new Headers(init?.headers).get('authorization') })
    const found = answers[String(input)]
    if (!found) throw new TypeError('fetch failed', { cause: new Error('connect ECONNREFUSED') })
    return found()
  }
  return answer as typeof fetch
}

const redirect = (location: string) => () => new Response(null, { status: 302, headers: { location } })
const signal = new AbortController().signal
const get = (answers: Parameters<typeof network>[0], more: object = {}) =>
  fetchFeed({ url: URL_OF_FEED, fetch: network(answers), signal, ...more })

describe('a feed over https', () => {
  test('is read with its token and the time that the server tells', async () => {
    const sent: Sent[] = []
    const answers = {
      [URL_OF_FEED]: () => new Response('a,b\n', { headers: { 'last-modified': 'Sun, 22 Nov 2026 06:00:00 GMT' } }),
    }

    const fetched = value(
      await fetchFeed({ url: URL_OF_FEED, token: new Secret('open-sesame'), fetch: network(answers, sent), signal }),
    )

    expect([Buffer.from(fetched.bytes).toString(), fetched.lastModified]).toEqual(['a,b\n', '2026-11-22T06:00:00Z'])
    expect(sent).toEqual([{ url: URL_OF_FEED, authorization: 'Bearer open-sesame' }])
  })

  test('follows redirects within the host', async () => {
    const answers = {
      [URL_OF_FEED]: redirect('/v2/report'),
      'https://hr.contoso.com/v2/report': () => new Response('a\n'),
    }

    expect(value(await get(answers))).toEqual({ bytes: Buffer.from('a\n'), lastModified: null })
  })

  test.each([
    ['to another host', redirect('https://evil.example/report'), /redirects to another host, evil\.example/],
    ['to another port', redirect('https://hr.contoso.com:8443/report'), /another host, hr\.contoso\.com:8443/],
    ['to plain http', redirect('http://hr.contoso.com/report'), /it is not https/],
    ['in a circle', redirect(URL_OF_FEED), /again and again/],
    ['to nowhere', redirect('https://'), /to nowhere/],
  ])('follows no redirect %s', async (_name, answer, why) => {
    expect(messages(await get({ [URL_OF_FEED]: answer }))[0]).toMatch(why)
  })

  test('sends the token to no other host', async () => {
    const sent: Sent[] = []
    const fetcher = network({ [URL_OF_FEED]: redirect('https://evil.example/') }, sent)

    await fetchFeed({ url: URL_OF_FEED, token: new Secret('open-sesame'), fetch: fetcher, signal })

    expect(sent.map(({ url }) => url)).toEqual([URL_OF_FEED])
  })

  test.each([
    ['http://hr.contoso.com/report', /it is not https/],
    ['file:///etc/passwd', /it is not https/],
    ['https://adele:secret@hr.contoso.com/report', /name or password/],
    ['https://', /no address/],
  ])('%s is no address of a feed', async (url, why) => {
    expect(messages(await fetchFeed({ url, fetch: network({}), signal }))[0]).toMatch(why)
  })

  test.each([401, 403])('%i is a matter of the token', async (status) => {
    const refused = await get({ [URL_OF_FEED]: () => new Response('no', { status }) })

    expect(refused).toMatchObject({ faults: [{ code: 'feed/denied' }] })
  })

  test.each([404, 500, 503, 204])('%i says nothing about people', async (status) => {
    const refused = await get({ [URL_OF_FEED]: () => new Response(null, { status }) })

    expect(refused).toMatchObject({ faults: [{ code: 'feed/unreachable' }] })
    expect(messages(refused)[0]).not.toContain('adele')
  })

  test('larger than the limit is given up, whatever length it says', async () => {
    const answer = () => new Response('x'.repeat(2000), { headers: { 'content-length': '10' } })

    expect(await get({ [URL_OF_FEED]: answer }, { limit: 1000 })).toMatchObject({
      faults: [{ code: 'file/too-large' }],
    })
  })

  test('that does not answer, or not in time, is unreachable', async () => {
    expect(messages(await get({}))[0]).toMatch(/ECONNREFUSED/)
    expect(messages(await get({}, { signal: AbortSignal.abort(new Error('late')) }))[0]).toMatch(/took too long/)
  })
})
