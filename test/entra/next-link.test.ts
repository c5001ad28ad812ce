import { describe, expect, test } from 'vitest'
import { graphRoot } from '../../src/entra/graph-root.ts'
import { urls } from '../../src/entra/graph-url.ts'
import { pageLink } from '../../src/entra/next-link.ts'
import { hostileRows } from '../support/hostile-rows.ts'
import { adele } from './graph-stub.ts'

const before = urls.userRead(adele, ['id'])
const cloud = graphRoot({ cloud: 'global' })
const practice = graphRoot({ cloud: 'global', baseUrl: 'http://127.0.0.1:18080/v1.0' })
const follow = (link: string, root = cloud): string => pageLink(link, before, root, 'reading users')

describe('page links', () => {
  test.each(hostileRows('ssrf'))('$id is not followed: $why', ({ value }) => {
    expect(() => follow(value)).toThrow(expect.objectContaining({ code: 'entra/foreign-link' }))
    expect(() => follow(value, practice)).toThrow(expect.objectContaining({ code: 'entra/foreign-link' }))
  })

  test('a link of the own Graph is followed as it is', () => {
    expect(follow('https://graph.microsoft.com/v1.0/users?$select=id&$skiptoken=RFNwdAIAAQ')).toBe(
      '/users?$select=id&$skiptoken=RFNwdAIAAQ',
    )
  })

  test('a link of the public Graph leads to the practice tenant when that is what is configured', () => {
    expect(follow('https://graph.microsoft.com/v1.0/users?$skiptoken=x', practice)).toBe('/users?$skiptoken=x')
    expect(follow('http://127.0.0.1:18080/v1.0/users?$skiptoken=x', practice)).toBe('/users?$skiptoken=x')
  })

  test.each([
    ['another port', 'http://127.0.0.1:18081/v1.0/users'],
    ['another name for the same machine', 'http://localhost:18080/v1.0/users'],
    ['the public Graph over http', 'http://graph.microsoft.com/v1.0/users'],
    ['another cloud', 'https://graph.microsoft.us/v1.0/users'],
    ['another collection', 'https://graph.microsoft.com/v1.0/groups?$skiptoken=x'],
    ['the version climbed out of', 'https://graph.microsoft.com/v1.0/../beta/users'],
    ['the version climbed out of, encoded', 'https://graph.microsoft.com/v1.0/%2e%2e/beta/users'],
    ['a backslash', 'https://graph.microsoft.com/v1.0/\\evil.example/users'],
    ['a fragment', 'https://graph.microsoft.com/v1.0/users#x'],
  ])('%s is not followed', (_why, link) => {
    expect(() => follow(link, practice)).toThrow(expect.objectContaining({ code: 'entra/foreign-link' }))
  })

  test('an address inside the link does not make the client take it for the place to go to', () => {
    expect(follow('https://graph.microsoft.com/v1.0/users?$skiptoken=https://evil.example/v1.0/users')).toBe(
      '/users?$skiptoken=https%3A%2F%2Fevil.example/v1.0/users',
    )
  })
})

describe('the root', () => {
  test.each([
    ['http to another machine', 'http://graph.contoso.com/v1.0'],
    ['http to a name that begins like loopback', 'http://127.0.0.1.evil.example/v1.0'],
    ['a user name', 'https://token@127.0.0.1/v1.0'],
    ['no version', 'http://127.0.0.1:18080/'],
    ['another scheme', 'ftp://127.0.0.1/v1.0'],
    ['no URL', 'graph'],
  ])('%s is refused', (_why, baseUrl) => {
    expect(() => graphRoot({ cloud: 'global', baseUrl })).toThrow(
      expect.objectContaining({ code: 'entra/bad-settings' }),
    )
  })

  test.each([
    ['global', 'https://graph.microsoft.com'],
    ['usgov', 'https://graph.microsoft.us'],
    ['usgovdod', 'https://dod-graph.microsoft.us'],
    ['china', 'https://microsoftgraph.chinacloudapi.cn'],
  ] as const)('the cloud %s is reached at %s', (cloudName, origin) => {
    expect(graphRoot({ cloud: cloudName })).toEqual({ origin, version: 'v1.0', publicRoot: `${origin}/v1.0` })
  })
})
