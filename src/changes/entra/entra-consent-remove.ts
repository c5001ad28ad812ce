import { idIn } from '../../model/object-ref.ts'
import type { ChangeKind } from '../change-kind.ts'
import { required } from '../require-system.ts'
import { consentText, type EntraConsentAdd, type EntraConsentRemove, givenBy } from './entra-consent.ts'

export const entraConsentRemove: ChangeKind<EntraConsentRemove> = {
  kind: 'entra.consent.remove',
  system: 'entra',
  undo: 'reversible',
  needs: { graph: ['DelegatedPermissionGrant.ReadWrite.All'] },

  describe: (change) => ({
    target: { type: 'account', id: idIn(change.user), name: change.user.name },
    summary: `withdraw the consent of ${change.user.name} to ${consentText(change)}`,
    before: { consents: [consentText(change)] },
    after: { consents: [] },
    count: 'remove',
  }),

  hazards: () => ['revokes-access'],
  refs: ({ user, consent }) => [user, consent],
  takes: ({ consent }) => consent,
  writes: ({ user }) => ({ accounts: [user] }),

  async apply({ user, consent }, to, context) {
    const id = context.idOf(consent)
    await required(to.entra, 'entra').removeConsent(context.idOf(user), id)
    return { id }
  },

  async holds(change, read, context) {
    const given = await givenBy(required(read.entra, 'entra'), change, context)
    return given ? null : { id: context.idOf(change.consent) }
  },

  async found(change, read, context) {
    const given = await givenBy(required(read.entra, 'entra'), change, context)
    return { consents: given ? [consentText({ ...change, scope: given.scope })] : [] }
  },

  inverse: ({ consent: _consent, ...change }): EntraConsentAdd => ({ ...change, kind: 'entra.consent.add' }),
}
