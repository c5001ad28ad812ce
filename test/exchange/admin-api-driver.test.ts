import { describe, expect, test } from 'vitest'
import { openExchange } from '../../src/exchange/open-exchange.ts'
import { Fault } from '../../src/model/fault.ts'
import type { JsonObject } from '../../src/model/json.ts'
import { Secret } from '../../src/model/secret.ts'
import { quickClock } from '../support/quick-clock.ts'
import { seededRandom } from '../support/seeded-random.ts'
import { adele, cmdletOf, failed, found, wireExchange } from './wire-exchange.ts'

const faultOf = async (action: Promise<unknown>): Promise<Fault> => {
  const thrown = await action.then(
    () => null,
    (error: unknown) => error,
  )
  if (thrown instanceof Fault) return thrown
  throw new Error('nothing was thrown, or no fault')
}

const list = (displayName: string): JsonObject => ({
  ExternalDirectoryObjectId: '0a53828f-36c9-44c3-be3d-99a7fce977ac',
  DisplayName: displayName,
  PrimarySmtpAddress: 'sales@contoso.com',
  IsDirSynced: false,
})

const NOT_FOUND = 'Microsoft.Exchange.Configuration.Tasks.ManagementObjectNotFoundException'

describe('reads', () => {
  test('that are asked for together go out as one batch, and each finds its own answer', async () => {
    const exchange = wireExchange()
    exchange.answerBatch((item) => {
      const isMailbox = cmdletOf(item) === 'Get-Mailbox'
      const mailbox = {
        ExternalDirectoryObjectId: adele,
        RecipientTypeDetails: 'SharedMailbox',
        PrimarySmtpAddress: 'adele@contoso.com',
      }
      return { status: 200, body: found(isMailbox ? mailbox : { TotalItemSize: '1.5 GB (1,610,612,736 bytes)' }) }
    })

    const mailbox = await exchange.reader.mailbox(adele)

    expect(mailbox).toMatchObject({ type: 'shared', sizeInBytes: 1_610_612_736 })
  })

  test('follow the pages of a list to its end', async () => {
    const exchange = wireExchange()
    const next = 'https://outlook.office365.com/adminapi/beta/tenant/InvokeCommand?%24skiptoken=more'
    exchange.answer(200, { ...found(list('Sales')), '@odata.nextLink': next })
    exchange.answer(200, found({ ...list('SALES'), ExternalDirectoryObjectId: adele }))

    const lists = await exchange.reader.listsNamed('sales')

    expect(lists.map(({ displayName }) => displayName)).toEqual(['Sales', 'SALES'])
  })

  test.each([
    ['that leads to another server', 'https://evil.example/adminapi/beta/x/InvokeCommand?$skiptoken=a'],
    ['that only looks like one of its own', 'https://outlook.office365.com.evil.example/adminapi/?$skiptoken=a'],
  ])('follow no link %s', async (_what, link) => {
    const exchange = wireExchange()
    exchange.answer(200, { ...found(list('Sales')), '@odata.nextLink': link })

    expect((await faultOf(exchange.reader.listsNamed('sales'))).code).toBe('exchange/unexpected-answer')
  })

  test('end where the pages go in a circle', async () => {
    const exchange = wireExchange()
    const next = 'https://outlook.office365.com/adminapi/beta/tenant/InvokeCommand?%24skiptoken=again'
    for (let page = 0; page < 3; page += 1) exchange.answer(200, { ...found(list('Sales')), '@odata.nextLink': next })

    expect((await faultOf(exchange.reader.listsNamed('sales'))).code).toBe('exchange/unexpected-answer')
  })

  test('wait exactly as long as Exchange asks, and are asked again after server errors', async () => {
    const exchange = wireExchange()
    exchange.answer(429, { error: { code: 'TooManyRequests', message: 'slow down' } }, { 'retry-after': '17' })
    exchange.answer(503, 'Service Unavailable')
    exchange.answer(200, found(list('Sales')))

    const lists = await exchange.reader.listsNamed('Sales')

    expect(lists).toHaveLength(1)
    expect(exchange.clock.slept[0]).toBe(17_000)
  })

  test('whose list was cut short are no answer', async () => {
    const exchange = wireExchange()
    const warning = 'By default, only the first 1000 items are returned.'
    exchange.answer(200, { ...found(list('Sales')), '@adminapi.warnings': [warning] })

    expect((await faultOf(exchange.reader.listsNamed('Sales'))).code).toBe('exchange/unexpected-answer')
  })

  test('never take an answer without a list for nothing', async () => {
    const exchange = wireExchange()
    exchange.answer(200, { surprise: true })

    expect((await faultOf(exchange.reader.listsNamed('Sales'))).code).toBe('exchange/unexpected-answer')
  })

  test('never take a size that cannot be read for an empty mailbox', async () => {
    const exchange = wireExchange()
    exchange.answerBatch((item) => ({
      status: 200,
      body: found(
        cmdletOf(item) === 'Get-Mailbox' ? { ExternalDirectoryObjectId: adele } : { TotalItemSize: 'plenty' },
      ),
    }))

    expect((await faultOf(exchange.reader.mailbox(adele))).code).toBe('exchange/unexpected-answer')
  })
})

