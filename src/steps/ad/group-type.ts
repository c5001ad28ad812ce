/** Bits of groupType. https://learn.microsoft.com/windows/win32/adschema/a-grouptype */
const SCOPES = { global: 0x2, domainLocal: 0x4, universal: 0x8 } as const
const SECURITY = -0x80000000

export type GroupScope = keyof typeof SCOPES
export type GroupKind = 'security' | 'distribution'

export interface GroupForm {
  readonly scope: GroupScope
  readonly kind: GroupKind
}

/** The value of groupType, a number of 32 bits with a sign. */
export const groupTypeValue = ({ scope, kind }: GroupForm): string =>
  String(kind === 'security' ? SCOPES[scope] | SECURITY : SCOPES[scope])

/** What a groupType says; undefined for a group that is none of these (built-in or made by an application). */
export const groupForm = (groupType: string | undefined): GroupForm | undefined => {
  const bits = Number(groupType ?? '0')
  const scope = (Object.keys(SCOPES) as GroupScope[]).find((name) => (bits & SCOPES[name]) !== 0)
  return scope && { scope, kind: bits < 0 ? 'security' : 'distribution' }
}

const WORDS: { readonly [scope in GroupScope]: string } = {
  global: 'global',
  domainLocal: 'domain local',
  universal: 'universal',
}

export const showForm = (form: GroupForm | undefined): string =>
  form ? `a ${WORDS[form.scope]} ${form.kind} group` : 'a group of another kind'
