import type { Random } from '../../src/ports/random.ts'
import { accountControls, attributeSamples, groupTypes } from './attribute-samples.ts'
import type { Given, GivenChange, LdapRequest } from './ldap-request.ts'
import { randomSearch } from './random-search.ts'

type Kind = 'user' | 'group' | 'unit' | 'contact' | 'computer' | 'container'

/** What is thought to be there when the next request is chosen. Wrong thoughts do no harm: the servers say what is so. */
interface Thought {
  readonly kind: Kind
  readonly account: string
}

const PEOPLE = ['Adele', 'Megan', 'Lidia', 'Diego', 'Vance\\, Alex', 'Núñez']
const GROUPS = ['Sales', 'East', 'West', 'Everybody']
const UNITS = ['North', 'South']
const GOOD_PASSWORDS = ['Rain-over-Oslo-7', 'Snow-over-Oslo-8', 'Fog-over-Oslo-9']
const BAD_PASSWORDS = ['short', 'Ab1!', 'alllowercaseletters', '12345678901234', '']

/** What stood in the OU and was deleted, with what Samba keeps of it without the recycle bin. */
const deletedOnes: LdapRequest = {
  do: 'search',
  at: 'CN=Deleted Objects,{domain}',
  scope: 'one',
  filter: '(lastKnownParent={home})',
  attributes: ['name', 'objectClass', 'isDeleted', 'lastKnownParent', 'sAMAccountName'],
  deleted: true,
}

/** Chooses requests that mostly make sense after one another, and some that do not. */
export class RandomSequence {
  readonly #random: Random
  readonly #there = new Map<string, Thought>([['{home}', { kind: 'unit', account: '' }]])
  readonly #gone: string[] = []

  constructor(random: Random) {
    this.#random = random
  }