describe('a write', () => {
  const convert = (exchange: ReturnType<typeof wireExchange>) => exchange.writer.setType(adele, 'shared')

  test('is one cmdlet, addressed by id', async () => {
    const exchange = wireExchange()
    exchange.answer(200, found())

    await convert(exchange)

    expect(exchange.sent).toEqual([
      { CmdletInput: { CmdletName: 'Set-Mailbox', Parameters: { Identity: adele, Type: 'Shared' } } },
    ])
  })

  test.each([
    ['503, which may have come too late', 503, 'exchange/unreachable', 'unknown'],
    ['504', 504, 'exchange/unreachable', 'unknown'],
    ['429', 429, 'exchange/throttled', 'none'],
    ['401', 401, 'exchange/token-refused', 'none'],
    ['403', 403, 'exchange/denied', 'none'],
  ])('is sent once where the answer is %s', async (_what, status, code, effect) => {
    const exchange = wireExchange()
    exchange.answer(status, { error: { code: 'x', message: 'y' } })

    const fault = await faultOf(convert(exchange))

    expect([fault.code, fault.effect, exchange.sent.length]).toEqual([code, effect, 1])
  })

  test('whose connection breaks is open', async () => {
    const exchange = wireExchange()
    exchange.breakConnection()

    const fault = await faultOf(convert(exchange))

    expect([fault.code, fault.effect]).toEqual(['exchange/unreachable', 'unknown'])
  })

  test('that was refused for too many requests keeps the next one back as long as was asked', async () => {
    const exchange = wireExchange()
    exchange.answer(429, { error: { code: 'x', message: 'y' } }, { 'retry-after': '30' })

    await faultOf(convert(exchange))
    const second = await faultOf(exchange.writer.setHidden(adele, true))

    expect([second.code, second.retryAfterMs, exchange.sent.length]).toEqual(['exchange/throttled', 30_000, 1])
  })

  test('that is answered with success and a failure among the warnings is open', async () => {
    const exchange = wireExchange()
    const warning = 'Failed to update the mailbox in the directory.'
    exchange.answer(200, { ...found(), '@adminapi.warnings': [warning] })

    const fault = await faultOf(convert(exchange))

    expect([fault.code, fault.effect]).toEqual(['exchange/warned', 'unknown'])
    expect(fault.message).toContain('Failed to update')
  })

  test.each([
    "The command completed successfully but no settings of 'adele' have been modified.",
    'The appropriate access control entry is already present on the object "CN=adele" for account "lee".',
    'Changes can take up to 60 minutes to be visible everywhere.',
  ])('is made where the warning is: %s', async (warning) => {
    const exchange = wireExchange()
    exchange.answer(200, { ...found(), '@adminapi.warnings': [warning] })

    await expect(convert(exchange)).resolves.toBeUndefined()
  })

  test('that fails inside an answer with status 200 has failed', async () => {
    const exchange = wireExchange()
    exchange.answer(
      200,
      failed(NOT_FOUND, "The operation couldn't be performed because object 'x' couldn't be found on 'DC'."),
    )

    expect((await faultOf(convert(exchange))).code).toBe('exchange/not-found')
  })

  test('to a mailbox waits for the one before to the same mailbox; others go out together', async () => {
    const exchange = wireExchange()
    const lee = 'b2f1c6d0-7a39-4f55-9c4d-2f90f1f5a111'
    const answerAll = () => exchange.answerBatch(() => ({ status: 200, body: found() }))
    answerAll()
    exchange.answer(200, found())

    await Promise.all([
      exchange.writer.setHidden(adele, true),
      exchange.writer.setForward(adele, null),
      exchange.writer.setHidden(lee, true),
    ])

    expect(exchange.sent).toMatchObject([
      { requests: [{ method: 'POST' }, { method: 'POST' }] },
      { CmdletInput: { Parameters: { Identity: adele, ForwardingSmtpAddress: null } } },
    ])
  })

  test('about which a batch says nothing is open', async () => {
    const exchange = wireExchange()
    exchange.answerBatch((_item, index) =>
      index === 0 ? { status: 200, body: found() } : { id: 'another', status: 200 },
    )

    const outcomes = await Promise.allSettled([
      exchange.writer.setHidden(adele, true),
      exchange.writer.setHidden('b2f1c6d0-7a39-4f55-9c4d-2f90f1f5a111', true),
    ])

    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected'])
    expect(outcomes[1]).toMatchObject({ reason: { code: 'exchange/unexpected-answer', effect: 'unknown' } })
  })
})

