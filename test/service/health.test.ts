import { describe, expect, test } from 'vitest'
import { Secret } from '../../src/model/secret.ts'
import { ADELE, ask, bearer, HR_TOKEN, startService } from './support/start-service.ts'

const METRICS_TOKEN = 'metrics-token-for-tests-0123456789'

describe('/health and /ready', () => {
  test('tell apart whether the process is alive and whether it can do its work', async () => {
    let isWritable = false
    const service = await startService({
      checks: {
        state: async () => isWritable,
        directories: async () => Promise.reject(new Error('ldaps://dc1.corp.contoso.com is away')),
      },
    })

    const alive = await ask(service, '/health')
    const notReady = await ask(service, '/ready')
    isWritable = true
    const half = await ask(service, '/ready')

    expect([alive.status, alive.text]).toEqual([200, '{"alive":true}'])
    expect([notReady.status, JSON.parse(notReady.text)]).toEqual([
      503,
      { ready: false, checks: { state: false, directories: false } },
    ])
    expect([half.status, half.text]).toEqual([503, '{"ready":false,"checks":{"state":true,"directories":false}}'])
  })

  test('a service that has all it needs is ready', async () => {
    const service = await startService({ checks: { state: async () => true } })

    expect((await ask(service, '/ready')).status).toBe(200)
  })
})

describe('/metrics', () => {
  test('has the numbers of the service, and nothing of a person', async () => {
    const service = await startService()
    await ask(service, '/hooks/hr', { headers: bearer(HR_TOKEN), body: ADELE })
    await ask(service, '/hooks/hr', { headers: bearer('wrong'), body: ADELE })
    await ask(service, '/hooks/somebody-elses-name')

    const { status, text, headers } = await ask(service, '/metrics')

    expect([status, headers['content-type']]).toEqual([200, expect.stringContaining('text/plain')])
    expect(text).toContain('joinery_pending_work{state="pending"} 2')
    expect(text).toContain('joinery_parked_runs 1')
    expect(text).toContain('joinery_inbound_refused_total{source="hr",why="token"} 1')
    expect(text).toContain('joinery_request_duration_seconds_count{route="hooks",method="POST",status="202"} 1')
    expect(text).not.toMatch(/01024|Adele|somebody/)
    const families = [...text.matchAll(/^# TYPE (\S+)/gm)].map(([, name]) => name)
    expect(families.filter((name) => !name?.startsWith('joinery_'))).toEqual([])
  })

  test.each(['x-forwarded-for', 'forwarded', 'via'])('is not passed on by a proxy that sends %s', async (header) => {
    const service = await startService()

    const { status, text } = await ask(service, '/metrics', { headers: { [header]: '203.0.113.7' } })

    expect([status, text]).toEqual([401, '{"error":{"status":401}}'])
  })

  test('asks for its token where it has one', async () => {
    const service = await startService({ settings: { metricsToken: new Secret(METRICS_TOKEN) } })

    const answers = await Promise.all(
      [{}, bearer(HR_TOKEN), bearer(METRICS_TOKEN)].map((headers) => ask(service, '/metrics', { headers })),
    )

    expect(answers.map(({ status }) => status)).toEqual([401, 401, 200])
  })
})

describe('the log', () => {
  test('is JSON lines with an id for each request, and holds neither bodies nor tokens nor paths', async () => {
    const service = await startService()

    const answer = await ask(service, '/hooks/hr?name=Adele', { headers: bearer(HR_TOKEN), body: ADELE })
    await ask(service, '/hooks/adele.vance', { headers: bearer('wrong') })

    const all = service.lines.map((line) => JSON.parse(line) as { readonly [field: string]: unknown })
    expect(all.find(({ event, source }) => event === 'request' && source === 'hr')).toMatchObject({
      level: 'info',
      request: answer.headers['x-request-id'],
      route: 'hooks',
      status: 202,
    })
    expect(all).toContainEqual(expect.objectContaining({ level: 'warn', event: 'request.refused', why: 'source' }))
    expect(service.lines.join('\n')).not.toMatch(new RegExp(`${HR_TOKEN}|Adele|adele|wrong`))
  })

  test('takes over the id that a proxy has given, unless it is no id', async () => {
    const service = await startService()
    const idOf = async (id: string) =>
      (await ask(service, '/health', { headers: { 'x-request-id': id } })).headers['x-request-id']

    expect(await idOf('a1b2c3d4-from-proxy')).toBe('a1b2c3d4-from-proxy')
    expect(await idOf('{"level":"fatal"}')).not.toContain('fatal')
  })
})
