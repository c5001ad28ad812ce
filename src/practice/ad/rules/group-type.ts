/** Bits of groupType. https://learn.microsoft.com/windows/win32/adschema/a-grouptype */
const BUILTIN = 0x1
const GLOBAL = 0x2
const LOCAL = 0x4
const UNIVERSAL = 0x8
const SECURITY = 0x80000000

export type GroupScope = 'global' | 'local' | 'universal'

/** A global security group, which AD makes where groupType is not said. */
export const defaultGroupType = GLOBAL | SECURITY | 0

const KINDS: ReadonlySet<number> = new Set([GLOBAL, LOCAL, UNIVERSAL])

/** Whether a client may write this groupType: one scope, for security or for mail, and nothing else. Built-in groups are the system's own. */
export const isGroupType = (groupType: number): boolean => KINDS.has(groupType & ~SECURITY)

export const scopeOf = (groupType: number): GroupScope | null => {
  if (groupType & GLOBAL) return 'global'
  if (groupType & UNIVERSAL) return 'universal'
  return groupType & (LOCAL | BUILTIN) ? 'local' : null
}

export const isSecurityGroup = (groupType: number): boolean => (groupType & SECURITY) !== 0

const GROUP_OBJECT = 0x10000000
const ALIAS_OBJECT = 0x20000000

/** sAMAccountType of a group; groups that are for mail alone have the lowest bit. */
export const groupAccountTypeOf = (groupType: number): number =>
  (scopeOf(groupType) === 'local' ? ALIAS_OBJECT : GROUP_OBJECT) + (isSecurityGroup(groupType) ? 0 : 1)