describe('what a cmdlet says', () => {
  test.each([
    [NOT_FOUND, "The operation couldn't be performed.", 'exchange/not-found'],
    ['Microsoft.Exchange.Management.RecipientTasks.MemberAlreadyExistsException', 'x', 'exchange/already-member'],
    ['Microsoft.Exchange.Management.RecipientTasks.MemberNotFoundException', 'x', 'exchange/not-member'],
    [
      'System.Exception',
      'the object is being synchronized from your on-premises organization.',
      'exchange/mastered-on-premises',
    ],
    ['System.Management.Automation.CommandNotFoundException', 'x', 'exchange/denied'],
    [
      'System.Management.Automation.ParameterBindingException',
      "A parameter cannot be found that matches parameter name 'Type'.",
      'exchange/denied',
    ],
    ['Microsoft.Exchange.Data.ManagementObjectAmbiguousException', 'x', 'exchange/ambiguous'],
    ['System.Exception', 'something new', 'exchange/refused'],
  ])('%s: %s', async (type, text, code) => {
    const exchange = wireExchange()
    exchange.answer(400, failed(type, text))

    const fault = await faultOf(exchange.writer.addListMember(adele, adele))

    expect([fault.code, fault.effect]).toEqual([code, 'none'])
  })
})

describe('the interface', () => {
  test('is asked once for its cmdlets, before anything else', async () => {
    const exchange = wireExchange(['Get-Mailbox', 'Set-Mailbox'])

    const fault = await faultOf(exchange.writer.setHidden(adele, true))

    expect(fault.code).toBe('exchange/missing-cmdlets')
    expect(fault.message).toContain('Add-MailboxPermission')
    expect(exchange.sent).toEqual([])
  })

  test.each([
    ['is not there', 404, 'Not Found', 'exchange/unsupported'],
    ['has another form', 200, { commands: [] }, 'exchange/unsupported'],
    ['is not for this application', 401, '', 'exchange/token-refused'],
  ])('that %s is not written to', async (_what, status, body, code) => {
    const exchange = wireExchange([], { status, body })

    const fault = await faultOf(exchange.writer.setHidden(adele, true))

    expect([fault.code, fault.effect, exchange.sent]).toEqual([code, 'none', []])
  })

  test.each(['http://exchange.contoso.com', 'https://adele:secret@outlook.office365.com', 'somewhere'])(
    'is not looked for at %s',
    (baseUrl) => {
      const open = () =>
        openExchange(
          { driver: 'adminapi', tenant: 'contoso.com', cloud: 'global', baseUrl },
          { clock: quickClock(), random: seededRandom(), token: async () => new Secret('practice-token') },
        )

      expect(open).toThrow(expect.objectContaining({ code: 'exchange/bad-settings' }))
    },
  )
})
