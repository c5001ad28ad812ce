import fc from 'fast-check'
import type { AdObjectType } from '../../src/changes/ad/ad-entry.ts'
import type { Change } from '../../src/changes/change.ts'
import { type AdEntry, accountControl, firstValue, isEnabled, valuesOf } from '../../src/model/ad-entry.ts'
import { accounts, equals, groups } from '../../src/model/ad-query.ts'
import { firstRdn, isBelow, joinDn, parentOf, rdn } from '../../src/model/distinguished-name.ts'
import { refTo } from '../../src/model/object-ref.ts'
import { expiryChange } from '../../src/steps/ad/ad-expire.ts'
import { GUEST_VERBS, MAILBOX_VERBS, POSSESSION_VERBS } from './random-possessions.ts'
import { RIGHTS_VERBS } from './random-rights.ts'
import { type Arena, choose, guestMailOf, type Pick, type Turn, upnOf, user } from './random-turn.ts'

export type { Arena, Pick } from './random-turn.ts'

/** Values that every directory stores as they are, some of them hard to write into a DN or a filter. */
const TEXTS = [
  'Sales',
  'Vance, Adele',
  "O'Brien (EU)",
  'Zoë Żółć',
  'Ελένη',
  '#1 + "x"',
  'R&D * <a=b>',
  '李小龍',
  'back\\slash; end',
]

export const picks = (most: number): fc.Arbitrary<readonly Pick[]> =>
  fc.array(
    fc.record({ verb: fc.nat(999), which: fc.nat(9999), other: fc.nat(9999), text: fc.constantFrom(...TEXTS) }),
    { minLength: 5, maxLength: most },
  )

const ATTRIBUTES = [
  'company',
  'department',
  'description',
  'mobile',
  'physicalDeliveryOfficeName',
  'telephoneNumber',
  'title',
] as const
const READ = [...ATTRIBUTES, 'manager', 'memberOf', 'userAccountControl', 'sAMAccountName']

const inArena = async ({ read, arena }: Turn, type: AdObjectType): Promise<readonly AdEntry[]> =>
  (await read.ad?.search({
    base: arena.base,
    scope: 'sub',
    filter: type === 'group' ? groups : accounts,
    attributes: READ,
  })) ?? []

const account = async (turn: Turn, at = turn.pick.which): Promise<AdEntry | undefined> =>
  choose(await inArena(turn, 'account'), at)

const addObject =
  (type: AdObjectType) =>
  async ({ arena, pick, serial }: Turn): Promise<readonly Change[]> => {
    const name = `${pick.text} ${serial}`
    const dn = joinDn(rdn('CN', name), choose(arena.ous, pick.which) ?? arena.base)
    const sAMAccountName = [`t${serial}`]
    const shared = { sAMAccountName, description: [pick.text] }
    if (type === 'group') {
      const attributes = { ...shared, objectClass: ['group'] }
      return [{ kind: 'ad.entry.add', type, dn, key: { attribute: 'sAMAccountName', value: `t${serial}` }, attributes }]
    }
    const attributes = {
      ...shared,
      objectClass: ['user'],
      userPrincipalName: [`t${serial}@${arena.upnSuffix}`],
      displayName: [name],
      employeeID: [`E${serial}`],
      userAccountControl: ['514'],
    }
    return [{ kind: 'ad.entry.add', type, dn, key: { attribute: 'employeeID', value: `E${serial}` }, attributes }]
  }

const modifyAccount = async (turn: Turn): Promise<readonly Change[]> => {
  const entry = await account(turn)
  if (!entry) return []
  const { other, text } = turn.pick
  const attributes = [choose(ATTRIBUTES, other), choose(ATTRIBUTES, other + 3)].filter((name) => name !== undefined)
  const changes = Object.fromEntries(
    attributes.flatMap((name, at) => {
      const before = valuesOf(entry, name)
      const after = (other + at) % 4 === 0 ? [] : [`${text} ${other % 7}`]
      return before[0] === after[0] ? [] : [[name, { before, after }] as const]
    }),
  )
  if (Object.keys(changes).length === 0) return []
  return [{ kind: 'ad.entry.modify', type: 'account', target: refTo(entry, entry.dn), changes }]
}

const setManager = async (turn: Turn): Promise<readonly Change[]> => {
  const [entry, boss] = [await account(turn), await account(turn, turn.pick.other)]
  if (!entry || !boss || entry.id === boss.id) return []
  const dn = firstValue(entry, 'manager')
  const before = dn === undefined ? null : ((await turn.read.ad?.byDn(dn, [])) ?? null)
  if (before?.id === boss.id) return []
  const links = { manager: { before: before && refTo(before, before.dn), after: refTo(boss, boss.dn) } }
  return [{ kind: 'ad.entry.modify', type: 'account', target: refTo(entry, entry.dn), changes: {}, links }]
}

