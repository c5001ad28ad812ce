import { describe, expect, test } from 'vitest'
import { urls } from '../../src/entra/graph-url.ts'
import { hostileRows } from '../support/hostile-rows.ts'
import { adele, megan, sales } from './graph-stub.ts'

/** The value of the one literal that a decoded filter consists of; undefined if it is not `<property> eq '<literal>'` and nothing else. */
const onlyLiteral = (filter: string): string | undefined =>
  /^displayName eq '((?:[^']|'')*)'$/.exec(filter)?.[1]?.replaceAll("''", "'")

/** Query options as a server reads them: split at `&`, decoded once. */
const optionsOf = (path: string): ReadonlyMap<string, string> => {
  const query = new URL(`https://graph.microsoft.com/v1.0${path}`).search.slice(1)
  return new Map(
    query.split('&').map((option) => {
      const at = option.indexOf('=')
      return [option.slice(0, at), decodeURIComponent(option.slice(at + 1))] as const
    }),
  )
}

describe('filters', () => {
  test.each(hostileRows('odata-filter').filter(({ value }) => value !== ''))(
    '$id stays one literal: $why',
    ({ value }) => {
      const options = optionsOf(urls.groupsNamed(value, ['id']))

      expect([...options.keys()]).toEqual(['$select', '$filter', '$top'])
      expect(onlyLiteral(options.get('$filter') ?? '')).toBe(value)
    },
  )

  test('an empty value is refused, for it would match everybody', () => {
    expect(() => urls.groupsNamed('', ['id'])).toThrow(expect.objectContaining({ code: 'entra/bad-value' }))
    expect(() => urls.usersBy('proxyAddresses', 'smtp:', ['id'])).toThrow(
      expect.objectContaining({ code: 'entra/bad-value' }),
    )
  })

  test('half a character is refused before it reaches a request', () => {
    expect(() => urls.usersBy('mail', 'adele\ud83d', ['id'])).toThrow(
      expect.objectContaining({ code: 'entra/bad-value' }),
    )
  })

  test('a proxy address is looked for as primary and as other address, whichever way it is given', () => {
    const filters = ["o'neil@contoso.com", "SMTP:o'neil@contoso.com", "smtp:o'neil@contoso.com"].map((value) =>
      optionsOf(urls.usersBy('proxyAddresses', value, ['id'])).get('$filter'),
    )

    expect(new Set(filters)).toEqual(
      new Set([
        "proxyAddresses/any(p:p eq 'smtp:o''neil@contoso.com') or proxyAddresses/any(p:p eq 'SMTP:o''neil@contoso.com')",
      ]),
    )
  })
})

describe('paths', () => {
  test.each(hostileRows('graph-path'))('$id is no id: $why', ({ value }) => {
    expect(() => urls.user(value)).toThrow(expect.objectContaining({ code: 'entra/not-an-id' }))
    expect(() => urls.memberRef(sales, value)).toThrow(expect.objectContaining({ code: 'entra/not-an-id' }))
  })

  test.each(['', '.', '..', '#', '/', `${adele}/`, `${adele}\n`, 'bob_gmail.com#EXT#@contoso.com'])(
    '"%s" is no id',
    (value) => {
      expect(() => urls.user(value)).toThrow(expect.objectContaining({ code: 'entra/not-an-id' }))
    },
  )

  test('every path that may be deleted and leads through a relation of a group or a person ends with $ref', () => {
    const deletable: readonly string[] = [urls.memberRef(sales, adele), urls.managerRef(adele)]

    expect(deletable).toEqual([`/groups/${sales}/members/${adele}/$ref`, `/users/${adele}/manager/$ref`])
  })

  test('a path that only adds or reads cannot be handed to a deletion', () => {
    const deletes = (path: ReturnType<typeof urls.user>): string => path

    // @ts-expect-error the collection of members is not deletable
    deletes(urls.membersRef(sales))
    // @ts-expect-error a group is not deletable here
    deletes(urls.group(sales))
    // @ts-expect-error neither is a text that somebody put together
    deletes(`/groups/${sales}/members/${megan}`)
    expect(deletes(urls.user(adele))).toBe(`/users/${adele}`)
  })
})