  /** A few objects to begin with, then anything; at last a look at what was deleted. */
  requests(length: number): readonly LdapRequest[] {
    const first = [
      this.#add('unit', 'OU=North,{home}'),
      this.#add('user', 'CN=Adele,{home}'),
      this.#add('user', 'CN=Megan,{home}'),
      this.#add('user', 'CN=Lidia,OU=North,{home}'),
      this.#add('group', 'CN=Sales,{home}'),
    ]
    return [...first, ...Array.from({ length: Math.max(0, length - first.length) }, () => this.#next()), deletedOnes]
  }

  #chance(percent: number): boolean {
    return this.#random.integer(100) < percent
  }

  #pick<T>(from: readonly T[]): T {
    const found = from[this.#random.integer(Math.max(1, from.length))]
    if (found === undefined) throw new Error('nothing to choose from')
    return found
  }

  #next(): LdapRequest {
    const turns: readonly (readonly [number, () => LdapRequest])[] = [
      [34, () => this.#search()],
      [9, () => this.#anyAdd()],
      [4, () => this.#clumsyAdd()],
      [18, () => this.#attribute()],
      [9, () => this.#members()],
      [5, () => this.#accountControl()],
      [4, () => this.#password()],
      [2, () => this.#rule()],
      [2, () => this.#groupType()],
      [7, () => this.#move()],
      [4, () => this.#remove()],
      [2, () => this.#restore()],
      [2, () => this.#compare()],
      [4, () => this.#bind()],
    ]
    let at = this.#random.integer(turns.reduce((sum, [weight]) => sum + weight, 0))
    for (const [weight, turn] of turns) {
      if (at < weight) return turn()
      at -= weight
    }
    return this.#search()
  }

  #paths(...kinds: readonly Kind[]): readonly string[] {
    return [...this.#there].filter(([, { kind }]) => kinds.length === 0 || kinds.includes(kind)).map(([path]) => path)
  }

  /** The DN of something of a kind; now and then one that is not there. */
  #some(...kinds: readonly Kind[]): string {
    const there = this.#paths(...kinds).filter((path) => path !== '{home}')
    return there.length === 0 || this.#chance(4) ? this.#spot(this.#pick(['CN=Nobody', 'CN=Adele'])) : this.#pick(there)
  }

  #spot(rdn: string): string {
    return `${rdn},${this.#pick(this.#paths('unit', 'container'))}`
  }

  #freshAccount(): string {
    return `${this.#pick(['a', 'b', 'c', 'd', 'e', 'f'])}${this.#random.integer(30)}-{tag}`
  }

  #add(kind: Kind, at: string, more: readonly Given[] = []): LdapRequest {
    const account = this.#freshAccount()
    const named: Given[] = [['sAMAccountName', kind === 'computer' ? `${account}$` : account]]
    const values: { readonly [K in Kind]: readonly Given[] } = {
      user: [['objectClass', 'user'], ...named, ['userAccountControl', '514']],
      group: [['objectClass', 'group'], ...named],
      unit: [['objectClass', 'organizationalUnit']],
      contact: [['objectClass', 'contact']],
      computer: [['objectClass', 'computer'], ...named, ['userAccountControl', '4098']],
      container: [['objectClass', 'container']],
    }
    if (!this.#there.has(at)) this.#there.set(at, { kind, account })
    const given = values[kind].filter(([type]) => !more.some(([other]) => other === type))
    return { do: 'add', at, values: [...given, ...more] }
  }

  #anyAdd(): LdapRequest {
    const kind = this.#pick<Kind>([
      'user',
      'user',
      'user',
      'group',
      'group',
      'unit',
      'contact',
      'computer',
      'container',
    ])
    const names: { readonly [K in Kind]: readonly string[] } = {
      user: PEOPLE,
      group: GROUPS,
      unit: UNITS,
      contact: ['Guest'],
      computer: ['PC-1', 'PC-2'],
      container: ['Things'],
    }
    const at = this.#spot(`${kind === 'unit' ? 'OU' : 'CN'}=${this.#pick(names[kind])}`)
    return this.#add(kind, at, kind === 'user' ? this.#details() : kind === 'group' ? this.#groupDetails() : [])
  }

  #details(): readonly Given[] {
    const known = attributeSamples.filter(({ on, good }) => on === 'people' && good.length > 0)
    const wanted = Array.from({ length: this.#random.integer(5) }, () => this.#pick(known))
    const given = [...new Set(wanted)].map(({ type, good }): Given => [type, this.#pick(good)])
    if (this.#chance(20))
      given.push(['unicodePwd', `password:${this.#pick(GOOD_PASSWORDS)}`], ['userAccountControl', '512'])
    return given
  }

  #groupDetails(): readonly Given[] {
    const given: Given[] = this.#chance(50) ? [['groupType', this.#pick(groupTypes)]] : []
    return this.#chance(30) ? [...given, ['member', this.#some('user', 'group')]] : given
  }

  /** Everything that a new object can be refused for. */
  #clumsyAdd(): LdapRequest {
    const at = this.#spot(`CN=New${this.#random.integer(1000)}`)
    const sample = this.#pick(attributeSamples.filter(({ bad }) => bad.length > 0))
    const given: readonly LdapRequest[] = [
      {
        do: 'add',
        at,
        values: [
          ['objectClass', 'user'],
          ['sAMAccountName', this.#freshAccount()],
          [sample.type, this.#pick(sample.bad)],
        ],
      },
      {
        do: 'add',
        at: `CN=Adele,OU=Nowhere,{home}`,
        values: [
          ['objectClass', 'user'],
          ['sAMAccountName', this.#freshAccount()],
        ],
      },
      {
        do: 'add',
        at: `CN=Below,${this.#some('user', 'contact', 'group')}`,
        values: [
          ['objectClass', 'user'],
          ['sAMAccountName', this.#freshAccount()],
        ],
      },
      {
        do: 'add',
        at,
        values: [
          [
            'objectClass',
            this.#pick([
              'robot',
              'top',
              'person',
              'organizationalPerson',
              'domainDNS',
              'mailRecipient',
              'securityPrincipal',
            ]),
          ],
        ],
      },
      { do: 'add', at, values: [['sAMAccountName', this.#freshAccount()]] },
      {
        do: 'add',
        at: this.#spot('OU=Adele'),
        values: [
          ['objectClass', 'user'],
          ['sAMAccountName', this.#freshAccount()],
        ],
      },
      { do: 'add', at: this.#spot('CN=West'), values: [['objectClass', 'organizationalUnit']] },
      {
        do: 'add',
        at,
        values: [
          ['objectClass', 'user'],
          ['sAMAccountName', this.#freshAccount()],
          ['cn', this.#pick(['Other', 'Adele'])],
        ],
      },
      {
        do: 'add',
        at,
        values: [
          ['objectClass', 'user'],
          ['sAMAccountName', this.#pick([...this.#there.values()]).account || 'x-{tag}'],
        ],
      },
      {
        do: 'add',
        at,
        values: [
          ['objectClass', 'user'],
          ['sAMAccountName', this.#freshAccount()],
          ['title', 'Clerk', 'Director'],
        ],
      },
      {
        do: 'add',
        at,
        values: [
          ['objectClass', 'user'],
          ['sAMAccountName', this.#freshAccount()],
          ['otherTelephone', '1', '1'],
        ],
      },
      {
        do: 'add',
        at,
        values: [
          ['objectClass', 'user'],
          ['sAMAccountName', this.#freshAccount()],
          ['pwdLastSet', this.#pick(['0', '-1', '5'])],
        ],
      },
      {
        do: 'add',
        at,
        values: [
          ['objectClass', 'user'],
          ['sAMAccountName', this.#freshAccount()],
          ['userAccountControl', this.#pick(accountControls)],
        ],
      },
      {
        do: 'add',
        at,
        values: [
          ['objectClass', 'user'],
          ['sAMAccountName', this.#freshAccount()],
          ['unicodePwd', `password:${this.#pick(BAD_PASSWORDS)}`],
        ],
      },
      {
        do: 'add',
        at,
        values: [
          ['objectClass', 'user'],
          ['sAMAccountName', this.#freshAccount()],
          ['primaryGroupID', this.#pick(['513', '512', '999999'])],
        ],
      },
    ]
    return this.#pick(given)
  }

  #attribute(): LdapRequest {
    const at = this.#some()
    const kind = this.#there.get(at)?.kind
    const fits = attributeSamples.filter(
      ({ on }) =>
        on === 'anything' ||
        this.#chance(5) ||
        (on === 'people' ? kind === 'user' || kind === 'contact' || kind === 'computer' : kind === 'group'),
    )
    const changes = Array.from({ length: this.#chance(25) ? 2 : 1 }, () => this.#change(this.#pick(fits)))
    return { do: 'modify', at, changes, permissive: this.#chance(20) }
  }

  #change({ type, good, bad }: (typeof attributeSamples)[number]): GivenChange {
    const op = this.#pick(['add', 'delete', 'replace', 'replace'] as const)
    const value = (): string => this.#pick(good.length > 0 && (bad.length === 0 || this.#chance(85)) ? good : bad)
    const count = op === 'add' ? this.#pick([1, 1, 1, 2]) : this.#pick([0, 1, 1, 1, 2])
    return [op, type, ...Array.from({ length: count }, value)]
  }

  #members(): LdapRequest {
    const op = this.#pick(['add', 'add', 'add', 'delete', 'delete', 'replace'] as const)
    const count = op === 'add' ? this.#pick([1, 1, 2]) : this.#pick([0, 1, 1, 1, 2])
    const who = (): string =>
      this.#chance(4)
        ? this.#pick(['nonsense', '{home}', 'CN=Nobody,{home}'])
        : this.#some('user', 'group', 'contact', 'computer')
    const at = this.#chance(97) ? this.#some('group') : this.#some('user')
    const change: GivenChange = [op, 'member', ...Array.from({ length: count }, who)]
    return { do: 'modify', at, changes: [change], permissive: this.#chance(15) }
  }

  #accountControl(): LdapRequest {
    const op = this.#pick(['replace', 'replace', 'replace', 'add', 'delete'] as const)
    const change: GivenChange =
      op === 'delete'
        ? [op, 'userAccountControl']
        : [op, 'userAccountControl', this.#pick(op === 'add' ? ['512', '514'] : accountControls)]
    return { do: 'modify', at: this.#some('user', 'user', 'computer'), changes: [change], permissive: false }
  }

  #password(): LdapRequest {
    const good = `password:${this.#pick(GOOD_PASSWORDS)}`
    const other = `password:${this.#pick(GOOD_PASSWORDS)}`
    const bad = this.#pick([...BAD_PASSWORDS.map((each) => `password:${each}`), 'plain', 'hex:00'])
    const changes: readonly (readonly GivenChange[])[] = [
      [['replace', 'unicodePwd', good]],
      [
        ['replace', 'unicodePwd', good],
        ['replace', 'userAccountControl', '512'],
      ],
      [
        ['replace', 'unicodePwd', good],
        ['replace', 'pwdLastSet', '0'],
      ],
      [['replace', 'unicodePwd', bad]],
      [
        ['delete', 'unicodePwd', other],
        ['add', 'unicodePwd', good],
      ],
      [
        ['delete', 'unicodePwd', other],
        ['add', 'unicodePwd', bad],
      ],
      [
        ['delete', 'unicodePwd'],
        ['add', 'unicodePwd', good],
      ],
      [['add', 'unicodePwd', good]],
      [['delete', 'unicodePwd', good]],
      [['replace', 'unicodePwd']],
    ]
    return { do: 'modify', at: this.#some('user'), changes: this.#pick(changes), permissive: false }
  }

  /** Attributes that have rules of their own. */
  #rule(): LdapRequest {
    const changes: readonly GivenChange[] = [
      ['replace', 'primaryGroupID', this.#pick(['512', '513', '514', '999999', '0'])],
      ['replace', 'lockoutTime', this.#pick(['0', '1'])],
      ['replace', 'sAMAccountName', this.#pick([...this.#there.values()]).account || 'x-{tag}'],
      ['replace', 'sAMAccountName', this.#freshAccount()],
      ['delete', 'sAMAccountName'],
      ['replace', 'name', 'Other'],
      ['replace', 'cn', 'Other'],
      ['add', 'objectClass', this.#pick(['computer', 'robot', 'user', 'posixAccount'])],
      ['delete', 'objectClass', this.#pick(['user', 'top'])],
      ['replace', 'distinguishedName', 'CN=Other,{home}'],
      ['replace', 'isDeleted', 'TRUE'],
      ['replace', 'instanceType', '4'],
      ['replace', 'objectCategory', 'CN=Person,CN=Schema,CN=Configuration,{domain}'],
    ]
    return {
      do: 'modify',
      at: this.#some('user', 'group'),
      changes: [this.#pick(changes)],
      permissive: this.#chance(10),
    }
  }

  #groupType(): LdapRequest {
    return {
      do: 'modify',
      at: this.#some('group'),
      changes: [['replace', 'groupType', this.#pick(groupTypes)]],
      permissive: false,
    }
  }

  #move(): LdapRequest {
    const at = this.#some()
    const [rdn = '', above = ''] = /^((?:[^,\\]|\\.)+),(.*)$/.exec(at)?.slice(1) ?? []
    const thought = this.#there.get(at)
    const type = rdn.slice(0, 2)
    const name = this.#pick(thought?.kind === 'group' ? GROUPS : thought?.kind === 'unit' ? UNITS : PEOPLE)
    const clumsy: readonly string[] = [
      at,
      `${rdn.toUpperCase()},${above}`,
      `${rdn},OU=Nowhere,{home}`,
      `${rdn},${this.#some('user', 'group')}`,
      `${rdn},${at}`,
      `${type === 'CN' ? 'OU' : 'CN'}=${name},${above}`,
      `${type}=${'y'.repeat(65)},${above}`,
      this.#some(),
    ]
    if (this.#chance(35)) return { do: 'move', at, to: this.#pick(clumsy) }
    const to = this.#chance(50) ? `${type}=${name},${above}` : this.#spot(this.#chance(50) ? rdn : `${type}=${name}`)
    if (!this.#there.has(to) && !to.endsWith(`,${at}`)) this.#follow(at, to)
    return { do: 'move', at, to }
  }

  #follow(at: string, to: string): void {
    for (const [path, thought] of [...this.#there]) {
      if (path !== at && !path.endsWith(`,${at}`)) continue
      this.#there.delete(path)
      this.#there.set(`${path.slice(0, path.length - at.length)}${to}`, thought)
    }
  }

  #remove(): LdapRequest {
    const at = this.#some()
    const below = [...this.#there.keys()].filter((path) => path.endsWith(`,${at}`))
    const tree = this.#chance(below.length > 0 ? 40 : 10)
    if (tree || below.length === 0) {
      for (const path of [at, ...below]) this.#there.delete(path)
      this.#gone.push(at)
    }
    return { do: 'delete', at, tree }
  }

  #restore(): LdapRequest {
    const was = this.#gone.length > 0 ? this.#pick(this.#gone) : 'CN=Nobody,{home}'
    const type = was.slice(0, 2)
    const taken = this.#paths().find((path) => path.startsWith(type)) ?? was
    const to = this.#pick([was, was, taken, `${type}=Back,OU=Nowhere,{home}`, `${type}=Back,{home}`])
    return { do: 'restore', was, to }
  }

  #compare(): LdapRequest {
    const { type, good } = this.#pick(attributeSamples.filter((sample) => sample.good.length > 0))
    return { do: 'compare', at: this.#some('user'), type, value: this.#pick(good) }
  }

  #bind(): LdapRequest {
    const at = this.#some('user')
    const account = this.#there.get(at)?.account ?? 'nobody-{tag}'
    const as = this.#pick([at, `CORP\\${account}`, `adele.{tag}@contoso.com`, `CORP\\nobody-{tag}`, 'CN=Nobody,{home}'])
    return { do: 'bind', as, password: this.#pick([...GOOD_PASSWORDS, 'wrong', 'Wrong-Pass-1']) }
  }

  #search(): LdapRequest {
    return randomSearch(this.#random, { objects: this.#paths(), some: () => this.#some() })
  }
}