/** An account gets its password before it is enabled, as AD wants it. */
const toggle = async (turn: Turn): Promise<readonly Change[]> => {
  const entry = await account(turn)
  if (!entry) return []
  const target = refTo(entry, entry.dn)
  const before = firstValue(entry, 'userAccountControl') ?? '0'
  const after = String(Number(before) ^ accountControl.disabled)
  const changes = { userAccountControl: { before: [before], after: [after] } }
  const modify = { kind: 'ad.entry.modify', type: 'account', target, changes } as const
  return isEnabled(entry) ? [modify] : [{ kind: 'ad.password.set', target, avoid: [], mustChange: false }, modify]
}

/** Where nothing keeps what is deleted, undo could not leave no trace. */
const hasBin = async ({ read }: Turn): Promise<boolean> => {
  const bin = await read.ad?.recycleBin()
  return bin?.enabled === true && bin.readable
}

const removeAccount = async (turn: Turn): Promise<readonly Change[]> => {
  const entry = (await hasBin(turn)) ? await account(turn) : undefined
  // Without this account no directory is believed.
  const isCanary = entry !== undefined && firstValue(entry, 'sAMAccountName') === 'krbtgt'
  return entry && !isCanary
    ? [{ kind: 'ad.entry.delete', type: 'account', target: refTo(entry, entry.dn), bin: true }]
    : []
}

/** A deleted account of this arena comes back to where it was, or to another OU. */
const raiseAccount = async (turn: Turn): Promise<readonly Change[]> => {
  const { read, arena, pick } = turn
  if (!read.ad || !(await hasBin(turn))) return []
  const found = await read.ad.deleted({ filter: accounts, attributes: ['lastKnownParent', 'msDS-LastKnownRDN'] })
  const own = found.filter((entry) => isBelow(firstValue(entry, 'lastKnownParent') ?? '', arena.base))
  const entry = choose(own, pick.which)
  if (!entry) return []
  const ou = choose([firstValue(entry, 'lastKnownParent') ?? '', ...arena.ous], pick.other) ?? ''
  const dn = joinDn(rdn('CN', firstValue(entry, 'msDS-LastKnownRDN') ?? ''), ou)
  if (!(await read.ad.byDn(ou, [])) || (await read.ad.byDn(dn, []))) return []
  return [{ kind: 'ad.entry.restore', type: 'account', target: refTo(entry, dn) }]
}

const expire = async (turn: Turn): Promise<readonly Change[]> => {
  const entry = await account(turn)
  const read = entry && (await turn.read.ad?.byId(entry.id, ['accountExpires']))
  if (!read) return []
  const ends = turn.pick.other % 3 === 0 ? null : 1_900_000_000_000 + turn.pick.other * 86_400_000
  const change = expiryChange(read, ends)
  return change ? [change] : []
}

const moveObject =
  (type: AdObjectType) =>
  async (turn: Turn): Promise<readonly Change[]> => {
    const entry = choose(await inArena(turn, type), turn.pick.which)
    if (!entry) return []
    const { other, text } = turn.pick
    const name = other % 3 === 0 ? firstRdn(entry.dn) : rdn('CN', `${text} ${turn.serial}`)
    const ou = other % 3 === 1 ? parentOf(entry.dn) : (choose(turn.arena.ous, other) ?? parentOf(entry.dn))
    const to = joinDn(name, ou)
    if (to === entry.dn) return []
    return [{ kind: 'ad.entry.move', type, target: refTo(entry, entry.dn), from: entry.dn, to }]
  }

const member = async (turn: Turn): Promise<readonly Change[]> => {
  const entry = await account(turn)
  const group = choose(await inArena(turn, 'group'), turn.pick.other)
  if (!entry || !group) return []
  const isIn = await turn.read.ad?.search({
    base: entry.dn,
    scope: 'base',
    filter: equals('memberOf', group.dn),
    attributes: [],
  })
  const kind = (isIn ?? []).length > 0 ? 'ad.member.remove' : 'ad.member.add'
  return [
    { kind, group: refTo(group, group.dn), member: refTo(entry, entry.dn), groupName: group.dn, memberName: entry.dn },
  ]
}

const addUser = async (turn: Turn): Promise<readonly Change[]> => {
  const { serial, pick } = turn
  const properties = {
    accountEnabled: true,
    displayName: `${pick.text} ${serial}`,
    mailNickname: `tc${serial}`,
    userPrincipalName: upnOf(turn, `c${serial}`),
    employeeId: `C${serial}`,
    usageLocation: 'PL',
  }
  const key = { property: 'employeeId', value: `C${serial}` } as const
  return [{ kind: 'entra.user.add', properties, mustChangePassword: true, avoid: [], key }]
}

const PROPERTIES = ['jobTitle', 'department', 'companyName', 'officeLocation', 'city', 'mobilePhone'] as const

const modifyUser = async (turn: Turn): Promise<readonly Change[]> => {
  const found = await user(turn)
  const name = choose(PROPERTIES, turn.pick.other)
  if (!found || !name) return []
  const before = found.properties[name] ?? null
  const after = turn.pick.other % 4 === 0 ? null : `${turn.pick.text} ${turn.pick.other % 5}`
  if (before === after) return []
  return [
    {
      kind: 'entra.user.modify',
      target: refTo(found, found.userPrincipalName),
      changes: { [name]: { before, after } },
    },
  ]
}

