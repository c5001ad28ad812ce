import type { ObjectRef } from '../../model/object-ref.ts'
import type { Readers } from '../../ports/systems.ts'
import type { Resolve } from '../change-kind.ts'
import { required } from '../require-system.ts'

/** A guest, and an account that answers for the guest or is to. */
interface Sponsorship {
  readonly guest: ObjectRef
  readonly sponsor: ObjectRef
  readonly sponsorName: string
}

export interface EntraSponsorAdd extends Sponsorship {
  readonly kind: 'entra.sponsor.add'
}

export interface EntraSponsorRemove extends Sponsorship {
  readonly kind: 'entra.sponsor.remove'
}

export const isSponsor = async (of: Sponsorship, read: Readers, context: Resolve): Promise<boolean> => {
  const sponsor = context.idOf(of.sponsor)
  const sponsors = await required(read.entra, 'entra').sponsorsOf(context.idOf(of.guest))
  return sponsors.some(({ id }) => id === sponsor)
}

export const sponsorsFound = async (of: Sponsorship, read: Readers, context: Resolve) => {
  const sponsors = await required(read.entra, 'entra').sponsorsOf(context.idOf(of.guest))
  return { sponsors: sponsors.map(({ name }) => name) }
}
