/** Attributes whose values are other objects, with the attribute that AD keeps at the other end, where it keeps one. */
const FORWARD: { readonly [attribute: string]: string | null } = {
  member: 'memberof',
  manager: 'directreports',
  managedby: 'managedobjects',
  secretary: null,
  assistant: null,
}
const BACKWARD = new Set(Object.values(FORWARD).filter((back) => back !== null))

/** All linked attributes that are known here, of both ends. */
export const linkAttributes: readonly string[] = [...Object.keys(FORWARD), ...BACKWARD]

/** The attribute at the other end of a linked one; null where AD keeps none. */
export const otherEnd = (attribute: string): string | null => {
  const name = attribute.toLowerCase()
  return FORWARD[name] ?? Object.keys(FORWARD).find((forward) => FORWARD[forward] === name) ?? null
}

export const isForwardLink = (attribute: string): boolean => Object.hasOwn(FORWARD, attribute.toLowerCase())
export const isLink = (attribute: string): boolean => isForwardLink(attribute) || BACKWARD.has(attribute.toLowerCase())

/** Links that a plan makes and breaks, from both ends: `member <group>` → whether each account is there afterwards. */
export type LinkEdits = Map<string, Map<string, boolean>>

const keyOf = (attribute: string, id: string): string => `${attribute.toLowerCase()} ${id}`

const note = (edits: LinkEdits, key: string, other: string, present: boolean): void => {
  const known = edits.get(key) ?? new Map<string, boolean>()
  known.set(other, present)
  edits.set(key, known)
}

/** Records that `from` has (or has lost) the value `to`. Answers the attribute that changes at the other end. */
export const recordLink = (
  edits: LinkEdits,
  link: { readonly attribute: string; readonly from: string; readonly to: string },
  present: boolean,
): string | null => {
  const back = FORWARD[link.attribute.toLowerCase()] ?? null
  note(edits, keyOf(link.attribute, link.from), link.to, present)
  if (back) note(edits, keyOf(back, link.to), link.from, present)
  return back
}

/** What the plan does to one linked attribute of one object: ids of others, and whether each is there afterwards. */
export const linkEdits = (edits: LinkEdits, attribute: string, id: string): ReadonlyMap<string, boolean> =>
  edits.get(keyOf(attribute, id)) ?? new Map()