const setUserManager = async (turn: Turn): Promise<readonly Change[]> => {
  const [found, boss] = [await user(turn), await user(turn, turn.pick.other)]
  if (!found || !boss || found.id === boss.id) return []
  const before = (await turn.read.entra?.manager(found.id)) ?? null
  if (before?.id === boss.id) return []
  const [target, manager] = [refTo(found, found.userPrincipalName), refTo(boss, boss.userPrincipalName)]
  return [{ kind: 'entra.manager.set', user: target, manager, before: before && refTo(before, before.name) }]
}

const joinTeam = async (turn: Turn): Promise<readonly Change[]> => {
  const found = await user(turn)
  const name = choose(turn.arena.entra?.groups ?? [], turn.pick.other)
  const [group] = name === undefined ? [] : ((await turn.read.entra?.groupsNamed(name)) ?? [])
  if (!found || !group) return []
  const isIn = (await turn.read.entra?.groupsOf(found.id))?.some(({ id }) => id === group.id)
  const kind = isIn ? 'entra.member.remove' : 'entra.member.add'
  const target = refTo(found, found.userPrincipalName)
  return [
    {
      kind,
      group: refTo(group, group.displayName),
      member: target,
      groupName: group.displayName,
      memberName: target.name,
    },
  ]
}

const licence = async (turn: Turn): Promise<readonly Change[]> => {
  const found = await user(turn)
  const name = choose(turn.arena.entra?.skus ?? [], turn.pick.other)
  const sku = (await turn.read.entra?.skus())?.find(({ skuPartNumber }) => skuPartNumber === name)
  if (!found || !sku) return []
  const { skuId, skuPartNumber, servicePlans } = sku
  const disabledPlans =
    turn.pick.other % 2 === 0 ? servicePlans.slice(0, 1).map(({ servicePlanId }) => servicePlanId) : []
  const held = (await turn.read.entra?.licencesOf(found.id))?.find((one) => one.skuId === skuId)
  const target = refTo(found, found.userPrincipalName)
  const one = { skuId, skuPartNumber, disabledPlans }
  if (!held && sku.consumed >= sku.enabled) return []
  if (!held) return [{ kind: 'entra.licence.assign', user: target, add: [one], remove: [] }]
  if (held.disabledPlans.length === disabledPlans.length) {
    return [
      { kind: 'entra.licence.assign', user: target, add: [], remove: [{ ...one, disabledPlans: held.disabledPlans }] },
    ]
  }
  return [
    { kind: 'entra.licence.assign', user: target, add: [{ ...one, disabledBefore: held.disabledPlans }], remove: [] },
  ]
}

/** A second pass would take the first one away, which nothing brings back. */
const pass = async (turn: Turn): Promise<readonly Change[]> => {
  const found = await user(turn)
  if (!found || ((await turn.read.entra?.passesOf(found.id)) ?? []).length > 0) return []
  return [
    { kind: 'entra.pass.issue', user: refTo(found, found.userPrincipalName), lifetimeInMinutes: 60, usableOnce: true },
  ]
}

const AD_VERBS = [
  addObject('account'),
  addObject('account'),
  addObject('group'),
  modifyAccount,
  modifyAccount,
  setManager,
  toggle,
]
const AD_ENDS = [removeAccount, raiseAccount, raiseAccount, expire]
const AD_MOVES = [moveObject('account'), moveObject('account'), moveObject('group'), member, member]
const ENTRA_VERBS = [addUser, addUser, modifyUser, setUserManager, joinTeam, licence, licence, pass]

/** The changes that a choice comes to here, each of which can be made and is not so already; none where nothing fits. */
export const changesFor = (turn: Turn): Promise<readonly Change[]> => {
  const { read, arena } = turn
  const verbs = [
    ...(read.ad ? [...AD_VERBS, ...AD_MOVES, ...AD_ENDS] : []),
    ...(read.entra && arena.entra ? ENTRA_VERBS : []),
    ...(read.entra && arena.rights ? [addUser, ...GUEST_VERBS, ...RIGHTS_VERBS] : []),
    ...(read.entra && arena.people ? POSSESSION_VERBS : []),
    ...(read.exchange && arena.people ? MAILBOX_VERBS : []),
  ]
  const verb = choose(verbs, turn.pick.verb)
  return verb ? verb(turn) : Promise.resolve([])
}

/** Sign-in names of everybody in Entra whom the turns of one test may have made or changed. */
export const upnsOf = (arena: Arena, prefix: string, turns: number): readonly string[] => [
  ...Array.from({ length: turns }, (_, at) => serialOf(prefix, at)).flatMap((serial) => [
    `tc${serial}@${arena.upnSuffix}`,
    `${guestMailOf(serial).replace('@', '_')}#EXT#@contoso.onmicrosoft.com`,
  ]),
  ...(arena.people ?? []),
]

/** The serial of a turn: short enough for a sAMAccountName, and in the order of the turns. */
export const serialOf = (prefix: string, turn: number): string => `${prefix}${String(turn).padStart(3, '0')}`
