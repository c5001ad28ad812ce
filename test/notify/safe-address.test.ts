import { describe, expect, test } from 'vitest'
import { whyUnsafe } from '../../src/notify/safe-address.ts'

const publicHost = async () => ['203.0.113.10', '2606:2800:220:1:248:1893:25c8:1946']
const check = (url: string, { isPrivate = false, resolve = publicHost as (host: string) => Promise<string[]> } = {}) =>
  whyUnsafe(url, { isPrivate, resolve })

const INSIDE = 'is inside this machine or the own network'

describe('the address of a webhook', () => {
  test.each([
    'https://contoso.webhook.office.com/webhookb2/abc',
    'https://hooks.slack.com/services/T0/B0/x',
    'https://203.0.113.10:8443/hook',
    'http://127.0.0.1:8080/hook',
    'http://localhost:8080/hook',
    'http://[::1]:8080/hook',
  ])('%s is called', async (url) => {
    expect(await check(url)).toBeNull()
  })

  test.each([
    ['http://contoso.webhook.office.com/x', 'is not encrypted (https)'],
    ['ftp://contoso.com/x', 'is not encrypted (https)'],
    ['file:///etc/passwd', 'is no web address'],
    ['https://user:word@contoso.com/x', 'has a user name or password in it'],
    ['contoso.com/x', 'is no web address'],
    ['', 'is no web address'],
    ['http://169.254.169.254/latest/meta-data', 'is not encrypted (https)'],
    ['https://169.254.169.254/latest/meta-data', INSIDE],
    ['https://127.0.0.1/x', INSIDE],
    ['https://2130706433/x', INSIDE],
    ['https://0x7f.1/x', INSIDE],
    ['https://10.0.0.5/x', INSIDE],
    ['https://172.16.3.4/x', INSIDE],
    ['https://192.168.1.1/x', INSIDE],
    ['https://100.64.1.1/x', INSIDE],
    ['https://[::1]/x', INSIDE],
    ['https://[::ffff:10.0.0.5]/x', INSIDE],
    ['https://[fd00::1]/x', INSIDE],
    ['https://[fe80::1]/x', INSIDE],
    ['https://0.0.0.0/x', INSIDE],
  ])('%s %s', async (url, why) => {
    expect(await check(url)).toBe(why)
  })

  test.each([[['10.0.0.5']], [['203.0.113.10', '169.254.169.254']], [['::ffff:192.168.1.1']], [['not an address']]])(
    'is not called where its name stands for %j',
    async (addresses) => {
      expect(await check('https://hooks.contoso.com/x', { resolve: async () => addresses })).toBe(INSIDE)
    },
  )

  test('of the own network is called where the configuration says so, over https alone', async () => {
    const resolve = async () => ['10.0.0.5']

    expect(await check('https://tickets.corp.contoso.com/x', { isPrivate: true, resolve })).toBeNull()
    expect(await check('http://tickets.corp.contoso.com/x', { isPrivate: true, resolve })).toBe(
      'is not encrypted (https)',
    )
  })
})
