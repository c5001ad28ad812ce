import type { HeldLicence } from '../../model/entra-objects.ts'
import type { Readers } from '../../ports/systems.ts'
import type { Made, Remains } from '../change-kind.ts'
import { movedText } from '../rebase.ts'
import { required } from '../require-system.ts'
import type { EntraLicenceAssign, LicenceChange } from './entra-licence.ts'

type Held = ReadonlyMap<string, HeldLicence>

const sameSet = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((value) => b.includes(value))

interface Part {
  readonly kept: LicenceChange | null
  readonly forced: LicenceChange | null
  readonly moved?: string
}

const NOTHING: Part = { kept: null, forced: null }

/** A licence that was given, or whose plans were changed. */
const given = (licence: LicenceChange, held: Held): Part => {
  const { skuId, skuPartNumber, disabledPlans, disabledBefore } = licence
  const found = held.get(skuId)
  if (!found) return disabledBefore ? { ...NOTHING, moved: `${skuPartNumber} is not assigned any more` } : NOTHING
  if (disabledBefore && sameSet(found.disabledPlans, disabledBefore)) return NOTHING
  if (sameSet(found.disabledPlans, disabledPlans)) return { kept: licence, forced: licence }
  const moved = movedText(
    `the plans that are off in ${skuPartNumber}`,
    { before: [], after: disabledPlans },
    found.disabledPlans,
  )
  return { kept: null, forced: { ...licence, disabledPlans: found.disabledPlans }, moved }
}

/** A licence that was taken: whoever has it again needs nothing back. */
const taken = (licence: LicenceChange, held: Held): Part => {
  const found = held.get(licence.skuId)
  if (!found) return { kept: licence, forced: licence }
  if (sameSet(found.disabledPlans, licence.disabledPlans)) return NOTHING
  const moved = movedText(
    `the plans that are off in ${licence.skuPartNumber}`,
    { before: [], after: licence.disabledPlans },
    found.disabledPlans,
  )
  return { ...NOTHING, moved }
}

const some = (parts: readonly Part[], which: 'kept' | 'forced'): readonly LicenceChange[] =>
  parts.flatMap((part) => part[which] ?? [])

/** Licence by licence. */
export const licenceRemains = async (
  change: EntraLicenceAssign,
  made: Made,
  read: Readers,
): Promise<Remains<EntraLicenceAssign>> => {
  const entra = required(read.entra, 'entra')
  const id = made.id ?? ''
  if (!(await entra.user(id))) return { change: null, forced: null, moved: [] }
  const direct = (await entra.licencesOf(id)).filter(({ group }) => group === null)
  const held: Held = new Map(direct.map((licence) => [licence.skuId, licence]))
  const [add, remove] = [change.add.map((one) => given(one, held)), change.remove.map((one) => taken(one, held))]
  const part = (which: 'kept' | 'forced'): EntraLicenceAssign | null => {
    const [adds, removes] = [some(add, which), some(remove, which)]
    return adds.length + removes.length === 0 ? null : { ...change, add: adds, remove: removes }
  }
  return {
    change: part('kept'),
    forced: part('forced'),
    moved: [...add, ...remove].flatMap(({ moved }) => moved ?? []),
  }
}
