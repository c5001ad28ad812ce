/**
 * A request as data, the same for every server: it can be sent again, left out and printed. In texts `{home}` stands for the DN of the OU
 * of its own that a sequence has, `{tag}` for a word that no other sequence has, `{domain}` for the DN of the domain. A value beginning
 * with `password:` is sent as unicodePwd wants it, one beginning with `hex:` as these bytes.
 */
export type LdapRequest =
  | { readonly do: 'add'; readonly at: string; readonly values: readonly Given[] }
  | {
      readonly do: 'modify'
      readonly at: string
      readonly changes: readonly GivenChange[]
      readonly permissive: boolean
    }
  | { readonly do: 'move'; readonly at: string; readonly to: string }
  | { readonly do: 'delete'; readonly at: string; readonly tree: boolean }
  | { readonly do: 'restore'; readonly was: string; readonly to: string }
  | SearchRequest
  | { readonly do: 'compare'; readonly at: string; readonly type: string; readonly value: string }
  | { readonly do: 'bind'; readonly as: string; readonly password: string }

export type Given = readonly [type: string, ...values: string[]]
export type GivenChange = readonly [op: 'add' | 'delete' | 'replace', type: string, ...values: string[]]

export interface SearchRequest {
  readonly do: 'search'
  readonly at: string
  readonly scope: 'base' | 'one' | 'sub'
  readonly filter: string
  readonly attributes: readonly string[]
  readonly pageSize?: number
  /** Attribute to sort by; a hyphen in front turns the order round. */
  readonly sort?: string
  readonly deleted?: boolean
  readonly namesOnly?: boolean
}

/** What a sequence's texts stand for on one server. */
export interface Names {
  readonly home: string
  readonly tag: string
  readonly domain: string
}

export const withNames = (text: string, { home, tag, domain }: Names): string =>
  text.replaceAll('{home}', home).replaceAll('{tag}', tag).replaceAll('{domain}', domain)

export const toBytes = (value: string, names: Names): Buffer => {
  if (value.startsWith('password:')) return Buffer.from(`"${value.slice('password:'.length)}"`, 'utf16le')
  if (value.startsWith('hex:')) return Buffer.from(value.slice('hex:'.length), 'hex')
  return Buffer.from(withNames(value, names))
}

const list = (values: readonly string[]): string => values.map((value) => ` ${JSON.stringify(value)}`).join('')

/** One line for a person who looks for the cause of a difference. */
export const showRequest = (request: LdapRequest): string => {
  switch (request.do) {
    case 'add':
      return `add ${request.at} ${request.values.map(([type, ...values]) => `${type}:${list(values)}`).join('; ')}`
    case 'modify':
      return `modify${request.permissive ? ' permissively' : ''} ${request.at} ${request.changes
        .map(([op, type, ...values]) => `${op} ${type}:${list(values)}`)
        .join('; ')}`
    case 'delete':
      return `delete ${request.tree ? 'the tree ' : ''}${request.at}`
    case 'search': {
      const { do: _, at, scope, filter, attributes, ...more } = request
      return `search ${scope} ${at} ${filter} [${attributes.join(' ')}] ${JSON.stringify(more)}`
    }
    default:
      return Object.values(request).join(' ')
  }
}
