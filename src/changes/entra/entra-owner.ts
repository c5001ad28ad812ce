import type { Ownable, OwnedType, Owner } from '../../model/entra-rights.ts'
import { idIn, type ObjectRef } from '../../model/object-ref.ts'
import type { Target } from '../../model/plan.ts'
import type { EntraReader } from '../../ports/entra.ts'
import type { Resolve } from '../change-kind.ts'

/** Something that has owners, and an account that is or becomes one. */
interface Ownership {
  readonly object: ObjectRef
  readonly type: OwnedType
  readonly owner: ObjectRef
  readonly ownerName: string
}

export interface EntraOwnerAdd extends Ownership {
  readonly kind: 'entra.owner.add'
}

export interface EntraOwnerRemove extends Ownership {
  readonly kind: 'entra.owner.remove'
}

const words: { readonly [T in OwnedType]: string } = {
  group: '',
  application: 'the app registration ',
  servicePrincipal: 'the enterprise application ',
}

/** `Sales Team`, `the app registration Price List`. */
export const ownedText = ({ type, object }: Ownership): string => `${words[type]}${object.name}`

export const ownedTarget = ({ type, object }: Ownership): Target => ({
  type: type === 'group' ? 'group' : 'application',
  id: idIn(object),
  name: object.name,
})

/** Guards look at groups; an application has none of what they protect. */
export const groupsIn = ({ type, object }: Ownership): readonly ObjectRef[] => (type === 'group' ? [object] : [])

export const ownableOf = ({ type, object }: Ownership, context: Resolve): Ownable => ({
  type,
  id: context.idOf(object),
})

export const ownersNow = (entra: EntraReader, of: Ownership, context: Resolve): Promise<readonly Owner[]> =>
  entra.ownersOf(ownableOf(of, context))

export const isOwner = async (entra: EntraReader, of: Ownership, context: Resolve): Promise<boolean> => {
  const owner = context.idOf(of.owner)
  return (await ownersNow(entra, of, context)).some(({ id }) => id === owner)
}
