import { Attribute, Change, Client, Control, ServerSideSortingRequestControl } from 'ldapts'
import { guidFromBytes } from '../../src/practice/ad/guid.ts'
import { type LdapRequest, type Names, type SearchRequest, showRequest, toBytes, withNames } from './ldap-request.ts'
import { neutralText, neutralValue, VARIES } from './neutral-values.ts'

/** What a server made of a request. */
export interface Outcome {
  readonly code: number
  /** Windows' error number in the diagnostic text, eight hexadecimal digits; for sign-ins the sub-code behind `data`. */
  readonly error: string | null
  /** What was found, in a form that can be compared between servers; empty for a write. */
  readonly answer: string
  readonly text: string
}

export interface PeerOptions {
  readonly url: string
  readonly ca: string
  readonly user: string
  readonly password: string
  readonly domain: string
}

const control = (type: string): Control => new Control(type, { critical: true })
const SHOW_DELETED = '1.2.840.113556.1.4.417'
const TREE_DELETE = '1.2.840.113556.1.4.805'
const PERMISSIVE = '1.2.840.113556.1.4.1413'

const errorIn = (text: string): string | null => {
  const subCode = /, data ([0-9a-f]{3}), v/.exec(text)
  return subCode?.[1] ?? /(?:^|[^0-9A-Fa-f])([0-9A-F]{8}): /.exec(text)?.[1] ?? null
}

const attributeOf = (type: string, values: readonly string[], names: Names): Attribute =>
  new Attribute({ type, values: values.map((value) => toBytes(value, names)) })

/** One of the two servers that are compared. Everything is asked by one administrator, sign-ins apart. */
export class Peer {
  readonly #options: PeerOptions
  readonly #client: Client
  readonly #visitor: Client
  /** objectGUIDs of what was deleted, by tag and by where it was. */
  readonly #graves = new Map<string, string>()

  constructor(options: PeerOptions) {
    this.#options = options
    const settings = { url: options.url, tlsOptions: { ca: options.ca }, timeout: 60_000, strictDN: false }
    this.#client = new Client(settings)
    this.#visitor = new Client(settings)
  }

  get domain(): string {
    return this.#options.domain
  }

  async open(): Promise<void> {
    await this.#client.bind(this.#options.user, this.#options.password)
  }

  async close(): Promise<void> {
    await this.#visitor.unbind().catch(() => {})
    await this.#client.unbind()
  }

  async ask(request: LdapRequest, names: Names): Promise<Outcome> {
    try {
      const answer = await this.#perform(request, names)
      return { code: 0, error: null, answer, text: '' }
    } catch (error) {
      if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'number')
        throw new Error(`${this.#options.url} did not answer ${showRequest(request)}`, { cause: error })
      return { code: Number(error.code), error: errorIn(error.message), answer: '', text: error.message }
    }
  }

  /** Everything below an OU, one line for each attribute of each object. */
  state(names: Names): Promise<string> {
    const request: SearchRequest = {
      do: 'search',
      at: '{home}',
      scope: 'sub',
      filter: '(objectClass=*)',
      attributes: ['*'],
    }
    return this.#search(request, names)
  }

  async #perform(request: LdapRequest, names: Names): Promise<string> {
    switch (request.do) {
      case 'add':
        await this.#client.add(
          withNames(request.at, names),
          request.values.map(([type, ...values]) => attributeOf(type, values, names)),
        )
        return ''
      case 'modify':
        await this.#client.modify(
          withNames(request.at, names),
          request.changes.map(
            ([operation, type, ...values]) => new Change({ operation, modification: attributeOf(type, values, names) }),
          ),
          request.permissive ? [control(PERMISSIVE)] : [],
        )
        return ''
      case 'move':
        await this.#client.modifyDN(withNames(request.at, names), withNames(request.to, names))
        return ''
      case 'delete':
        return this.#delete(request, names)
      case 'restore':
        return this.#restore(request, names)
      case 'search':
        return this.#search(request, names)
      case 'compare':
        return String(
          await this.#client.compare(withNames(request.at, names), request.type, withNames(request.value, names)),
        )
      case 'bind':
        await this.#visitor.bind(withNames(request.as, names), request.password)
        return ''
    }
  }

  async #delete({ at, tree }: Extract<LdapRequest, { do: 'delete' }>, names: Names): Promise<string> {
    const dn = withNames(at, names)
    const found = await this.#client
      .search(dn, {
        scope: 'base',
        filter: '(objectClass=*)',
        attributes: ['objectGUID'],
        explicitBufferAttributes: ['objectGUID'],
      })
      .catch(() => null)
    await this.#client.del(dn, tree ? [control(TREE_DELETE)] : [])
    const bytes = found?.searchEntries[0]?.['objectGUID']
    if (Buffer.isBuffer(bytes)) this.#graves.set(`${names.tag} ${at.toLowerCase()}`, guidFromBytes(bytes) ?? '')
    return ''
  }

  async #restore({ was, to }: Extract<LdapRequest, { do: 'restore' }>, names: Names): Promise<string> {
    const id = this.#graves.get(`${names.tag} ${was.toLowerCase()}`)
    if (id === undefined) return 'nothing to restore'
    // By its name among the deleted objects: Samba does not take <GUID=…> here.
    const { searchEntries } = await this.#client.search(`<GUID=${id}>`, { scope: 'base', attributes: ['1.1'] }, [
      control(SHOW_DELETED),
    ])
    await this.#client.modify(
      searchEntries[0]?.dn ?? '',
      [
        new Change({ operation: 'delete', modification: new Attribute({ type: 'isDeleted' }) }),
        new Change({ operation: 'replace', modification: attributeOf('distinguishedName', [to], names) }),
      ],
      [control(SHOW_DELETED)],
    )
    return ''
  }

  async #search(request: SearchRequest, names: Names): Promise<string> {
    const reverse = request.sort?.startsWith('-') ?? false
    const attributeType = request.sort?.replace('-', '')
    const controls = [
      ...(request.deleted ? [control(SHOW_DELETED)] : []),
      ...(attributeType
        ? [new ServerSideSortingRequestControl({ value: [{ attributeType, reverseOrder: reverse }] })]
        : []),
    ]
    const { searchEntries } = await this.#client.search(
      withNames(request.at, names),
      {
        scope: request.scope,
        filter: withNames(request.filter, names),
        attributes: [...request.attributes],
        returnAttributeValues: !request.namesOnly,
        ...(request.pageSize ? { paged: { pageSize: request.pageSize } } : {}),
      },
      controls,
    )
    const entries = searchEntries.map(({ dn, ...attributes }) => {
      const lines = Object.entries(attributes)
        .filter(
          ([name, value]) => !VARIES.test(name) && !(Array.isArray(value) && value.length === 0 && !request.namesOnly),
        )
        .map(([name, value]) => `${neutralText(dn, names)} ${neutralValue(name, [value].flat(), names)}`)
      const key = attributeType ? `${neutralValue(attributeType, [attributes[attributeType] ?? ''].flat(), names)}` : ''
      return { key, lines: lines.length > 0 ? lines.sort() : [neutralText(dn, names)] }
    })
    const order = attributeType ? [`order: ${entries.map(({ key }) => key).join(' < ')}`] : []
    return [...order, ...entries.flatMap(({ lines }) => lines).sort()].join('\n')
  }
}
