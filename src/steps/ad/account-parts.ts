import { type Attributes, firstValue } from '../../model/ad-entry.ts'
import type { StepAnswer, StepContext } from '../step.ts'
import type { WantedAttributes } from './wanted-attributes.ts'

/** What `ad.account` was asked for, looked up in the directory. */
export interface AccountWishes {
  /** DN of an OU that exists. */
  readonly ou: string
  readonly attributes: WantedAttributes
  readonly enabled?: boolean | undefined
  readonly password?: 'generated' | undefined
}

/** Names that HR gives and that AD shall show; `displayName` is the one chosen for a new account. */
export const namesOfPerson = ({ person, names }: StepContext, displayName?: string): Attributes => {
  const [best] = displayName === undefined ? names.candidates(person) : []
  const all = {
    displayName: displayName ?? best?.displayName,
    givenName: person.givenName ?? person.preferredName,
    sn: person.surname,
  }
  return Object.fromEntries(Object.entries(all).flatMap(([name, value]) => (value ? [[name, [value]]] : [])))
}

/** What `ad.account` puts in scope. */
export const accountOutputs = (
  account: { readonly dn: string; readonly attributes: Attributes },
  isNew: boolean,
): NonNullable<StepAnswer['outputs']> => {
  const names = ['sAMAccountName', 'userPrincipalName', 'mail', 'displayName']
  return {
    dn: account.dn,
    ...Object.fromEntries(names.map((name) => [name, firstValue(account, name) ?? ''])),
    isNew,
  }
}
